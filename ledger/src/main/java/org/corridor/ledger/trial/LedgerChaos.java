package org.corridor.ledger.trial;

import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.corridor.ledger.NetworkParameters;
import org.corridor.ledger.state.Account;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.Entry;
import org.corridor.ledger.state.Key;
import org.corridor.ledger.state.KeyXdr;
import org.corridor.ledger.store.LedgerStore;
import org.corridor.ledger.store.StoredTransaction;
import org.corridor.ledger.store.Xdr;
import org.corridor.ledger.verify.Verification;
import org.jspecify.annotations.Nullable;
import org.stellar.sdk.CreateAccountOperation;
import org.stellar.sdk.KeyPair;
import org.stellar.sdk.Network;
import org.stellar.sdk.Operation;
import org.stellar.sdk.xdr.LedgerEntry;
import org.stellar.sdk.xdr.TransactionResult;

/**
 * Kills a ledger under load, as a power cut would, again and again. After each time:
 *
 * <ul>
 *   <li>the store verifies, and its chain goes on from the one that was verified before;
 *   <li>every payment that was acknowledged is there, and has succeeded;
 *   <li>every account has exactly what the payments that are there leave it;
 *   <li>who follows the stream was told nothing that is not there, nothing twice, and in the end
 *       everything.
 * </ul>
 *
 * <p>The ledger keeps little history, so that it is also killed while it prunes, and sometimes it
 * is killed while it starts.
 */
public final class LedgerChaos {
  private static final String PASSPHRASE = "Corridor test network of sudden death";
  private static final int PAYERS = 6;
  private static final long FUNDS = 100_000_000_000L;
  private static final String FUNDS_TEXT = "10000";
  private static final int KEPT_LEDGERS = 150;
  private static final int LOAD_MILLIS_MIN = 100;
  private static final int LOAD_MILLIS_MAX = 900;

  /** One start out of so many is cut short. */
  private static final int KILLED_WHILE_STARTING = 8;

  private static final int START_MILLIS_MAX = 1_200;
  private static final Duration UNDER_WAY_MAX = Duration.ofSeconds(20);
  private static final Duration CATCH_UP_MAX = Duration.ofSeconds(20);
  private static final long PAUSE_MILLIS = 20;

  private final PrintStream out;
  private final Path folder;
  private final SplittableRandom random;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Network network = new Network(PASSPHRASE);
  private final KeyPair root =
      KeyPair.fromSecretSeed(NetworkParameters.stellar(PASSPHRASE).networkId());
  private final Payer sink;
  private final List<Payer> payers = new ArrayList<>();
  private final Map<AccountId, Long> expected = new HashMap<>();
  private final Set<String> included = new HashSet<>();
  private final Follower follower;
  private final List<String> faults = new ArrayList<>();
  private Verification.@Nullable Known known;
  private int acknowledged;

  private LedgerChaos(Path folder, long seed, PrintStream out) {
    this.out = out;
    this.folder = folder;
    random = new SplittableRandom(seed);
    sink = new Payer(client, network, "", random.split());
    follower = new Follower(client, sink.address());
    for (int i = 0; i < PAYERS; i++) {
      payers.add(new Payer(client, network, sink.address(), random.split()));
    }
  }

  /** What all rounds came to. */
  public record Result(int acknowledged, int included, List<String> faults) {
    /** Holds the faults in immutable form. */
    public Result {
      faults = List.copyOf(faults);
    }
  }

  /**
   * Runs the rounds.
   *
   * @param folder an empty folder for the ledger and its log
   * @param seed decides who pays what, and when the ledger is killed
   * @throws IOException when a process cannot be started or the folder cannot be used
   */
  public static Result run(Path folder, int rounds, long seed, PrintStream out) throws IOException {
    Files.createDirectories(folder);
    LedgerChaos chaos = new LedgerChaos(folder, seed, out);
    try (HttpClient closed = chaos.client) {
      chaos.begin();
      for (int round = 1; round <= rounds && chaos.faults.isEmpty(); round++) {
        chaos.round(round);
      }
      if (chaos.faults.isEmpty()) {
        chaos.end();
      }
      closed.shutdownNow();
    }
    return new Result(chaos.acknowledged, chaos.included.size(), chaos.faults);
  }

  private Path data() {
    return folder.resolve("data");
  }

  private LedgerChild start() throws IOException {
    return LedgerChild.start(
        List.of("-Xmx256m", "-XX:+UseSerialGC"),
        folder.resolve("log"),
        List.of(
            "--passphrase",
            PASSPHRASE,
            "--port",
            "0",
            "--data",
            data().toString(),
            // As many closes as there can be in the short time before the next kill.
            "--close-times-shared",
            "--close-after-ms",
            "10",
            "--keep-ledgers",
            Integer.toString(KEPT_LEDGERS)));
  }

  private void begin() throws IOException {
    try (LedgerChild ledger = start()) {
      String url = ledger.awaitReady();
      List<Operation> creations = new ArrayList<>();
      creations.add(new CreateAccountOperation.Builder(sink.address(), FUNDS_TEXT).build());
      expected.put(sink.account(), FUNDS);
      for (Payer payer : payers) {
        creations.add(new CreateAccountOperation.Builder(payer.address(), FUNDS_TEXT).build());
        expected.put(payer.account(), FUNDS);
      }
      int status = Payer.submit(client, url, Payer.signed(root, network, 0, creations));
      if (status != 200) {
        throw new IOException("the accounts were not created: " + status);
      }
    }
  }

  private void round(int round) throws IOException {
    boolean early = random.nextInt(KILLED_WHILE_STARTING) == 0;
    Map<Payer, Long> sequences = sequences();
    try (LedgerChild ledger = start()) {
      if (early) {
        sleep(random.nextInt(START_MILLIS_MAX));
        ledger.kill();
      } else {
        String url = ledger.awaitReady();
        load(ledger, url, sequences, LOAD_MILLIS_MIN + random.nextInt(LOAD_MILLIS_MAX));
      }
    }
    check();
    out.printf(
        "  round %d: %s; %d acknowledged, %d on the ledger, ledger %d%s%n",
        round,
        early ? "killed while starting" : "killed under load",
        acknowledged,
        included.size(),
        known == null ? 0 : known.ledger(),
        faults.isEmpty() ? "" : "; " + faults);
    out.flush();
  }

  private void load(LedgerChild ledger, String url, Map<Payer, Long> sequences, int millis) {
    AtomicBoolean going = new AtomicBoolean(true);
    List<Thread> threads = new ArrayList<>();
    threads.add(Thread.ofVirtual().start(() -> follower.follow(url)));
    sequences.forEach(
        (payer, sequence) ->
            threads.add(Thread.ofVirtual().start(() -> payer.pay(url, sequence, going::get))));
    // Everybody is under way before the clock runs that decides when it is killed.
    long deadline = System.nanoTime() + UNDER_WAY_MAX.toNanos();
    while (!payers.stream().allMatch(Payer::isUnderWay) && System.nanoTime() < deadline) {
      sleep(PAUSE_MILLIS);
    }
    sleep(millis);
    ledger.kill();
    going.set(false);
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private Map<Payer, Long> sequences() {
    Map<Payer, Long> sequences = new HashMap<>();
    try (LedgerStore store = LedgerStore.openReadOnly(data())) {
      for (Payer payer : payers) {
        sequences.put(payer, account(store, payer.account()).sequence());
      }
    }
    return sequences;
  }

  private static Account account(LedgerStore store, AccountId id) {
    byte[] key = Xdr.bytes(KeyXdr.encode(new Key.OfAccount(id)));
    byte[] entry = store.entry(key).orElseThrow();
    return (Account) Entry.of(Xdr.trusted(() -> LedgerEntry.fromXdrByteArray(entry)));
  }

  /** Looks at what the dead ledger left behind. */
  private void check() {
    switch (Verification.run(data(), known)) {
      case Verification.Outcome.Holds holds ->
          known = new Verification.Known(holds.last(), holds.hash());
      case Verification.Outcome.Broken broken ->
          faults.add("ledger " + broken.ledger() + " does not hold: " + broken.what());
    }
    try (LedgerStore store = LedgerStore.openReadOnly(data())) {
      for (Payer payer : payers) {
        for (Payer.Attempt attempt : payer.takeAttempts()) {
          settle(store, payer, attempt);
        }
        if (payer.refusal() != null) {
          faults.add(payer.address() + " was " + payer.refusal());
        }
      }
      expected.forEach(
          (id, balance) -> {
            long actual = account(store, id).balance();
            if (actual != balance) {
              faults.add(id + " has " + actual + " in place of " + balance);
            }
          });
    }
    for (String hash : follower.hashes()) {
      if (!included.contains(hash)) {
        faults.add("the stream told of " + hash + ", which is not there");
      }
    }
    faults.addAll(follower.faults());
  }

  private void settle(LedgerStore store, Payer payer, Payer.Attempt attempt) {
    acknowledged += attempt.acknowledged() ? 1 : 0;
    Optional<StoredTransaction> found = store.transaction(HexFormat.of().parseHex(attempt.hash()));
    boolean succeeded =
        found
            .map(stored -> Xdr.trusted(() -> TransactionResult.fromXdrByteArray(stored.result())))
            .map(Xdr::successful)
            .orElse(false);
    if (attempt.acknowledged() && !succeeded) {
      faults.add("acknowledged and lost: " + attempt.hash());
    }
    if (found.isPresent() && !succeeded) {
      faults.add("failed without a reason: " + attempt.hash());
    }
    if (succeeded) {
      included.add(attempt.hash());
      expected.merge(payer.account(), -attempt.amount() - Payer.FEE, Long::sum);
      expected.merge(sink.account(), attempt.amount(), Long::sum);
    }
  }

  /** Starts once more and lets the follower hear the rest. */
  private void end() throws IOException {
    try (LedgerChild ledger = start()) {
      String url = ledger.awaitReady();
      Thread following = Thread.ofVirtual().start(() -> follower.follow(url));
      long deadline = System.nanoTime() + CATCH_UP_MAX.toNanos();
      while (follower.hashes().size() < included.size() && System.nanoTime() < deadline) {
        sleep(PAUSE_MILLIS);
      }
      ledger.kill();
      following.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    List<String> told = follower.hashes();
    if (told.size() != included.size() || !included.equals(new HashSet<>(told))) {
      faults.add("the stream told of " + told.size() + " payments in place of " + included.size());
    }
    check();
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
