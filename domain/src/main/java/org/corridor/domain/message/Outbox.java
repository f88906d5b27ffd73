package org.corridor.domain.message;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Port: messages to send, written in the unit of work that gives rise to them. */
public interface Outbox {
  /** Most messages taken at once. */
  int BATCH_MAX = 256;

  /** Writes messages; one whose id exists already is left as it is. */
  void put(List<Outgoing> messages);

  /**
   * Takes unsent messages for a channel, oldest first, skipping held ones; held until the unit of
   * work ends.
   */
  List<Outgoing> take(Channel channel, int max, Instant now);

  /** Marks messages, taken in this unit of work, as sent. */
  void sent(List<Outgoing> messages, Instant at);

  /** Puts a message back to be tried later. */
  void retryLater(List<Outgoing> messages, Instant notBefore, String fault);

  /**
   * A message to send.
   *
   * @param id its identity: the broker's duplicate id, the webhook's delivery id
   * @param channel how it leaves
   * @param destination the queue, folder or webhook it goes to
   * @param type what it is
   * @param uetr the payment it tells of, when it is one payment
   * @param correlation the transport's id of the message that it answers, when it answers one
   * @param bytes its content
   */
  @SuppressWarnings("ArrayRecordComponent") // identified by id; nobody compares the bytes
  record Outgoing(
      String id,
      Channel channel,
      String destination,
      AnswerType type,
      @Nullable String uetr,
      @Nullable String correlation,
      byte[] bytes) {}
}
