package org.corridor.domain.payment;

import java.time.Duration;

/** Hears of each batch that a stage moved, for metrics; called after the unit of work. */
@FunctionalInterface
public interface StageListener {
  /** Hears nothing. */
  StageListener NONE = (stage, moved, nanos, oldest) -> {};

  /**
   * A batch was moved.
   *
   * @param stage the stage's name
   * @param moved how many, at least one
   * @param nanos how long the batch took
   * @param oldest the age of the oldest of them since it was accepted or arrived; zero when the
   *     stage does not know it
   */
  void moved(String stage, int moved, long nanos, Duration oldest);
}
