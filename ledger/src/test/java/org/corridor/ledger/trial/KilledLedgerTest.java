package org.corridor.ledger.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A short form of {@code chaos ledger}: a real process, killed in the middle of its work. */
@Timeout(600)
class KilledLedgerTest {
  private static final int ROUNDS = Integer.getInteger("chaos.rounds", 5);

  @TempDir Path folder;

  @Test
  void losesNothingThatWasAcknowledged() throws Exception {
    long seed = Long.getLong("chaos.seed", System.nanoTime());
    LedgerChaos.Result result = LedgerChaos.run(folder, ROUNDS, seed, System.out);
    assertThat(result.faults()).as("-Dchaos.seed=%d", seed).isEmpty();
    assertThat(result.acknowledged()).as("-Dchaos.seed=%d", seed).isPositive();
    assertThat(result.included()).isGreaterThanOrEqualTo(result.acknowledged());
  }
}
