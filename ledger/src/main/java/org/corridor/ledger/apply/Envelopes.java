package org.corridor.ledger.apply;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.util.Optional;
import org.stellar.sdk.xdr.TransactionEnvelope;

/** The boundary at which bytes from outside become transactions. */
public final class Envelopes {
  /** The longest envelope that is looked at, in bytes; valid ones are shorter. */
  public static final int LENGTH_MAX = 256 * 1024;

  private Envelopes() {}

  /** Returns the transaction in these bytes, empty when they are none of protocol 19. */
  public static Optional<TransactionEnvelope> decode(byte[] bytes) {
    if (bytes.length > LENGTH_MAX) {
      return Optional.empty();
    }
    try {
      EnvelopeShape.require(bytes);
      return Optional.of(TransactionEnvelope.fromXdrByteArray(bytes));
    } catch (IllegalArgumentException | BufferUnderflowException | IOException e) {
      return Optional.empty(); // malformed, which is all that the caller has to know
    }
  }
}
