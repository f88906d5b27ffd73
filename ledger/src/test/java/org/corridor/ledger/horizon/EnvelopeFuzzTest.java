package org.corridor.ledger.horizon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Malformed transactions never bring the ledger down. In the build a short run; a long one is
 * {@code -Dtest=EnvelopeFuzzTest -Dfuzz.inputs=10000000}, with {@code -Dfuzz.seed} to repeat one.
 */
class EnvelopeFuzzTest {
  private static final long INPUTS = Long.getLong("fuzz.inputs", 200_000);
  private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime());

  @Test
  @SuppressWarnings("SystemOut") // the seed, and for a long run what came of it
  void answersWhateverComesIn() throws Exception {
    System.out.println("fuzz.inputs=" + INPUTS + " fuzz.seed=" + SEED);
    EnvelopeFuzz fuzz = new EnvelopeFuzz(SEED);
    long started = System.nanoTime();
    fuzz.run(INPUTS);
    System.out.println(
        fuzz.outcomes()
            + ", most bytes allocated by decoding "
            + fuzz.mostAllocated()
            + ", "
            + Duration.ofNanos(System.nanoTime() - started));
    assertThat(fuzz.failures()).isEmpty();
    assertThat(fuzz.outcomes())
        .containsKeys("not an envelope", "refused", "applied, succeeded", "applied, failed");
  }
}
