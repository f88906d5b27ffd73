package org.corridor.domain.settlement;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.corridor.domain.UnitOfWork;
import org.corridor.domain.book.Books;
import org.corridor.domain.payment.StageListener;

/**
 * What the stages of the receiving side work with.
 *
 * @param work units of work
 * @param incoming agreements, arrivals and suspense
 * @param books the books
 * @param cursors how far the arrivals were followed
 * @param ledger the ledger
 * @param clock the time
 * @param listener who hears of the work
 */
public record ReceivingBench(
    UnitOfWork work,
    IncomingStore incoming,
    Books books,
    Cursors cursors,
    SettlementLedger ledger,
    InstantSource clock,
    StageListener listener) {

  /** Tells the listener of a batch, when there was one. */
  int told(String stage, int moved, long start, Duration oldest) {
    if (moved > 0) {
      listener.moved(stage, moved, System.nanoTime() - start, oldest);
    }
    return moved;
  }

  /** How long ago something happened; never negative, for clocks differ. */
  static Duration age(Instant since, Instant now) {
    Duration age = Duration.between(since, now);
    return age.isNegative() ? Duration.ZERO : age;
  }
}
