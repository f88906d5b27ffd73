package org.corridor.routes.inbound;

import org.corridor.domain.ReasonCode;
import org.corridor.domain.message.Fault;

/** The faults that an edge finds by itself, before a codec looks. */
final class Faults {
  static final Fault NO_BYTES =
      new Fault(
          "message", "message.kind", ReasonCode.FF01, "message must be a bytes or a text message");

  private Faults() {}
}
