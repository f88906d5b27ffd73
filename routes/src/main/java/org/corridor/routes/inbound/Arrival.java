package org.corridor.routes.inbound;

import org.corridor.domain.message.Fault;
import org.corridor.domain.message.RawMessage;

/** What came in by an edge. */
sealed interface Arrival {
  /** A message that can be looked into. */
  record Whole(RawMessage raw) implements Arrival {}

  /**
   * One that is refused without being read.
   *
   * @param transportId what the transport calls it
   * @param replyTo where its answer goes
   * @param fault why
   */
  record Barred(String transportId, String replyTo, Fault fault) implements Arrival {}
}
