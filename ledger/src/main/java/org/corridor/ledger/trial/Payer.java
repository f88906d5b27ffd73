package org.corridor.ledger.trial;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.corridor.ledger.state.AccountId;
import org.jspecify.annotations.Nullable;
import org.stellar.sdk.Account;
import org.stellar.sdk.Asset;
import org.stellar.sdk.KeyPair;
import org.stellar.sdk.Network;
import org.stellar.sdk.Operation;
import org.stellar.sdk.PaymentOperation;
import org.stellar.sdk.Transaction;
import org.stellar.sdk.TransactionBuilder;

/** Somebody who pays one payment after the other and remembers what was answered. */
final class Payer {
  static final long FEE = 100;

  private static final int SEED_BYTES = 32;
  private static final int AMOUNT_MAX = 1_000;
  private static final int STROOP_DIGITS = 7;
  private static final int OK = 200;

  /** What a ledger that is being stopped may answer. */
  private static final int OVERLOADED = 503;

  private static final Duration ANSWER_MAX = Duration.ofSeconds(20);

  private final HttpClient client;
  private final Network network;
  private final String sink;
  private final KeyPair keys;
  private final RandomGenerator random;
  private final List<Attempt> attempts = Collections.synchronizedList(new ArrayList<>());
  private @Nullable String refusal;

  /**
   * A payment that was handed in.
   *
   * @param acknowledged whether the ledger said that it has happened
   */
  record Attempt(String hash, long amount, boolean acknowledged) {}

  Payer(HttpClient client, Network network, String sink, RandomGenerator random) {
    this.client = client;
    this.network = network;
    this.sink = sink;
    this.random = random;
    byte[] seed = new byte[SEED_BYTES];
    random.nextBytes(seed);
    keys = KeyPair.fromSecretSeed(seed);
  }

  String address() {
    return keys.getAccountId();
  }

  AccountId account() {
    return AccountId.of(keys.getPublicKey());
  }

  /** Hands over what was handed in since the last time. */
  List<Attempt> takeAttempts() {
    List<Attempt> taken = List.copyOf(attempts);
    attempts.clear();
    return taken;
  }

  /** Whether anything has been answered since attempts were taken. */
  boolean isUnderWay() {
    return !attempts.isEmpty();
  }

  /** What the ledger answered in place of a success; null when it never did. */
  @Nullable String refusal() {
    return refusal;
  }

  /** Pays until told to stop or until the ledger no longer answers. */
  void pay(String url, long lastSequence, BooleanSupplier going) {
    long sequence = lastSequence;
    while (going.getAsBoolean()) {
      long amount = 1L + random.nextInt(AMOUNT_MAX);
      Operation payment =
          new PaymentOperation.Builder(
                  sink,
                  Asset.create("native"),
                  java.math.BigDecimal.valueOf(amount, STROOP_DIGITS).toPlainString())
              .build();
      Transaction transaction = signed(keys, network, sequence, List.of(payment));
      boolean acknowledged = false;
      boolean lost = false;
      try {
        int status = submit(client, url, transaction);
        acknowledged = status == OK;
        refusal = acknowledged || status == OVERLOADED ? refusal : "answered with " + status;
      } catch (IOException e) {
        lost = true; // killed: whether it has happened, only the ledger can tell
      }
      attempts.add(new Attempt(transaction.hashHex(), amount, acknowledged));
      if (lost || !acknowledged) {
        return;
      }
      sequence++;
    }
  }

  static Transaction signed(
      KeyPair source, Network network, long lastSequence, List<Operation> operations) {
    Transaction transaction =
        new TransactionBuilder(new Account(source.getAccountId(), lastSequence), network)
            .setBaseFee(FEE)
            .setTimeout(0)
            .addOperations(operations)
            .build();
    transaction.sign(source);
    return transaction;
  }

  /** Hands in a transaction and waits for what comes of it; returns the answer's status. */
  static int submit(HttpClient client, String url, Transaction transaction) throws IOException {
    String form =
        "tx=" + URLEncoder.encode(transaction.toEnvelopeXdrBase64(), StandardCharsets.UTF_8);
    try {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(url + "/transactions"))
                  .timeout(ANSWER_MAX)
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(HttpRequest.BodyPublishers.ofString(form))
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
