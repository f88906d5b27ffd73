package org.corridor.gateway.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.corridor.adapters.settlement.LedgerKeys;
import org.corridor.anchors.AnchorKeys;
import org.corridor.anchors.Funding;
import org.corridor.anchors.NetworkPlan;
import org.corridor.anchors.NetworkSetup;
import org.corridor.anchors.ReferenceRates;
import org.corridor.domain.money.LedgerAmount;
import org.corridor.domain.party.LedgerAddress;
import org.corridor.gateway.sample.SamplePeople;
import org.stellar.sdk.KeyPair;
import org.stellar.sdk.Network;

/** What the demo's ledger network holds, and the settings of the banks that follow from it. */
public final class DemoNetwork {
  /** Where Alpha takes pacs.008. */
  public static final String PACS008_QUEUE = "corridor.in.pacs008";

  /** Where Alpha takes pain.001 of both versions. */
  public static final String PAIN001_QUEUE = "corridor.in.pain001";

  /** Where Alpha takes MT103. */
  public static final String MT103_QUEUE = "corridor.in.mt103";

  /** Where Alpha's final answers come. */
  public static final String ANSWERS_QUEUE = "corridor.out.status";

  /** How many customers Beta has. */
  public static final int CUSTOMERS = 400;

  private static final int CHANNELS = 300;
  private static final List<Currency> CURRENCIES =
      List.of("USD", "EUR", "AED", "INR").stream().map(Currency::getInstance).toList();
  private static final LedgerAmount NOSTRO = LedgerAmount.parse("50000000");

  private final URI horizon;
  private final String passphrase;
  private final AnchorKeys anchors;
  private final Map<Bank, LedgerKeys> keys = new LinkedHashMap<>();

  /**
   * Opens or makes the keys; asks nobody.
   *
   * @param horizon the ledger's Horizon
   * @param passphrase the network's passphrase
   * @param banks who settles on it
   */
  DemoNetwork(URI horizon, String passphrase, List<Bank> banks) {
    this.horizon = horizon;
    this.passphrase = passphrase;
    this.anchors = AnchorKeys.ofDemonstration(passphrase);
    for (Bank bank : banks) {
      keys.put(bank, LedgerKeys.open(bank.secrets().file("ledger.keys"), new SecureRandom()));
    }
  }

  /** A bank's settlement account. */
  LedgerAddress account(Bank bank) {
    return keys(bank).account().address();
  }

  /** Creates what is missing: issuers, banks, nostro balances, the market maker's offers. */
  void create(Consumer<String> progress) {
    List<NetworkPlan.Issuer> issuers =
        CURRENCIES.stream()
            .map(
                c ->
                    new NetworkPlan.Issuer(
                        c,
                        c.getCurrencyCode().toLowerCase(java.util.Locale.ROOT) + ".example",
                        false))
            .toList();
    Map<Currency, LedgerAmount> nostro =
        CURRENCIES.stream().collect(Collectors.toMap(Function.identity(), c -> NOSTRO));
    List<NetworkPlan.Bank> banks =
        keys.values().stream()
            .map(k -> new NetworkPlan.Bank(k.account().secret(), nostro, k.channels(CHANNELS)))
            .toList();
    ReferenceRates rates = EcbRates.newest();
    progress.accept("setting up anchors, banks and offers at the ECB's rates of " + rates.date());
    try (NetworkSetup setup =
        new NetworkSetup(
            horizon, passphrase, anchors, new Funding.Root(), Clock.systemUTC(), step -> {})) {
      setup.run(new NetworkPlan(issuers, banks, NetworkPlan.Maker.around(rates)));
    }
    progress.accept("the network is set up");
  }

  /** A bank's settings that follow from the network. */
  Map<String, String> settings(Bank bank) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (Currency currency : CURRENCIES) {
      String code = currency.getCurrencyCode();
      settings.put(
          "corridor.ledger.issuers." + code, String.valueOf(anchors.asset(currency).issuer()));
      String policy = "corridor.policy.currencies." + code + ".";
      settings.put(policy + "min", "1.00");
      settings.put(policy + "max", "1000000.00");
      settings.put(policy + "approval-above", "100000.00");
      settings.put(policy + "fee", "1.50");
    }
    settings.put("corridor.ledger.funders", root());
    settings.put("corridor.ledger.channels", Integer.toString(CHANNELS));
    settings.put("corridor.routes.files.folder", bank.folder().resolve("in").toString());
    settings.put("corridor.directory.accounts", accounts(bank).toString());
    return settings;
  }

  /** The account that creates all others on a network of one's own. */
  private String root() {
    return KeyPair.fromSecretSeed(new Network(passphrase).getNetworkId()).getAccountId();
  }

  private Path accounts(Bank bank) {
    Path file = bank.folder().resolve("accounts.csv");
    int count = bank.bic().equals(SamplePeople.BETA.value()) ? CUSTOMERS : 0;
    try {
      Files.write(file, SamplePeople.accountsFile(count));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private LedgerKeys keys(Bank bank) {
    return java.util.Objects.requireNonNull(keys.get(bank), bank.key());
  }
}
