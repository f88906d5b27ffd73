package org.corridor.routes;

import org.corridor.domain.message.RawMessage;
import org.corridor.domain.message.StatusReport;
import org.jspecify.annotations.Nullable;

/** Port: takes a message in, durably. The same message again has the same outcome. */
@FunctionalInterface
public interface MessageIntake {
  /**
   * Accepts or refuses; when it returns, what it says is durable.
   *
   * @throws org.corridor.domain.Retryable when it could not be kept; nothing was
   */
  Outcome accept(RawMessage raw);

  /** What became of a message. */
  sealed interface Outcome {
    /**
     * It was taken; its final answer follows through the outbox.
     *
     * @param key its identity here
     */
    record Accepted(String key) implements Outcome {}

    /**
     * It was taken before.
     *
     * @param key its identity here
     * @param answer the final answer; null while there is none
     */
    record Repeated(String key, @Nullable StatusReport answer) implements Outcome {}

    /**
     * It will not be taken.
     *
     * @param answer the final answer, to be given now
     */
    record Refused(StatusReport answer) implements Outcome {}
  }
}
