package org.corridor.ledger.node;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.corridor.ledger.AppliedTransaction;
import org.corridor.ledger.ClosedLedger;
import org.corridor.ledger.store.Xdr;

/** What a node has done since it started. Counters only grow; any thread may read. */
public final class NodeStatistics {
  private final LongAdder closes = new LongAdder();
  private final LongAdder closeNanos = new LongAdder();
  private final LongAdder writeNanos = new LongAdder();
  private final LongAdder closeCpuNanos = new LongAdder();
  private final LongAdder writeCpuNanos = new LongAdder();
  private final LongAdder succeeded = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final Map<String, LongAdder> failed = new ConcurrentHashMap<>();

  void closed(ClosedLedger closed, long applyNanos, long storeNanos) {
    closes.increment();
    closeNanos.add(applyNanos);
    writeNanos.add(storeNanos);
    for (AppliedTransaction applied : closed.applied()) {
      var result = applied.result().getResult();
      if (Xdr.successful(result)) {
        succeeded.increment();
      } else {
        String code = result.getResult().getDiscriminant().name();
        failed.computeIfAbsent(code, key -> new LongAdder()).increment();
      }
    }
  }

  void cpu(long applyNanos, long storeNanos) {
    closeCpuNanos.add(applyNanos);
    writeCpuNanos.add(storeNanos);
  }

  void refused() {
    refused.increment();
  }

  /** Ledgers closed. */
  public long closes() {
    return closes.sum();
  }

  /** Nanoseconds spent applying. */
  public long applyNanos() {
    return closeNanos.sum();
  }

  /** Nanoseconds spent making closes durable. */
  public long writeNanos() {
    return writeNanos.sum();
  }

  /** Processor time of the closing thread spent applying, in nanoseconds. */
  public long applyCpuNanos() {
    return closeCpuNanos.sum();
  }

  /** Processor time of the closing thread spent making closes durable, in nanoseconds. */
  public long writeCpuNanos() {
    return writeCpuNanos.sum();
  }

  /** Transactions that succeeded. */
  public long succeeded() {
    return succeeded.sum();
  }

  /** Transactions turned away when they were handed in. */
  public long turnedAway() {
    return refused.sum();
  }

  /** Transactions that were charged and failed, by result code. */
  public Map<String, Long> failed() {
    Map<String, Long> counts = new TreeMap<>();
    failed.forEach((code, count) -> counts.put(code, count.sum()));
    return counts;
  }
}
