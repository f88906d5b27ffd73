package org.corridor.routes.inbound;

import org.corridor.domain.ReasonCode;
import org.corridor.domain.message.Fault;
import org.corridor.domain.message.RawMessage;

/** The faults that an edge finds by itself, before a codec looks. */
final class Faults {
  static final Fault TOO_LARGE =
      new Fault(
          "message",
          "message.size",
          ReasonCode.FF01,
          "message must have at most " + RawMessage.BYTES_MAX + " bytes");

  static final Fault NO_BYTES =
      new Fault(
          "message", "message.kind", ReasonCode.FF01, "message must be a bytes or a text message");

  private Faults() {}
}
