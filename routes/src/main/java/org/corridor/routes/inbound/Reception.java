package org.corridor.routes.inbound;

import org.corridor.domain.message.AnswerType;

/** What became of an arrival, and what its channel must be told now. */
sealed interface Reception {
  /** What the transport calls the arrival. */
  String transportId();

  /** Where its answers go. */
  String replyTo();

  /**
   * It is taken; the final answer follows through the outbox.
   *
   * @param key its identity here
   * @param repeated whether it was taken before
   */
  record Pending(String transportId, String replyTo, String key, boolean repeated)
      implements Reception {}

  /**
   * It has its final answer.
   *
   * @param refused whether it was refused now; otherwise the answer of its first arrival is told
   *     again
   * @param form the form of the answer
   * @param answer its bytes
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on once; nobody compares it
  record Final(String transportId, String replyTo, boolean refused, AnswerType form, byte[] answer)
      implements Reception {}
}
