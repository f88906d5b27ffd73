package org.corridor.domain.message;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Port: the archive of what came in, and its final answers. Used inside a unit of work. */
public interface MessageStore {
  /**
   * Keeps the bytes of a message that was refused as a whole, with its answer. A transport id that
   * is known already is left as it is.
   *
   * @return true when it was kept now, false when this delivery was refused before
   */
  boolean keepRefused(RawMessage raw, StatusReport answer);

  /** Takes messages all of whose payments are final and which have no answer yet, oldest first. */
  List<Complete> takeComplete(int max);

  /** Marks a message as answered. */
  void answered(String key, StatusReport report);

  /** As {@link #answered(String, StatusReport)}, for many: key to report. */
  default void answered(Map<String, StatusReport> reports) {
    reports.forEach(this::answered);
  }

  /** The final answer of a message; empty while it is not final or the key is not known. */
  Optional<Answered> answer(String key);

  /**
   * Has a repetition wait for the answer of its original; the same delivery waits once.
   *
   * @param key the original's identity
   * @param repetition what came again before there was an answer
   */
  void awaitAnswer(String key, RawMessage repetition);

  /**
   * Takes repetitions whose original has its answer, first come first served; they wait no longer.
   */
  List<Waiting> takeWaiting(int max);

  /**
   * Whether this delivery was seen before, and which message it was: {@code transportId} to key.
   */
  Optional<String> keyOfTransport(String transportId);

  /**
   * A message whose payments are all final.
   *
   * @param key its identity
   * @param channel how it came
   * @param transportId what the transport called it
   * @param replyTo where the channel wants answers, when it said so
   * @param type what it is
   * @param messageId its identification
   * @param lines one line per transaction, in order, the faulty ones too
   */
  record Complete(
      String key,
      Channel channel,
      String transportId,
      @org.jspecify.annotations.Nullable String replyTo,
      MessageType type,
      String messageId,
      List<StatusReport.Line> lines) {}

  /**
   * A repetition that is to be told its original's answer.
   *
   * @param key the original's identity
   * @param channel how the repetition came
   * @param transportId what the transport called it
   * @param replyTo where the channel wants answers, when it said so
   * @param report the original's answer
   */
  record Waiting(
      String key,
      Channel channel,
      String transportId,
      @org.jspecify.annotations.Nullable String replyTo,
      StatusReport report) {}

  /**
   * A given answer.
   *
   * @param report what was answered
   * @param at when
   */
  record Answered(StatusReport report, Instant at) {}
}
