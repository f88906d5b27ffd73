package org.corridor.routes.outbound;

import java.time.Instant;

/** Messages that are put aside until an operator changes their due time. */
final class Parking {
  /** When a parked message is due: not in our time. */
  static final Instant UNTIL = Instant.parse("9999-01-01T00:00:00Z");

  private Parking() {}
}
