package org.corridor.ledger.apply;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.corridor.ledger.AppliedTransaction;
import org.corridor.ledger.NetworkParameters;
import org.corridor.ledger.state.Account;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.LedgerTransaction;
import org.corridor.ledger.state.LedgerTransaction.Change;
import org.stellar.sdk.xdr.Hash;
import org.stellar.sdk.xdr.TransactionResult;
import org.stellar.sdk.xdr.TransactionResultPair;

/**
 * Applies a set: charges all fees in order, then does the transactions, then encodes what came of
 * them.
 *
 * <pre>
 *   order of application   a b c d e | X | f g h        X touches everything, the others accounts
 *   parallel               (a c)(b d e)  X  (f g)(h)    each group in its order, on a fork
 * </pre>
 *
 * <p>Runs of transactions with known footprints are divided into groups that share no account; the
 * outcome is the same as that of the order, byte by byte, because none can see what another group
 * does, and ids and totals are given out by those that touch everything only.
 */
final class SetApplication {
  /** The most operations of one transaction; what the network keeps free for surges. */
  private static final int OPERATIONS_MAX = 100;

  /** Below this, dividing costs more than it brings. */
  private static final int RUN_MIN = 32;

  private static final int CORES = Runtime.getRuntime().availableProcessors();

  /** Whether groups are applied one after the other or at the same time. */
  enum Order {
    SEQUENTIAL,
    PARALLEL,

    /** Parallel where there is more than one processor and enough to do. */
    AUTOMATIC
  }

  private final LedgerTransaction work;
  private final NetworkParameters parameters;
  private final boolean parallel;
  private final int runMin;
  private final List<Frame> frames;
  private final long baseFee;
  private final long[] fees;
  private final List<List<Change>> feeChanges = new ArrayList<>();
  private final MetaBuilder[] metas;
  private final TransactionResult[] results;

  SetApplication(
      LedgerTransaction work, NetworkParameters parameters, Order order, List<Frame> frames) {
    this.work = work;
    this.parameters = parameters;
    this.parallel = order == Order.PARALLEL || (order == Order.AUTOMATIC && CORES > 1);
    this.runMin = order == Order.PARALLEL ? 2 : RUN_MIN;
    this.frames = frames;
    this.baseFee = baseFee();
    this.fees = new long[frames.size()];
    this.metas = new MetaBuilder[frames.size()];
    this.results = new TransactionResult[frames.size()];
  }

  List<AppliedTransaction> apply() {
    for (int i = 0; i < frames.size(); i++) {
      try (LedgerTransaction.Nested nested = work.nested()) {
        fees[i] = charge(frames.get(i));
        feeChanges.add(nested.changes());
        nested.commit();
      }
    }
    noteLastSequences();
    if (parallel) {
      applyRuns();
    } else {
      applyInOrder(work, 0, frames.size());
    }
    AppliedTransaction[] applied = new AppliedTransaction[frames.size()];
    each(applied.length, i -> applied[i] = encoded(i));
    return List.of(applied);
  }

  private void each(int count, IntConsumer step) {
    IntStream range = IntStream.range(0, count);
    (parallel && count >= runMin ? range.parallel() : range).forEach(step);
  }

  /** Merging an account asks which sequence numbers it uses later. */
  private void noteLastSequences() {
    if (frames.stream().noneMatch(frame -> frame.acting().mergesAccounts())) {
      return;
    }
    Map<AccountId, Long> last = new HashMap<>();
    for (Frame frame : frames) {
      last.merge(frame.acting().source(), frame.acting().sequence(), Math::max);
    }
    work.setLastSequences(last);
  }

  private void applyRuns() {
    int next = 0;
    while (next < frames.size()) {
      List<Footprint> run = new ArrayList<>();
      int end = next;
      while (end < frames.size()) {
        Footprint footprint = Footprint.of(frames.get(end), work);
        if (footprint.touchesEverything()) {
          break;
        }
        run.add(footprint);
        end++;
      }
      if (run.size() < runMin) {
        applyInOrder(work, next, end);
      } else {
        applyRun(run, next);
      }
      if (end < frames.size()) {
        apply(work, end++);
      }
      next = end;
    }
  }

  private void applyRun(List<Footprint> run, int first) {
    List<List<Integer>> batches = Batches.of(run, 2 * CORES);
    LedgerTransaction[] forks = new LedgerTransaction[batches.size()];
    for (int i = 0; i < forks.length; i++) {
      forks[i] = work.fork();
    }
    IntStream.range(0, forks.length)
        .parallel()
        .forEach(i -> batches.get(i).forEach(place -> apply(forks[i], first + place)));
    for (LedgerTransaction fork : forks) {
      work.join(fork);
    }
  }

  private void applyInOrder(LedgerTransaction ledger, int from, int to) {
    for (int i = from; i < to; i++) {
      apply(ledger, i);
    }
  }

  private void apply(LedgerTransaction ledger, int index) {
    metas[index] = new MetaBuilder();
    results[index] = frames.get(index).apply(ledger, baseFee, fees[index], metas[index]);
  }

  private AppliedTransaction encoded(int index) {
    Frame frame = frames.get(index);
    TransactionResultPair pair = new TransactionResultPair();
    pair.setTransactionHash(new Hash(frame.hash().toArray()));
    pair.setResult(results[index]);
    return metas[index].applied(frame, pair, feeChanges.get(index));
  }

  private long charge(Frame frame) {
    Account payer = work.loadAccount(frame.feeSource());
    if (payer == null) {
      throw new IllegalArgumentException("nobody pays for transaction " + frame.hash());
    }
    long fee = Math.min(payer.balance(), frame.feeAt(baseFee));
    // Reserves and liabilities do not protect from fees; whoever falls below is told on applying.
    work.put(payer.withBalance(payer.balance() - fee));
    work.collectFee(fee);
    return fee;
  }

  /** The network's base fee, or the lowest bid when the ledger is about full. */
  private long baseFee() {
    long operations = 0;
    long lowest = Long.MAX_VALUE;
    for (Frame frame : frames) {
      int units = Math.max(1, frame.feeUnits());
      operations += units;
      lowest = Math.min(lowest, Math.ceilDiv(frame.feeBid(), units));
    }
    long calm = Math.max(0, parameters.maxTxSetSize() - OPERATIONS_MAX);
    return operations > calm ? lowest : parameters.baseFee();
  }
}
