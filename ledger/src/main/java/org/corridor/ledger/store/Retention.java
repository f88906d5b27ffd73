package org.corridor.ledger.store;

import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Keeps the transactions of the last so many ledgers and leaves out what is older, on a thread of
 * its own. Every now and then it takes the digest of all entries; once that is old enough, history
 * up to there goes. So a little more than what was asked for is there at any time.
 */
public final class Retention implements AutoCloseable {
  /** Taking a digest reads every entry once; more often than this it would be felt. */
  private static final int SNAPSHOT_EVERY_MIN = 8;

  /** What there is beyond what was asked for, as a part of that. */
  private static final int SNAPSHOT_EVERY_PART = 10;

  private static final long STOP_MAX_MILLIS = 30_000;
  private static final System.Logger LOG = System.getLogger(Retention.class.getName());

  private final LedgerStore store;
  private final int keep;
  private final int every;
  private final Semaphore closes = new Semaphore(0);
  private final Thread thread;

  /**
   * Begins to keep a store small.
   *
   * @param keep how many ledgers' transactions stay at least; positive
   */
  public Retention(LedgerStore store, int keep) {
    if (keep < 1) {
      throw new IllegalArgumentException("at least one ledger is kept");
    }
    this.store = store;
    this.keep = keep;
    every = Math.max(SNAPSHOT_EVERY_MIN, keep / SNAPSHOT_EVERY_PART);
    thread = Thread.ofPlatform().name("ledger-retention").daemon().start(this::run);
  }

  /** To be called after a close; returns at once. */
  public void closed() {
    closes.release();
  }

  private void run() {
    try {
      while (true) {
        work();
        closes.acquire();
        closes.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // The ledger goes on, only its history grows; it is taken up again at the next start.
      LOG.log(System.Logger.Level.ERROR, "History is no longer pruned", e);
    }
  }

  private void work() {
    List<Integer> taken = store.snapshots();
    int newest = taken.isEmpty() ? 0 : taken.getLast();
    if (store.last() >= newest + every && store.last() > 0) {
      store.takeSnapshot();
    }
    int through = 0;
    for (int ledger : taken) {
      if (ledger <= store.last() - keep) {
        through = ledger;
      }
    }
    if (through > 0) {
      store.prune(through);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(STOP_MAX_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
