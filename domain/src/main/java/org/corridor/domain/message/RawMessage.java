package org.corridor.domain.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message as it crossed the edge.
 *
 * @param transportId what the transport calls this delivery: the same when it delivers again (JMS
 *     message id, file name with its checksum, HTTP request id)
 * @param channel how it came
 * @param sender who sent it, authenticated by the channel: the client id, queue user or folder name
 * @param idempotencyKey the sender's key, when the channel carries one
 * @param expected the type that the channel says it is, of pain.001 any version; null when it may
 *     be any
 * @param replyTo where the channel wants answers, when it said so
 * @param bytes the bytes as they came, at most {@value #BYTES_MAX}
 * @param receivedAt when
 */
@SuppressWarnings(
    "ArrayRecordComponent") // the bytes are archived as they came; nobody compares them
public record RawMessage(
    String transportId,
    Channel channel,
    String sender,
    @Nullable String idempotencyKey,
    @Nullable MessageType expected,
    @Nullable String replyTo,
    byte[] bytes,
    Instant receivedAt) {
  /** Largest message: one MiB. A larger one is refused at the edge before it is read whole. */
  public static final int BYTES_MAX = 1 << 20;

  @Override
  public String toString() {
    return "RawMessage[" + channel + ", " + bytes.length + " bytes]";
  }
}
