package org.corridor.anchors;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.corridor.domain.money.LedgerAmount;
import org.corridor.domain.party.LedgerAddress;

/**
 * What is to exist on a network.
 *
 * @param issuers one per currency
 * @param banks settlement accounts with their channels
 * @param maker the market maker's offers
 */
public record NetworkPlan(List<Issuer> issuers, List<Bank> banks, Maker maker) {
  /** Most channels of one bank. */
  public static final int CHANNELS_MAX = 4096;

  /** Copies the lists and checks that the banks hold issued currencies only. */
  public NetworkPlan {
    issuers = List.copyOf(issuers);
    banks = List.copyOf(banks);
    Set<Currency> issued = new LinkedHashSet<>();
    issuers.forEach(issuer -> issued.add(issuer.currency()));
    if (issued.size() != issuers.size()) {
      throw new IllegalArgumentException("one issuer per currency");
    }
    for (Bank bank : banks) {
      if (!issued.containsAll(bank.nostro().keySet())) {
        throw new IllegalArgumentException("a bank holds what is issued");
      }
    }
  }

  /**
   * An issuer of credit.
   *
   * @param currency what its credit stands for
   * @param homeDomain where it tells about itself (SEP-1)
   * @param authorizes whether each holder needs its authorization, which it may revoke
   */
  public record Issuer(Currency currency, String homeDomain, boolean authorizes) {}

  /**
   * A bank's settlement account.
   *
   * @param secret its seed in text form ({@code S...}): its trust lines need its signature
   * @param nostro what it is given of each currency when its trust line is made
   * @param channels accounts that lend it their sequence numbers, at most {@value #CHANNELS_MAX}
   */
  public record Bank(
      String secret, Map<Currency, LedgerAmount> nostro, List<LedgerAddress> channels) {
    /** Copies and checks the bound. */
    public Bank {
      nostro = Map.copyOf(nostro);
      channels = List.copyOf(channels);
      if (channels.size() > CHANNELS_MAX) {
        throw new IllegalArgumentException("at most 4096 channels");
      }
    }

    /** Without the secret. */
    @Override
    public String toString() {
      return "Bank[" + nostro.keySet() + ", " + channels.size() + " channels]";
    }
  }

  /**
   * What the market maker offers: every issued currency for every other, at several prices.
   *
   * @param rates where the middle is
   * @param spreadBasisPoints distance of the best offer from the middle, in hundredths of a percent
   * @param stepBasisPoints distance of each further offer from the one before
   * @param depthEuro how much all offers of one direction hold together, in euro
   */
  public record Maker(
      ReferenceRates rates, int spreadBasisPoints, int stepBasisPoints, BigDecimal depthEuro) {
    /** Checks the bounds. */
    public Maker {
      if (spreadBasisPoints < 1 || stepBasisPoints < 1 || depthEuro.signum() <= 0) {
        throw new IllegalArgumentException("spread, step and depth are positive");
      }
    }

    /** 10 basis points from the middle, 5 between offers, a thousand million euro deep. */
    public static Maker around(ReferenceRates rates) {
      return new Maker(rates, 10, 5, new BigDecimal("1000000000"));
    }
  }
}
