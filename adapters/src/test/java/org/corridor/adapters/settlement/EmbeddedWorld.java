package org.corridor.adapters.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.corridor.anchors.AnchorKeys;
import org.corridor.anchors.Funding;
import org.corridor.anchors.NetworkPlan;
import org.corridor.anchors.NetworkSetup;
import org.corridor.anchors.ReferenceRates;
import org.corridor.domain.money.Asset;
import org.corridor.domain.money.LedgerAmount;
import org.corridor.domain.party.LedgerAddress;
import org.corridor.domain.settlement.SignedTransaction;
import org.corridor.ledger.NetworkParameters;
import org.corridor.ledger.horizon.HorizonServer;
import org.corridor.ledger.node.LedgerNode;
import org.corridor.ledger.node.NodeSettings;
import org.stellar.sdk.AccountConverter;
import org.stellar.sdk.AccountRequiresMemoException;
import org.stellar.sdk.KeyPair;
import org.stellar.sdk.Network;
import org.stellar.sdk.PaymentOperation;
import org.stellar.sdk.Server;
import org.stellar.sdk.Transaction;
import org.stellar.sdk.TransactionBuilder;
import org.stellar.sdk.xdr.CryptoKeyType;
import org.stellar.sdk.xdr.MuxedAccount;
import org.stellar.sdk.xdr.Uint256;
import org.stellar.sdk.xdr.Uint64;
import org.stellar.sdk.xdr.XdrUnsignedHyperInteger;

/** A network of the embedded ledger with two banks, set up as the demonstration is. */
final class EmbeddedWorld implements StellarLedgerContract.StellarWorld, AutoCloseable {
  static final String PASSPHRASE = "Corridor contract network";
  static final List<Currency> CURRENCIES =
      Stream.of("USD", "EUR", "AED", "INR").map(Currency::getInstance).toList();

  final List<String> progress = new ArrayList<>();
  final NetworkPlan plan;
  final HorizonSettings settings;
  final MemoryChannels channels = new MemoryChannels();
  private final LedgerKeys alphaKeys = LedgerKeys.ofMaster(seed(1));
  private final LedgerKeys betaKeys = LedgerKeys.ofMaster(seed(2));
  private final LedgerKeys thirdKeys = LedgerKeys.ofMaster(seed(3));
  private final LedgerNode node;
  private final HorizonServer horizon;
  private final Server server;
  private final HorizonLedger alpha;
  private final HorizonLedger secondAlpha;
  private final HorizonLedger beta;

  EmbeddedWorld(Path folder) {
    node =
        LedgerNode.start(
            NodeSettings.of(NetworkParameters.stellar(PASSPHRASE), folder), Clock.systemUTC());
    horizon = HorizonServer.start(node, org.corridor.ledger.horizon.HorizonSettings.loopback(0));
    server = new Server(url().toString());
    plan = plan();
    Map<Currency, Asset> assets = setUp();
    settings = HorizonSettings.of(url(), PASSPHRASE, assets);
    alpha = new HorizonLedger(settings, alphaKeys, channels);
    secondAlpha = new HorizonLedger(settings, alphaKeys, channels);
    beta = new HorizonLedger(settings, betaKeys, new MemoryChannels());
  }

  /** Takes the channels up anew, so that no test suffers from what another left. */
  void reopenChannels() {
    channels.clear();
    assertThat(alpha.openChannels(CHANNELS)).isEqualTo(CHANNELS);
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + horizon.port());
  }

  Map<Currency, Asset> setUp() {
    try (NetworkSetup setup = setup()) {
      return setup.run(plan);
    }
  }

  NetworkSetup setup() {
    return new NetworkSetup(
        url(),
        PASSPHRASE,
        AnchorKeys.ofDemonstration(PASSPHRASE),
        new Funding.Root(),
        Clock.systemUTC(),
        progress::add);
  }

  LedgerKeys alphaKeys() {
    return alphaKeys;
  }

  int lastLedger() {
    return node.last();
  }

  @Override
  public HorizonLedger alpha() {
    return alpha;
  }

  @Override
  public HorizonLedger secondAlpha() {
    return secondAlpha;
  }

  @Override
  public HorizonLedger beta() {
    return beta;
  }

  @Override
  public Asset dollar() {
    return settings.assets().get(CURRENCIES.get(0));
  }

  @Override
  public Asset euro() {
    return settings.assets().get(CURRENCIES.get(1));
  }

  @Override
  public LedgerAddress stranger() {
    return alphaKeys.channel(0).address();
  }

  @Override
  public void payAlpha(Asset asset, LedgerAmount amount, StellarLedgerContract.Memo memo) {
    KeyPair payer = KeyPair.fromSecretSeed(thirdKeys.account().secret());
    String to = alpha.ourAccount().value();
    org.stellar.sdk.Memo written = org.stellar.sdk.Memo.none();
    switch (memo) {
      case StellarLedgerContract.Memo.None() -> {}
      case StellarLedgerContract.Memo.Text(String text) ->
          written = org.stellar.sdk.Memo.text(text);
      case StellarLedgerContract.Memo.Id(long id) ->
          written = org.stellar.sdk.Memo.id(BigInteger.valueOf(id));
      case StellarLedgerContract.Memo.Hash(String hex) ->
          written = org.stellar.sdk.Memo.hash(HexFormat.of().parseHex(hex));
      case StellarLedgerContract.Memo.Return(String hex) ->
          written = org.stellar.sdk.Memo.returnHash(HexFormat.of().parseHex(hex));
      case StellarLedgerContract.Memo.MuxedAddress(long id) -> to = muxed(to, id);
    }
    try {
      Transaction transaction =
          new TransactionBuilder(
                  AccountConverter.enableMuxed(),
                  server.accounts().account(payer.getAccountId()),
                  new Network(PASSPHRASE))
              .addOperation(
                  new PaymentOperation.Builder(
                          to, org.stellar.sdk.Asset.create(asset.toString()), amount.toString())
                      .build())
              .addMemo(written)
              .setTimeout(60)
              .setBaseFee(100)
              .build();
      transaction.sign(payer);
      assertThat(server.submitTransaction(transaction, true).isSuccess()).isTrue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (AccountRequiresMemoException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public <T> T in(Supplier<T> work) {
    return work.get();
  }

  @Override
  public void letTimePass() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void spoil(SignedTransaction transaction) {
    channels.spoil(transaction.channel(), channels.sequence(transaction.channel()) - 1);
  }

  @Override
  public void close() {
    alpha.close();
    secondAlpha.close();
    beta.close();
    server.close();
    horizon.close();
    node.close();
  }

  private NetworkPlan plan() {
    Map<Currency, LedgerAmount> nostro =
        Map.of(
            CURRENCIES.get(0), LedgerAmount.parse("1000000"),
            CURRENCIES.get(1), LedgerAmount.parse("1000000"),
            CURRENCIES.get(2), LedgerAmount.parse("1000000"),
            CURRENCIES.get(3), LedgerAmount.parse("1000000"));
    ReferenceRates rates =
        new ReferenceRates(
            LocalDate.of(2023, 2, 21),
            Map.of("USD", new BigDecimal("1.0664"), "INR", new BigDecimal("88.3275")));
    return new NetworkPlan(
        CURRENCIES.stream()
            .map(currency -> new NetworkPlan.Issuer(currency, "anchor.example", true))
            .toList(),
        List.of(
            new NetworkPlan.Bank(
                alphaKeys.account().secret(), nostro, alphaKeys.channels(CHANNELS)),
            new NetworkPlan.Bank(betaKeys.account().secret(), nostro, betaKeys.channels(150)),
            new NetworkPlan.Bank(thirdKeys.account().secret(), nostro, List.of())),
        NetworkPlan.Maker.around(rates));
  }

  private static String muxed(String account, long id) {
    Uint256 key = new Uint256();
    key.setUint256(KeyPair.fromAccountId(account).getPublicKey());
    MuxedAccount.MuxedAccountMed25519 med = new MuxedAccount.MuxedAccountMed25519();
    med.setId(new Uint64(new XdrUnsignedHyperInteger(id)));
    med.setEd25519(key);
    MuxedAccount muxed = new MuxedAccount();
    muxed.setDiscriminant(CryptoKeyType.KEY_TYPE_MUXED_ED25519);
    muxed.setMed25519(med);
    return AccountConverter.enableMuxed().decode(muxed);
  }

  private static byte[] seed(int n) {
    byte[] seed = new byte[32];
    seed[0] = (byte) n;
    return seed;
  }
}
