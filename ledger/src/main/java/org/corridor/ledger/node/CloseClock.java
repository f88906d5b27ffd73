package org.corridor.ledger.node;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.corridor.ledger.state.XdrValues;
import org.stellar.sdk.xdr.LedgerHeader;

/**
 * Tells the close times of ledgers. They are whole seconds and, as the protocol wants it, each is
 * later than the last, whatever the clock does. Who closes several times a second therefore runs
 * ahead of the clock; beyond a limit the next close has to wait, so that a busy ledger closes once
 * a second in the long run, and no time bound expires much before its time. A network that prefers
 * a short cadence lets ledgers share a second: then time stands still for them, and never runs
 * ahead.
 */
final class CloseClock {
  private final InstantSource clock;
  private final Duration aheadMax;
  private final long step;

  CloseClock(InstantSource clock, Duration aheadMax, boolean sharedSeconds) {
    this.clock = clock;
    this.aheadMax = aheadMax;
    this.step = sharedSeconds ? 0 : 1;
  }

  private static long last(LedgerHeader header) {
    return XdrValues.int64(header.getScpValue().getCloseTime().getTimePoint());
  }

  /** Returns the close time of the ledger after this one, Unix seconds. */
  long next(LedgerHeader header) {
    return Math.max(last(header) + step, clock.instant().getEpochSecond());
  }

  /** Returns how long a close has to wait so as not to run too far ahead; 0 when it may be now. */
  long nanosUntilAllowed(LedgerHeader header) {
    return nanosUntil(Instant.ofEpochSecond(last(header) + step).minus(aheadMax));
  }

  /** Returns how long it takes until the clock has come after the last close. */
  long nanosUntilLater(LedgerHeader header) {
    return nanosUntil(Instant.ofEpochSecond(last(header) + 1));
  }

  private long nanosUntil(Instant moment) {
    Duration left = Duration.between(clock.instant(), moment);
    return left.isPositive() ? left.toNanos() : 0;
  }
}
