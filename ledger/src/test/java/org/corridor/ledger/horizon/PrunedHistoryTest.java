package org.corridor.ledger.horizon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.corridor.ledger.NetworkParameters;
import org.corridor.ledger.node.LedgerNode;
import org.corridor.ledger.node.NodeSettings;
import org.corridor.ledger.proof.ProofCheck;
import org.corridor.ledger.store.Retention;
import org.corridor.ledger.verify.Verification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stellar.sdk.Account;
import org.stellar.sdk.Asset;
import org.stellar.sdk.KeyPair;
import org.stellar.sdk.Network;
import org.stellar.sdk.PaymentOperation;
import org.stellar.sdk.Transaction;
import org.stellar.sdk.TransactionBuilder;

/** A node that proves what it did, and one that keeps only its latest history. */
@Timeout(300)
class PrunedHistoryTest {
  private static final String PASSPHRASE = "Corridor test network of forgetting";
  private static final int KEPT = 10;
  private static final int PAYMENTS = 60;
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private final KeyPair root =
      KeyPair.fromSecretSeed(NetworkParameters.stellar(PASSPHRASE).networkId());
  private String url = "";
  private final List<String> hashes = new ArrayList<>();

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(url + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private JsonNode json(String path) throws Exception {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private void pay(int number) throws Exception {
    Transaction transaction =
        new TransactionBuilder(
                new Account(root.getAccountId(), (long) number), new Network(PASSPHRASE))
            .setBaseFee(100)
            .setTimeout(300)
            .addOperation(
                new PaymentOperation.Builder(root.getAccountId(), Asset.create("native"), "1")
                    .build())
            .build();
    transaction.sign(root);
    String form =
        "tx=" + URLEncoder.encode(transaction.toEnvelopeXdrBase64(), StandardCharsets.UTF_8);
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(URI.create(url + "/transactions"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    hashes.add(transaction.hashHex());
  }

  @Test
  void answersForWhatItKeepsAndSaysWhatIsGone() throws Exception {
    NodeSettings settings =
        NodeSettings.of(NetworkParameters.stellar(PASSPHRASE), folder).closingOnDemand();
    try (LedgerNode node = LedgerNode.start(settings, Clock.systemUTC());
        Retention retention = new Retention(node.history(), KEPT);
        AutoCloseable subscription = node.subscribe(closed -> retention.closed());
        HorizonServer horizon = HorizonServer.start(node, HorizonSettings.loopback(0))) {
      assertThat(subscription).isNotNull();
      url = "http://127.0.0.1:" + horizon.port();
      assertThat(json("/").path("history_elder_ledger").asInt()).isEqualTo(2);
      for (int i = 0; i < PAYMENTS; i++) {
        pay(i);
      }
      for (int i = 0; i < 200 && node.history().swept() < PAYMENTS / 2; i++) {
        Thread.sleep(20);
      }
      int elder = json("/").path("history_elder_ledger").asInt();
      assertThat(elder).isBetween(PAYMENTS / 2, node.last() - KEPT + 1);
      assertGone(elder);
      assertKept(elder);
      assertProven(hashes.getLast());
    }
    assertThat(Verification.run(folder, null)).isInstanceOf(Verification.Outcome.Holds.class);
  }

  private void assertGone(int elder) throws Exception {
    long before = ((long) elder << 32) - 1;
    for (String path :
        List.of(
            "/ledgers/" + (elder - 1),
            "/operations/" + ((2L << 32) + 4097),
            "/transactions?order=desc&cursor=" + before,
            "/operations?order=desc&cursor=" + before,
            "/payments?order=desc&cursor=" + before,
            "/effects?order=desc&cursor=" + before + "-1",
            "/accounts/" + root.getAccountId() + "/payments?order=desc&cursor=" + before)) {
      HttpResponse<String> answer = get(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(410);
      assertThat(JSON.readTree(answer.body()).path("type").asText())
          .isEqualTo("https://stellar.org/horizon-errors/before_history");
    }
    assertThat(get("/transactions/" + hashes.getFirst()).statusCode()).isEqualTo(404);
    assertThat(get("/ledgers/2/transactions").statusCode()).isEqualTo(404);
    assertThat(get("/transactions/" + hashes.getFirst() + "/proof").statusCode()).isEqualTo(404);
  }

  private void assertKept(int elder) throws Exception {
    JsonNode ledgers = json("/ledgers?order=asc&limit=1").path("_embedded").path("records");
    assertThat(ledgers.get(0).path("sequence").asInt()).isEqualTo(elder);
    for (String path : List.of("/transactions", "/operations", "/payments")) {
      JsonNode all = json(path + "?order=asc&limit=200").path("_embedded").path("records");
      assertThat(all.size()).as(path).isBetween(KEPT, PAYMENTS / 2 + KEPT);
      assertThat(all.get(0).path("paging_token").asLong() >> 32).isEqualTo(elder);
    }
    // From a place that is gone, going on begins with what there is.
    JsonNode from = json("/payments?order=asc&cursor=" + (3L << 32)).path("_embedded");
    assertThat(from.path("records").get(0).path("paging_token").asLong() >> 32).isEqualTo(elder);
  }

  private void assertProven(String hash) throws Exception {
    HttpResponse<String> answer = get("/transactions/" + hash + "/proof");
    assertThat(answer.statusCode()).isEqualTo(200);
    byte[] proof = answer.body().getBytes(StandardCharsets.UTF_8);
    int ledger = JSON.readTree(proof).path("ledger").asInt();
    String header = json("/ledgers/" + ledger).path("header_xdr").asText();
    assertThat(ProofCheck.byHeader(proof, Base64.getDecoder().decode(header)))
        .isInstanceOfSatisfying(
            ProofCheck.Verdict.Included.class,
            included -> {
              assertThat(included.hash().toHex()).isEqualTo(hash);
              assertThat(included.successful()).isTrue();
            });
    assertThat(get("/transactions/" + "00".repeat(32) + "/proof").statusCode()).isEqualTo(404);
  }
}
