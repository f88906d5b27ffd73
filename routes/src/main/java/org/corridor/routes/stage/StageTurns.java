package org.corridor.routes.stage;

import org.corridor.domain.payment.Stage;
import org.corridor.routes.Wakeups;

/** Runs one stage while it finds work, and wakes the next while it does. */
final class StageTurns {
  /** Most batches of one turn, so that a turn ends and its failure policy and limits apply. */
  static final int BATCHES_MAX = 64;

  private final Stage stage;
  private final Wakeups wakeups;

  StageTurns(Stage stage, Wakeups wakeups) {
    this.stage = stage;
    this.wakeups = wakeups;
  }

  /** Runs one turn. */
  void run() {
    for (int batch = 0; batch < BATCHES_MAX; batch++) {
      if (stage.runOnce() == 0) {
        return;
      }
      wakeups.wakeAfter(stage.name());
    }
    wakeups.wake(stage.name());
  }
}
