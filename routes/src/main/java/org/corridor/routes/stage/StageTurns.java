package org.corridor.routes.stage;

import java.time.Duration;
import org.corridor.domain.payment.Stage;
import org.corridor.routes.Wakeups;

/**
 * Runs one stage while it finds work, and wakes the next while it does.
 *
 * <p>A batch costs a commit and a dozen statements whatever is in it. So after a small one a stage
 * rests for a moment before it looks again: under load the batches grow, and a payment that comes
 * alone hardly waits.
 */
final class StageTurns {
  /** Most batches of one turn, so that a turn ends and its failure policy and limits apply. */
  static final int BATCHES_MAX = 64;

  /** A batch as large as this is worth its cost: the next one follows at once. */
  static final int BATCH_LARGE = 64;

  private final Stage stage;
  private final Wakeups wakeups;
  private final Duration rest;

  StageTurns(Stage stage, Wakeups wakeups, Duration rest) {
    this.stage = stage;
    this.wakeups = wakeups;
    this.rest = rest;
  }

  /** Runs one turn. */
  void run() {
    for (int batch = 0; batch < BATCHES_MAX; batch++) {
      int moved = stage.runOnce();
      if (moved > 0) {
        wakeups.wakeAfter(stage.name());
      }
      if (moved < BATCH_LARGE && (!rest() || moved == 0)) {
        return;
      }
    }
    wakeups.wake(stage.name());
  }

  /** Waits; false when the routes are stopping. */
  private boolean rest() {
    try {
      Thread.sleep(rest);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
