package org.corridor.ledger.horizon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.corridor.ledger.NetworkParameters;
import org.corridor.ledger.node.LedgerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stellar.sdk.Account;
import org.stellar.sdk.Asset;
import org.stellar.sdk.ChangeTrustAsset;
import org.stellar.sdk.ChangeTrustOperation;
import org.stellar.sdk.CreateAccountOperation;
import org.stellar.sdk.KeyPair;
import org.stellar.sdk.ManageSellOfferOperation;
import org.stellar.sdk.Network;
import org.stellar.sdk.Operation;
import org.stellar.sdk.PathPaymentStrictReceiveOperation;
import org.stellar.sdk.PaymentOperation;
import org.stellar.sdk.Transaction;
import org.stellar.sdk.TransactionBuilder;

/**
 * Clients that follow streams while the ledger is killed and started again see each event once: an
 * event that they saw is never taken back, and the id of the last one is all that they have to
 * remember.
 */
@Timeout(180)
class StreamsResumeTest {
  private static final String PASSPHRASE = "Corridor test network of streams";
  private static final int KILLS = 3;
  private static final long ROUND_MILLIS = 1_200;
  private static final long SETTLE_MILLIS = 500;
  private static final int SETTLE_TRIES_MAX = 40;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir Path folder;

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final KeyPair root =
      KeyPair.fromSecretSeed(NetworkParameters.stellar(PASSPHRASE).networkId());
  private final KeyPair maker = key(1);
  private final KeyPair payer = key(2);
  private final AtomicBoolean going = new AtomicBoolean(true);
  private String base;
  private int port;

  private static KeyPair key(int number) {
    byte[] seed = new byte[32];
    seed[0] = (byte) number;
    return KeyPair.fromSecretSeed(seed);
  }

  private Asset usd() {
    return Asset.create("USD:" + maker.getAccountId());
  }

  private LedgerProcess start() throws IOException {
    return LedgerProcess.start(
        PASSPHRASE,
        folder.resolve("data"),
        folder.resolve("log"),
        "--port",
        Integer.toString(port),
        "--close-interval-ms",
        "100");
  }

  @Test
  void seesEachEventOnceAcrossSuddenRestarts() throws Exception {
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    base = "http://127.0.0.1:" + port;
    Map<String, Follower> followers = new LinkedHashMap<>();
    for (String list :
        List.of(
            "/ledgers",
            "/transactions",
            "/operations",
            "/payments",
            "/effects",
            "/trades",
            "/accounts/" + payer.getAccountId() + "/transactions",
            "/accounts/" + payer.getAccountId() + "/payments",
            "/accounts/" + maker.getAccountId() + "/effects",
            "/accounts/" + maker.getAccountId() + "/trades",
            "/accounts/" + maker.getAccountId() + "/offers")) {
      followers.put(list, new Follower(list));
    }
    String book =
        "/order_book?selling_asset_type=credit_alphanum4&selling_asset_code=USD"
            + "&selling_asset_issuer="
            + maker.getAccountId()
            + "&buying_asset_type=native";
    followers.put(book, new Follower(book));
    followers.put(
        "/accounts/" + payer.getAccountId(), new Follower("/accounts/" + payer.getAccountId()));
    LedgerProcess ledger = start();
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      long sequence = open();
      followers.values().forEach(threads::submit);
      threads.submit(() -> trade(sequence));
      for (int kill = 0; kill < KILLS; kill++) {
        Thread.sleep(ROUND_MILLIS);
        ledger.kill();
        ledger = start();
      }
      Thread.sleep(ROUND_MILLIS);
      going.set(false);
      requireWhole(followers);
      followers.values().forEach(Follower::stop);
      ledger.kill();
    } finally {
      going.set(false);
      followers.values().forEach(Follower::stop);
      threads.shutdownNow();
      ledger.close();
    }
    assertThat(Files.readString(folder.resolve("log"))).isEmpty();
  }

  /** What is missing may be on its way; what is wrong stays wrong. */
  private void requireWhole(Map<String, Follower> followers) throws Exception {
    for (int tries = 1; ; tries++) {
      Thread.sleep(SETTLE_MILLIS);
      try {
        for (Map.Entry<String, Follower> follower : followers.entrySet()) {
          requireWhole(follower.getKey(), follower.getValue());
        }
        return;
      } catch (AssertionError e) {
        if (tries == SETTLE_TRIES_MAX) {
          throw e;
        }
      }
    }
  }

  private void requireWhole(String target, Follower follower) throws Exception {
    if (follower.ids.isEmpty()) {
      JsonNode now = MAPPER.readTree(get(target).body());
      assertThat(follower.last).as(target).isEqualTo(now);
      assertThat(follower.changes).as(target).isGreaterThan(KILLS);
      return;
    }
    List<String> seen = List.copyOf(follower.ids);
    assertThat(seen).as(target).doesNotHaveDuplicates();
    List<String> all = new ArrayList<>();
    String cursor = "";
    for (List<String> page = page(target, cursor); !page.isEmpty(); page = page(target, cursor)) {
      all.addAll(page);
      cursor = page.getLast();
    }
    assertThat(seen.size()).as(target).isLessThanOrEqualTo(all.size());
    if (target.endsWith("/offers")) {
      assertThat(seen).as(target).containsAll(all);
      return;
    }
    assertThat(seen).as(target).isEqualTo(all.subList(0, seen.size()));
    assertThat(all.size() - seen.size())
        .as(target + " lags") // ledgers go on closing while this is looked at
        .isLessThan(target.equals("/ledgers") ? 30 : 1);
  }

  private List<String> page(String target, String cursor) throws Exception {
    List<String> tokens = new ArrayList<>();
    MAPPER
        .readTree(get(target + "?limit=200&cursor=" + cursor).body())
        .path("_embedded")
        .path("records")
        .forEach(record -> tokens.add(record.get("paging_token").textValue()));
    return tokens;
  }

  private HttpResponse<String> get(String target) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(base + target)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** Makes the accounts, a market and returns the payer's sequence number. */
  private long open() throws Exception {
    require(
        root,
        sequence(root),
        new CreateAccountOperation.Builder(maker.getAccountId(), "100000").build(),
        new CreateAccountOperation.Builder(payer.getAccountId(), "100000").build());
    require(
        payer,
        sequence(payer),
        new ChangeTrustOperation.Builder(ChangeTrustAsset.create(usd()), "1000000").build());
    require(
        maker,
        sequence(maker),
        new ManageSellOfferOperation.Builder(usd(), Asset.create("native"), "100000", "2").build(),
        new ManageSellOfferOperation.Builder(usd(), Asset.create("native"), "100000", "3").build());
    return sequence(payer);
  }

  private long sequence(KeyPair account) throws Exception {
    HttpResponse<String> answer = get("/accounts/" + account.getAccountId());
    return MAPPER.readTree(answer.body()).get("sequence").asLong();
  }

  private void require(KeyPair source, long sequence, Operation... operations) throws Exception {
    HttpResponse<String> answer = submit(source, sequence, operations);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private HttpResponse<String> submit(KeyPair source, long sequence, Operation... operations)
      throws IOException, InterruptedException {
    Transaction transaction =
        new TransactionBuilder(
                new Account(source.getAccountId(), sequence), new Network(PASSPHRASE))
            .setBaseFee(100)
            .setTimeout(0)
            .addOperations(List.of(operations))
            .build();
    transaction.sign(source);
    String form =
        "tx=" + URLEncoder.encode(transaction.toEnvelopeXdrBase64(), StandardCharsets.UTF_8);
    return client.send(
        HttpRequest.newBuilder(URI.create(base + "/transactions"))
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** Buys and pays, and hands in the same transaction again when it had no answer. */
  private void trade(long first) {
    long sequence = first;
    Operation purchase =
        new PathPaymentStrictReceiveOperation.Builder(
                Asset.create("native"), "10", payer.getAccountId(), usd(), "1")
            .build();
    Operation payment =
        new PaymentOperation.Builder(maker.getAccountId(), Asset.create("native"), "1").build();
    while (going.get()) {
      try {
        HttpResponse<String> answer = submit(payer, sequence, purchase, payment);
        if (answer.statusCode() == 200) {
          sequence++;
        }
      } catch (IOException e) {
        Thread.onSpinWait(); // it has been killed and will be back
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Follows a stream and takes it up again with the last id, as every client does. */
  private final class Follower implements Runnable {
    private final String target;
    private final List<String> ids = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean stopped;
    private volatile InputStream open = InputStream.nullInputStream();
    private volatile JsonNode last = MAPPER.nullNode();
    private volatile int changes;

    private Follower(String target) {
      this.target = target;
    }

    private void stop() {
      stopped = true;
      try {
        open.close();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    @Override
    public void run() {
      while (!stopped) {
        try {
          HttpRequest.Builder request =
              HttpRequest.newBuilder(URI.create(base + target))
                  .header("Accept", "text/event-stream");
          if (!ids.isEmpty()) {
            request.header("Last-Event-ID", ids.getLast());
          }
          HttpResponse<InputStream> stream =
              client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
          open = stream.body();
          read(stream.body());
        } catch (IOException e) {
          Thread.onSpinWait(); // it has been killed and will be back
        } catch (InterruptedException e) {
          return;
        }
      }
    }

    private void read(InputStream body) throws IOException {
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
        String id = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.startsWith("id: ")) {
            id = line.substring("id: ".length());
          } else if (line.startsWith("data: {")) {
            data(id, line.substring("data: ".length()));
            id = "";
          }
        }
      }
    }

    /** An event counts when its line is whole. */
    private void data(String id, String text) throws IOException {
      JsonNode node = MAPPER.readTree(text);
      if (!id.isEmpty()) {
        assertThat(node.get("paging_token").textValue()).isEqualTo(id);
        ids.add(id);
      } else if (!node.equals(last)) {
        last = node;
        changes++;
      }
    }
  }
}
