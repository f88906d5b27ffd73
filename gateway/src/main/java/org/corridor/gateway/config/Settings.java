package org.corridor.gateway.config;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Everything that an institution sets.
 *
 * @param institution who we are
 * @param dataDir where secrets, spools and the embedded engines keep what is theirs
 * @param ledger the network that we settle on
 * @param broker where queues are
 * @param identity who says who somebody is
 * @param peers the banks that we exchange with, by BIC
 * @param compliance screening
 * @param policy limits and charges
 * @param directory the accounts that we hold
 */
@Validated
@ConfigurationProperties("corridor")
public record Settings(
    @Valid @NotNull Institution institution,
    @NotNull Path dataDir,
    @Valid @NotNull Ledger ledger,
    @Valid @NotNull @DefaultValue Broker broker,
    @Valid @NotNull @DefaultValue Identity identity,
    @DefaultValue Map<String, @Valid Peer> peers,
    @Valid @NotNull @DefaultValue Compliance compliance,
    @Valid @NotNull Policy policy,
    @Valid @NotNull @DefaultValue Directory directory) {

  /**
   * Who we are.
   *
   * @param bic our BIC
   * @param name our name, for people
   * @param domain our domain, the part of {@code name*domain} that is ours
   */
  public record Institution(@NotBlank String bic, @NotBlank String name, @NotBlank String domain) {}

  /**
   * The network that we settle on.
   *
   * @param horizon the address of its Horizon API
   * @param passphrase the network's passphrase
   * @param channels how many transactions may be under way at once
   * @param baseFee what we offer per operation, in stroops
   * @param issuers the account that issues each currency's credit, by ISO code
   * @param funders further accounts that fund ours, such as the one that created it
   * @param quoteLife how long a price holds
   * @param transactionLife how long a signed transaction may wait for its ledger
   * @param slippageBps how far a conversion may miss its quote, in hundredths of a percent
   */
  public record Ledger(
      @NotNull URI horizon,
      @NotBlank String passphrase,
      @DefaultValue("200") @Min(1) @Max(1000) int channels,
      @DefaultValue("1000") @Min(100) @Max(1_000_000) int baseFee,
      @NotEmpty Map<String, String> issuers,
      @DefaultValue List<String> funders,
      @DefaultValue("10s") Duration quoteLife,
      @DefaultValue("30s") Duration transactionLife,
      @DefaultValue("100") @Min(0) @Max(1000) int slippageBps) {}

  /**
   * Where queues are.
   *
   * @param url {@code embedded} for a broker in this process, else a broker's address
   * @param port the loopback port on which the embedded broker serves Core and AMQP clients
   */
  public record Broker(
      @DefaultValue("embedded") @NotBlank String url,
      @DefaultValue("61616") @Min(1) @Max(65535) int port) {
    /** Whether the broker runs in this process. */
    public boolean isEmbedded() {
      return url.equals("embedded");
    }
  }

  /**
   * Who says who somebody is.
   *
   * @param issuer the OIDC issuer, for example a Keycloak realm; null for the issuer in this
   *     process
   * @param clientId our client there, for the pages
   * @param clientSecret its secret; with the issuer in process it is made at first start
   */
  public record Identity(
      @Nullable URI issuer,
      @DefaultValue("corridor-dashboard") @NotBlank String clientId,
      @Nullable String clientSecret) {}

  /**
   * A bank that we exchange with.
   *
   * @param url where its gateway answers
   * @param publicKey its Ed25519 key for compliance messages, base 64 of the X.509 form
   * @param domain its domain
   * @param account its settlement account on the ledger
   */
  public record Peer(
      @NotNull URI url,
      @NotBlank String publicKey,
      @NotBlank String domain,
      @NotBlank String account) {}

  /**
   * Screening.
   *
   * @param lists the folder with the sanctions lists; null for the small built-in list
   * @param threshold from which score on a payment is held, 0 to 100
   */
  public record Compliance(
      @Nullable Path lists, @DefaultValue("88") @Min(50) @Max(100) int threshold) {}

  /**
   * Limits and charges.
   *
   * @param currencies what each currency allows, by ISO code
   * @param returnAfter how long money in suspense waits for its other part before it goes back
   */
  public record Policy(
      @NotEmpty Map<String, @Valid Currency> currencies,
      @DefaultValue("60s") Duration returnAfter) {}

  /**
   * What a currency allows.
   *
   * @param min the smallest payment
   * @param max the largest payment
   * @param approvalAbove from which amount on a second person must approve
   * @param fee our fee for one payment
   */
  public record Currency(
      @NotNull BigDecimal min,
      @NotNull BigDecimal max,
      @NotNull BigDecimal approvalAbove,
      @NotNull BigDecimal fee) {}

  /**
   * The accounts that we hold.
   *
   * @param accounts a CSV file of accounts that is read at start; null when there are none to read
   */
  public record Directory(@Nullable Path accounts) {}
}
