package org.corridor.ledger.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.corridor.ledger.NetworkParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stellar.sdk.Account;
import org.stellar.sdk.Asset;
import org.stellar.sdk.CreateAccountOperation;
import org.stellar.sdk.KeyPair;
import org.stellar.sdk.Network;
import org.stellar.sdk.Operation;
import org.stellar.sdk.PaymentOperation;
import org.stellar.sdk.Server;
import org.stellar.sdk.Transaction;
import org.stellar.sdk.TransactionBuilder;

/**
 * Kills a real ledger process in the middle of its work, again and again, and looks whether
 * everything that it has acknowledged is still there.
 */
@Timeout(120)
class KilledLedgerTest {
  private static final String PASSPHRASE = "Corridor test network of sudden death";
  private static final int ROUNDS = 4;
  private static final int PAYERS = 4;
  private static final long ROUND_MILLIS = 900;

  @TempDir Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private final KeyPair root =
      KeyPair.fromSecretSeed(NetworkParameters.stellar(PASSPHRASE).networkId());

  @Test
  void losesNothingThatWasAcknowledged() throws Exception {
    List<String> acknowledged = Collections.synchronizedList(new ArrayList<>());
    int lastLedger = 0;
    for (int round = 0; round < ROUNDS; round++) {
      try (LedgerProcess ledger =
          LedgerProcess.start(PASSPHRASE, folder.resolve("data"), folder.resolve("log"))) {
        Server server = new Server(ledger.url());
        assertThat(server.root().getHistoryLatestLedger()).isGreaterThanOrEqualTo(lastLedger);
        for (String hash : acknowledged) {
          assertThat(server.transactions().transaction(hash).isSuccessful()).as(hash).isTrue();
        }
        if (round == 0) {
          createPayers(server, ledger.url());
        }
        lastLedger = payUntilKilled(ledger, acknowledged);
        server.close();
      }
    }
    assertThat(acknowledged).hasSizeGreaterThan(ROUNDS * PAYERS);
    try (LedgerProcess ledger =
        LedgerProcess.start(PASSPHRASE, folder.resolve("data"), folder.resolve("log"))) {
      Server server = new Server(ledger.url());
      for (String hash : acknowledged) {
        assertThat(server.transactions().transaction(hash).isSuccessful()).as(hash).isTrue();
      }
      assertMoneyIsWhole(server);
      server.close();
      assertThat(ledger.terminate()).isEqualTo(143);
    }
  }

  private static KeyPair payer(int number) {
    byte[] seed = new byte[32];
    seed[0] = (byte) (number + 1);
    return KeyPair.fromSecretSeed(seed);
  }

  private static String signed(KeyPair source, long sequence, List<Operation> operations) {
    Transaction transaction =
        new TransactionBuilder(
                new Account(source.getAccountId(), sequence), new Network(PASSPHRASE))
            .setBaseFee(100)
            .setTimeout(300)
            .addOperations(operations)
            .build();
    transaction.sign(source);
    return transaction.toEnvelopeXdrBase64();
  }

  private HttpResponse<String> submit(String url, String envelope)
      throws IOException, InterruptedException {
    String form = "tx=" + URLEncoder.encode(envelope, StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/transactions"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private void createPayers(Server server, String url) throws Exception {
    List<Operation> creations = new ArrayList<>();
    for (int i = 0; i < PAYERS; i++) {
      creations.add(new CreateAccountOperation.Builder(payer(i).getAccountId(), "10000").build());
    }
    long sequence = server.accounts().account(root.getAccountId()).getSequenceNumber();
    assertThat(submit(url, signed(root, sequence, creations)).statusCode()).isEqualTo(200);
  }

  /** Pays from several accounts at once, then kills; returns the last ledger that was seen. */
  private int payUntilKilled(LedgerProcess ledger, List<String> acknowledged) throws Exception {
    AtomicBoolean going = new AtomicBoolean(true);
    Server server = new Server(ledger.url());
    try (ExecutorService payers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < PAYERS; i++) {
        KeyPair payer = payer(i);
        long sequence = server.accounts().account(payer.getAccountId()).getSequenceNumber();
        payers.submit(() -> payOn(ledger.url(), payer, sequence, going, acknowledged));
      }
      Thread.sleep(ROUND_MILLIS);
      int last = server.root().getHistoryLatestLedger();
      ledger.kill();
      going.set(false);
      return last;
    } finally {
      server.close();
    }
  }

  private void payOn(
      String url, KeyPair payer, long first, AtomicBoolean going, List<String> acknowledged) {
    long sequence = first;
    while (going.get()) {
      Operation payment =
          new PaymentOperation.Builder(root.getAccountId(), Asset.create("native"), "1").build();
      String envelope = signed(payer, sequence, List.of(payment));
      try {
        HttpResponse<String> answer = submit(url, envelope);
        if (answer.statusCode() == 200) {
          String hash = Transaction.fromEnvelopeXdr(envelope, new Network(PASSPHRASE)).hashHex();
          acknowledged.add(hash);
          sequence++;
        }
      } catch (IOException e) {
        return; // it has been killed
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /**
   * What the payers no longer have, the root account or the fee pool has: nothing is in between.
   */
  private void assertMoneyIsWhole(Server server) throws IOException {
    var ledger =
        server
            .ledgers()
            .order(org.stellar.sdk.requests.RequestBuilder.Order.DESC)
            .limit(1)
            .execute()
            .getRecords()
            .getFirst();
    java.math.BigDecimal sum = new java.math.BigDecimal(ledger.getFeePool());
    List<String> accounts = new ArrayList<>(List.of(root.getAccountId()));
    for (int i = 0; i < PAYERS; i++) {
      accounts.add(payer(i).getAccountId());
    }
    for (String account : accounts) {
      sum =
          sum.add(
              new java.math.BigDecimal(
                  server.accounts().account(account).getBalances()[0].getBalance()));
    }
    assertThat(sum).isEqualByComparingTo(ledger.getTotalCoins());
  }
}
