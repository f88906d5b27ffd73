package org.corridor.ledger.bench;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.corridor.ledger.state.Asset;

/** {@code bench ledger}: what the ledger does in a second on this machine, and what limits it. */
public final class LedgerBench {
  private static final int FAILED = 1;
  private static final long BALANCE = 1_000_0000000L;
  private static final double PERCENT = 100.0;

  private LedgerBench() {}

  /**
   * Measures and prints.
   *
   * @return 0, or 1 when a transaction was refused or lost
   * @throws IllegalArgumentException with the usage when the arguments are wrong
   */
  public static int run(List<String> args, InstantSource clock, PrintStream out) {
    BenchOptions options = BenchOptions.parse(args);
    return switch (options.mode()) {
      case PAYMENTS -> payments(options, clock, out);
      case PATH_PAYMENTS -> MarketsBench.payments(options, clock, out);
      case PATHS -> MarketsBench.paths(options, clock, out);
      case SCALE -> ScaleBench.run(options, clock, out);
    };
  }

  private static int payments(BenchOptions options, InstantSource clock, PrintStream out) {
    VerificationRate verification = new VerificationRate();
    double bare = verification.perSecond();
    out.printf(
        Locale.ROOT,
        "signatures verified on %d cores, nothing else: %,.0f a second (%s)%n",
        Runtime.getRuntime().availableProcessors(),
        bare,
        verification.provider());
    try (BenchLedger ledger = BenchLedger.start(options.data(), clock)) {
      List<Purse> senders = Purse.numbered(options.senders(), 0);
      ledger.create(senders, BALANCE);
      byte[][] envelopes = new byte[options.warmup() + options.transactions()][];
      for (int i = 0; i < envelopes.length; i++) {
        Purse payer = senders.get(i % senders.size());
        // Half way round, and not always to the same one.
        int payee = (i + senders.size() / 2 + i / senders.size()) % senders.size();
        envelopes[i] =
            ledger.signed(payer, Operations.pay(senders.get(payee).id(), Asset.lumens(), 1 + i));
      }
      System.gc();
      Load.Outcome outcome =
          new Load(ledger.node(), envelopes, options.warmup(), options.inFlight()).run(out);
      out.printf(
          Locale.ROOT,
          "ratio to the bare rate of verification: %.0f %%%n",
          PERCENT * outcome.perSecond() / bare);
      return outcome.failures() == 0 ? 0 : FAILED;
    }
  }
}
