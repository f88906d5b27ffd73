package org.corridor.ledger.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.corridor.ledger.state.Asset;

/**
 * Whether the cost of a payment stays the same while the ledger grows, and what memory it takes.
 */
final class ScaleBench {
  private static final int FAILED = 1;
  private static final int FIRST = 10_000;
  private static final int GROWTH = 10;
  private static final int SENDERS = 5_000;
  private static final int BATCH = 10_000;
  private static final int PAIRS = 20;
  private static final long BALANCE = 100_0000000L;
  private static final long SEED = 19;
  private static final double MEGABYTES = 1 << 20;
  private static final Path STATUS = Path.of("/proc/self/status");

  private ScaleBench() {}

  static int run(BenchOptions options, InstantSource clock, PrintStream out) {
    RandomGenerator random = new SplittableRandom(SEED);
    try (BenchLedger ledger = BenchLedger.start(options.data(), clock)) {
      List<Purse> senders = Purse.numbered(SENDERS, 0);
      ledger.create(senders, BALANCE * BATCH);
      int accounts = SENDERS;
      int faults = 0;
      for (int size = FIRST; accounts < options.accounts(); size *= GROWTH) {
        int next = Math.min(size, options.accounts());
        grow(ledger, accounts, next);
        accounts = next;
        faults += measure(ledger, senders, accounts, random, options, out);
      }
      Markets markets = new Markets(ledger, random);
      int pairs = Math.min(PAIRS, Math.max(1, options.offers() / FIRST));
      for (int i = 0; i < pairs; i++) {
        markets.fill(markets.asset(i), List.of(Asset.lumens()), options.offers() / pairs);
      }
      out.printf(Locale.ROOT, "and %,d offers in %d books:%n", options.offers(), pairs);
      faults += measure(ledger, senders, accounts, random, options, out);
      return faults == 0 ? 0 : FAILED;
    }
  }

  /** Accounts that nobody has to sign for need no real key: any 32 bytes name one. */
  private static void grow(BenchLedger ledger, int from, int to) {
    List<org.stellar.sdk.xdr.Operation> operations = new ArrayList<>();
    for (int i = from; i < to; i++) {
      operations.add(Operations.createAccount(payee(i), BALANCE));
    }
    ledger.submit(ledger.root(), operations);
    ledger.settle();
  }

  private static org.corridor.ledger.state.AccountId payee(int number) {
    byte[] bytes = java.nio.ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    return org.corridor.ledger.state.AccountId.of(
        org.corridor.ledger.crypto.Digests.sha256(new byte[] {'s'}, bytes));
  }

  private static int measure(
      BenchLedger ledger,
      List<Purse> senders,
      int accounts,
      RandomGenerator random,
      BenchOptions options,
      PrintStream out) {
    byte[][] envelopes = new byte[2 * BATCH][];
    for (int i = 0; i < envelopes.length; i++) {
      int payee = SENDERS + random.nextInt(accounts - SENDERS);
      envelopes[i] =
          ledger.signed(
              senders.get(i % SENDERS), Operations.pay(payee(payee), Asset.lumens(), 1 + i));
    }
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    out.printf(
        Locale.ROOT,
        "%,d accounts: heap %.0f MB, resident %.0f MB%n",
        accounts,
        (runtime.totalMemory() - runtime.freeMemory()) / MEGABYTES,
        residentBytes() / MEGABYTES);
    int inFlight = Math.min(options.inFlight(), SENDERS / 2);
    return new Load(ledger.node(), envelopes, BATCH, inFlight).run(out).failures();
  }

  private static long residentBytes() {
    if (!Files.exists(STATUS)) {
      return 0; // only Linux tells
    }
    try {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith("VmRSS:")) {
          return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return 0;
  }
}
