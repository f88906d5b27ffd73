package org.corridor.compliance.travelrule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.corridor.compliance.Transfers;
import org.junit.jupiter.api.Test;

/** What every memory of used nonces must do. */
interface SeenNoncesContract {
  Instant NOW = Instant.parse("2026-02-03T10:15:30Z");

  /** An empty memory whose clock shows {@link #NOW}. */
  SeenNonces empty();

  @Test
  default void takesANonceOnce() {
    SeenNonces nonces = empty();
    assertThat(nonces.firstSeen(Transfers.ALPHA, "a1", NOW.plusSeconds(300))).isTrue();
    assertThat(nonces.firstSeen(Transfers.ALPHA, "a1", NOW.plusSeconds(300))).isFalse();
    assertThat(nonces.firstSeen(Transfers.ALPHA, "a1", NOW.plusSeconds(900))).isFalse();
  }

  @Test
  default void keepsTheNoncesOfSendersApart() {
    SeenNonces nonces = empty();
    assertThat(nonces.firstSeen(Transfers.ALPHA, "a1", NOW.plusSeconds(300))).isTrue();
    assertThat(nonces.firstSeen(Transfers.BETA, "a1", NOW.plusSeconds(300))).isTrue();
  }

  @Test
  default void tellsExactlyOneOfManyThatItIsNew() {
    SeenNonces nonces = empty();
    AtomicInteger first = new AtomicInteger();
    IntStream.range(0, 64)
        .parallel()
        .forEach(
            i -> {
              if (nonces.firstSeen(Transfers.ALPHA, "same", NOW.plusSeconds(300))) {
                first.incrementAndGet();
              }
            });
    assertThat(first).hasValue(1);
  }
}
