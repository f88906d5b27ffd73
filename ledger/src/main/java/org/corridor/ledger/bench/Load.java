package org.corridor.ledger.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.corridor.ledger.node.LedgerNode;
import org.corridor.ledger.node.Submission;
import org.corridor.ledger.store.Xdr;
import org.stellar.sdk.xdr.TransactionEnvelope;

/**
 * Sends signed transactions as fast as the ledger takes them, with so many in flight, from one
 * thread for each core, and measures from the bytes of the envelope to the durable close.
 */
final class Load {
  private static final double MILLIS = 1e6;
  private static final double MICROS = 1e3;
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  private final LedgerNode node;
  private final byte[][] envelopes;
  private final int warmup;
  private final int inFlight;
  private final Semaphore room;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicInteger finished = new AtomicInteger();
  private final long[] latencies;
  private volatile long startedAt;
  private volatile Snapshot before;

  /** What had been used when the measurement began or ended, all in nanoseconds of processors. */
  private record Snapshot(
      long process, long apply, long store, long verify, long succeeded, long closes) {
    static Snapshot of(LedgerNode node) {
      return new Snapshot(
          ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos(),
          node.statistics().applyCpuNanos(),
          node.statistics().writeCpuNanos(),
          node.signatures().cpuNanos(),
          node.statistics().succeeded(),
          node.statistics().closes());
    }
  }

  /**
   * What came of it.
   *
   * @param perSecond transactions a second in the measured part
   * @param failures transactions that were refused or lost; any is a fault
   */
  record Outcome(double perSecond, int failures) {}

  Load(LedgerNode node, byte[][] envelopes, int warmup, int inFlight) {
    this.node = node;
    this.envelopes = envelopes;
    this.warmup = warmup;
    this.inFlight = inFlight;
    this.room = new Semaphore(inFlight);
    this.latencies = new long[envelopes.length];
    this.before = Snapshot.of(node);
  }

  Outcome run(PrintStream out) {
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < CORES; i++) {
      senders.add(Thread.ofPlatform().name("bench-sender-" + i).start(this::send));
    }
    try {
      for (Thread sender : senders) {
        sender.join();
      }
      room.acquire(inFlight);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while measuring", e);
    }
    long nanos = System.nanoTime() - startedAt;
    return report(out, nanos);
  }

  private void send() {
    try {
      while (true) {
        room.acquire();
        int index = next.getAndIncrement();
        if (index >= envelopes.length) {
          room.release();
          return;
        }
        if (index == warmup) {
          before = Snapshot.of(node);
          startedAt = System.nanoTime();
        }
        send(index);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(int index) {
    long started = System.nanoTime();
    byte[] bytes = envelopes[index];
    TransactionEnvelope envelope = Xdr.trusted(() -> TransactionEnvelope.fromXdrByteArray(bytes));
    Submission submission = node.submit(envelope);
    if (submission instanceof Submission.Pending accepted) {
      var unused =
          accepted
              .closed()
              .whenComplete(
                  (ledger, failure) -> {
                    latencies[index] = System.nanoTime() - started;
                    finished.incrementAndGet();
                    if (failure != null) {
                      failures.incrementAndGet();
                    }
                    room.release();
                  });
    } else {
      failures.incrementAndGet();
      room.release();
    }
  }

  private Outcome report(PrintStream out, long nanos) {
    Snapshot after = Snapshot.of(node);
    int measured = envelopes.length - warmup;
    double perSecond = measured / (nanos / (double) TimeUnit.SECONDS.toNanos(1));
    long[] sorted = Arrays.copyOfRange(latencies, warmup, envelopes.length);
    Arrays.sort(sorted);
    out.printf(
        Locale.ROOT,
        "%,d transactions in %.2f s: %,.0f a second%n",
        measured,
        nanos / 1e9,
        perSecond);
    out.printf(
        Locale.ROOT,
        "submit to durable close: p50 %.0f ms, p99 %.0f ms, with %,d in flight, %d closes%n",
        percentile(sorted, 50) / MILLIS,
        percentile(sorted, 99) / MILLIS,
        inFlight,
        after.closes - before.closes);
    double each = measured * MICROS;
    long verify = after.verify - before.verify;
    long apply = after.apply - before.apply;
    long store = after.store - before.store;
    long all = after.process - before.process;
    out.printf(
        Locale.ROOT,
        "processor time a transaction: %.0f us (%.2f of %d cores): verify %.0f, apply %.0f,"
            + " store %.0f, other %.0f%n",
        all / each,
        all / (double) nanos,
        CORES,
        verify / each,
        apply / each,
        store / each,
        (all - verify - apply - store) / each);
    int failed = failures.get() + Math.toIntExact(measured - (after.succeeded - before.succeeded));
    int lost = Math.max(failures.get(), Math.abs(failed) > inFlight ? Math.abs(failed) : 0);
    if (lost > 0) {
      out.printf(Locale.ROOT, "%,d transactions were refused, lost or failed%n", lost);
    }
    return new Outcome(perSecond, lost);
  }

  private static long percentile(long[] sorted, int percent) {
    return sorted[(int) Math.min(sorted.length - 1L, (long) sorted.length * percent / 100)];
  }
}
