package org.corridor.ledger.horizon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.corridor.ledger.NetworkParameters;
import org.corridor.ledger.node.LedgerNode;
import org.corridor.ledger.node.NodeSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stellar.sdk.Asset;
import org.stellar.sdk.ChangeTrustAsset;
import org.stellar.sdk.ChangeTrustOperation;
import org.stellar.sdk.CreateAccountOperation;
import org.stellar.sdk.KeyPair;
import org.stellar.sdk.ManageSellOfferOperation;
import org.stellar.sdk.Memo;
import org.stellar.sdk.Network;
import org.stellar.sdk.Operation;
import org.stellar.sdk.PathPaymentStrictReceiveOperation;
import org.stellar.sdk.PaymentOperation;
import org.stellar.sdk.Server;
import org.stellar.sdk.Transaction;
import org.stellar.sdk.TransactionBuilder;
import org.stellar.sdk.requests.EventListener;
import org.stellar.sdk.requests.RequestBuilder;
import org.stellar.sdk.responses.AccountResponse;
import org.stellar.sdk.responses.OrderBookResponse;
import org.stellar.sdk.responses.PathResponse;
import org.stellar.sdk.responses.SubmitTransactionResponse;
import org.stellar.sdk.responses.TransactionResponse;
import org.stellar.sdk.responses.operations.OperationResponse;
import org.stellar.sdk.responses.operations.PaymentOperationResponse;

/** Stellar's own SDK for Java against a running node, as any wallet or anchor would use it. */
@Timeout(120)
class StellarSdkTest {
  private static final String PASSPHRASE = "Corridor test network of the SDK";
  private static final Network NETWORK = new Network(PASSPHRASE);
  private static final long FEE = 1_000;
  private static final long EVENT_SECONDS_MAX = 10;

  @TempDir Path folder;

  private LedgerNode node;
  private HorizonServer horizon;
  private Server server;
  private KeyPair root;
  private final KeyPair issuer = KeyPair.fromSecretSeed(seed(1));
  private final KeyPair maker = KeyPair.fromSecretSeed(seed(2));
  private final KeyPair payer = KeyPair.fromSecretSeed(seed(3));
  private final KeyPair payee = KeyPair.fromSecretSeed(seed(4));

  private static byte[] seed(int number) {
    byte[] seed = new byte[32];
    Arrays.fill(seed, (byte) number);
    return seed;
  }

  @BeforeEach
  void startNode() {
    NetworkParameters network = NetworkParameters.stellar(PASSPHRASE);
    NodeSettings settings =
        NodeSettings.of(network, folder).closing(Duration.ofMillis(20), Duration.ofMillis(200));
    node = LedgerNode.start(settings, Clock.systemUTC());
    horizon = HorizonServer.start(node, HorizonSettings.loopback(0).withFriendbot());
    server = new Server("http://127.0.0.1:" + horizon.port());
    root = KeyPair.fromSecretSeed(network.networkId());
  }

  @AfterEach
  void stopNode() {
    server.close();
    horizon.close();
    node.close();
  }

  private Transaction transaction(KeyPair source, List<KeyPair> signers, Operation... operations)
      throws IOException {
    AccountResponse account = server.accounts().account(source.getAccountId());
    Transaction transaction =
        new TransactionBuilder(account, NETWORK)
            .setBaseFee(FEE)
            .setTimeout(60)
            .addMemo(Memo.text("corridor"))
            .addOperations(List.of(operations))
            .build();
    signers.forEach(transaction::sign);
    return transaction;
  }

  private SubmitTransactionResponse submit(KeyPair source, Operation... operations)
      throws Exception {
    return server.submitTransaction(transaction(source, List.of(source), operations), true);
  }

  private void createAccounts() throws Exception {
    SubmitTransactionResponse created =
        submit(root, create(issuer), create(maker), create(payer), create(payee));
    assertThat(created.isSuccess()).isTrue();
  }

  private static Operation create(KeyPair account) {
    return new CreateAccountOperation.Builder(account.getAccountId(), "1000").build();
  }

  private Asset usd() {
    return Asset.create("USD:" + issuer.getAccountId());
  }

  private Asset inr() {
    return Asset.create("INR:" + issuer.getAccountId());
  }

  private void openMarket() throws Exception {
    createAccounts();
    for (KeyPair account : List.of(maker, payer, payee)) {
      SubmitTransactionResponse trusted =
          submit(
              account,
              new ChangeTrustOperation.Builder(ChangeTrustAsset.create(usd()), "1000000").build(),
              new ChangeTrustOperation.Builder(ChangeTrustAsset.create(inr()), "1000000").build());
      assertThat(trusted.isSuccess()).isTrue();
    }
    SubmitTransactionResponse issued =
        submit(
            issuer,
            new PaymentOperation.Builder(maker.getAccountId(), inr(), "100000").build(),
            new PaymentOperation.Builder(payer.getAccountId(), usd(), "500").build());
    assertThat(issued.isSuccess()).isTrue();
    SubmitTransactionResponse offered =
        submit(
            maker,
            new ManageSellOfferOperation.Builder(inr(), usd(), "40000", "0.0125").build(),
            new ManageSellOfferOperation.Builder(inr(), usd(), "40000", "0.0126").build());
    assertThat(offered.isSuccess()).isTrue();
    assertThat(offered.getOfferIdFromResult(0)).contains(1L);
  }

  @Test
  void createsAndLoadsAccounts() throws Exception {
    createAccounts();
    AccountResponse account = server.accounts().account(payer.getAccountId());
    assertThat(account.getAccountId()).isEqualTo(payer.getAccountId());
    assertThat(account.getBalances()[0].getBalance()).isEqualTo("1000.0000000");
    assertThat(account.getSigners()).hasSize(1);
    assertThat(server.root().getNetworkPassphrase()).isEqualTo(PASSPHRASE);
  }

  @Test
  void friendbotFundsAnAccount() throws Exception {
    KeyPair newcomer = KeyPair.fromSecretSeed(seed(9));
    java.net.URI bot =
        java.net.URI.create(
            "http://127.0.0.1:" + horizon.port() + "/friendbot?addr=" + newcomer.getAccountId());
    try (var client = java.net.http.HttpClient.newHttpClient()) {
      var answer =
          client.send(
              java.net.http.HttpRequest.newBuilder(bot).build(),
              java.net.http.HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
    assertThat(server.accounts().account(newcomer.getAccountId()).getBalances()[0].getBalance())
        .isEqualTo("10000.0000000");
  }

  @Test
  void showsTheOrderBook() throws Exception {
    openMarket();
    OrderBookResponse book = server.orderBook().sellingAsset(inr()).buyingAsset(usd()).execute();
    assertThat(book.getAsks()).hasSize(2);
    assertThat(book.getAsks()[0].getPrice()).isEqualTo("0.0125000");
    assertThat(book.getAsks()[0].getAmount()).isEqualTo("40000.0000000");
    assertThat(book.getBids()).isEmpty();
  }

  @Test
  void deliversExactlyWhatThePathPromised() throws Exception {
    openMarket();
    SubmitTransactionResponse tooLittle =
        submit(
            payer,
            new PathPaymentStrictReceiveOperation.Builder(
                    usd(), "0.0000001", payee.getAccountId(), inr(), "100")
                .build());
    assertThat(tooLittle.getExtras().getResultCodes().getOperationsResultCodes())
        .containsExactly("op_over_source_max");
    List<PathResponse> affordable =
        server
            .strictReceivePaths()
            .sourceAssets(List.of(usd()))
            .destinationAsset(inr())
            .destinationAmount("39999.9999999")
            .execute()
            .getRecords();
    String cost = affordable.getFirst().getSourceAmount();
    SubmitTransactionResponse paid =
        submit(
            payer,
            new PathPaymentStrictReceiveOperation.Builder(
                    usd(), cost, payee.getAccountId(), inr(), "39999.9999999")
                .build());
    assertThat(paid.isSuccess()).isTrue();
    AccountResponse after = server.accounts().account(payee.getAccountId());
    assertThat(
            Arrays.stream(after.getBalances())
                .filter(balance -> balance.getAssetCode().equals(Optional.of("INR")))
                .map(AccountResponse.Balance::getBalance))
        .containsExactly("39999.9999999");
  }

  @Test
  void findsATransactionByItsHash() throws Exception {
    createAccounts();
    SubmitTransactionResponse paid =
        submit(
            payer,
            new PaymentOperation.Builder(payee.getAccountId(), Asset.create("native"), "5")
                .build());
    TransactionResponse found = server.transactions().transaction(paid.getHash());
    assertThat(found.isSuccessful()).isTrue();
    assertThat(found.getLedger()).isEqualTo(paid.getLedger());
    assertThat(found.getMemo()).isEqualTo(Memo.text("corridor"));
    assertThat(found.getSourceAccount()).isEqualTo(payer.getAccountId());
    assertThat(server.operations().forTransaction(paid.getHash()).execute().getRecords())
        .hasSize(1);
    assertThat(server.effects().forTransaction(paid.getHash()).execute().getRecords()).hasSize(2);
  }

  @Test
  void tellsWhyATransactionFailed() throws Exception {
    createAccounts();
    SubmitTransactionResponse poor =
        submit(
            payer,
            new PaymentOperation.Builder(payee.getAccountId(), Asset.create("native"), "99999")
                .build());
    assertThat(poor.isSuccess()).isFalse();
    assertThat(poor.getExtras().getResultCodes().getTransactionResultCode()).isEqualTo("tx_failed");
    assertThat(poor.getExtras().getResultCodes().getOperationsResultCodes())
        .containsExactly("op_underfunded");
    Transaction unsigned =
        transaction(
            payer,
            List.of(payee),
            new PaymentOperation.Builder(payee.getAccountId(), Asset.create("native"), "1")
                .build());
    SubmitTransactionResponse refused = server.submitTransaction(unsigned, true);
    assertThat(refused.getExtras().getResultCodes().getTransactionResultCode())
        .isEqualTo("tx_bad_auth");
  }

  @Test
  void streamsPaymentsFromACursorWithoutGapOrRepeat() throws Exception {
    createAccounts();
    pay("1");
    String cursor =
        server
            .payments()
            .forAccount(payee.getAccountId())
            .order(RequestBuilder.Order.DESC)
            .limit(1)
            .execute()
            .getRecords()
            .getFirst()
            .getPagingToken();
    pay("2");
    BlockingQueue<String> amounts = new LinkedBlockingQueue<>();
    EventListener<OperationResponse> listener =
        new EventListener<>() {
          @Override
          public void onEvent(OperationResponse operation) {
            amounts.add(((PaymentOperationResponse) operation).getAmount());
          }

          @Override
          public void onFailure(Optional<Throwable> error, Optional<Integer> status) {
            // The SDK connects again with the last token, which is what this test relies on.
          }
        };
    try (var stream =
        server.payments().forAccount(payee.getAccountId()).cursor(cursor).stream(listener)) {
      assertThat(amounts.poll(EVENT_SECONDS_MAX, TimeUnit.SECONDS)).isEqualTo("2.0000000");
      pay("3");
      pay("4");
      assertThat(amounts.poll(EVENT_SECONDS_MAX, TimeUnit.SECONDS)).isEqualTo("3.0000000");
      assertThat(amounts.poll(EVENT_SECONDS_MAX, TimeUnit.SECONDS)).isEqualTo("4.0000000");
      assertThat(stream.lastPagingToken()).isNotEqualTo(cursor);
    }
    assertThat(amounts).isEmpty();
  }

  private void pay(String amount) throws Exception {
    SubmitTransactionResponse paid =
        submit(
            payer,
            new PaymentOperation.Builder(payee.getAccountId(), Asset.create("native"), amount)
                .build());
    assertThat(paid.isSuccess()).isTrue();
  }

  @Test
  void readsThePagesOfEveryList() throws Exception {
    openMarket();
    assertThat(server.ledgers().order(RequestBuilder.Order.DESC).limit(3).execute().getRecords())
        .hasSize(3);
    assertThat(server.offers().forSeller(maker.getAccountId()).execute().getRecords()).hasSize(2);
    assertThat(server.assets().assetIssuer(issuer.getAccountId()).execute().getRecords())
        .hasSize(2);
    assertThat(server.effects().limit(200).execute().getRecords()).isNotEmpty();
    assertThat(server.operations().includeTransactions(true).limit(2).execute().getRecords())
        .allMatch(operation -> operation.getTransaction().isPresent());
    assertThat(server.feeStats().execute().getLastLedger()).isPositive();
    assertThat(server.trades().execute().getRecords()).isEmpty();
    assertThat(server.claimableBalances().execute().getRecords()).isEmpty();
    assertThat(server.liquidityPools().execute().getRecords()).isEmpty();
    assertThat(BigInteger.valueOf(node.last())).isPositive();
  }
}
