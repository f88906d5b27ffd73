package org.corridor.routes;

import org.corridor.domain.message.RawMessage;
import org.corridor.domain.payment.IntakeOutcome;

/** What the edges need of {@link org.corridor.domain.payment.Intake}. */
@FunctionalInterface
public interface MessageIntake {
  /**
   * Takes a message in; when it returns, what it says is durable. The same message again has the
   * same outcome.
   *
   * @throws org.corridor.domain.Retryable when it is not known whether it was kept
   */
  IntakeOutcome accept(RawMessage raw);
}
