package org.corridor.domain.message;

/** Port: reads any of the messages that carry payments in. Pure: same bytes, same result. */
public interface MessageReader {
  /**
   * Reads a message, strictly. Never throws for what the bytes say.
   *
   * @param raw at most {@link RawMessage#BYTES_MAX} bytes; more is a fault, too
   */
  Decoded read(RawMessage raw);
}
