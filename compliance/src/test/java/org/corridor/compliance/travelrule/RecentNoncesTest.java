package org.corridor.compliance.travelrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.corridor.compliance.Transfers;
import org.corridor.domain.Retryable;
import org.junit.jupiter.api.Test;

class RecentNoncesTest implements SeenNoncesContract {
  private Instant now = NOW;

  @Override
  public SeenNonces empty() {
    return new RecentNonces(() -> now);
  }

  @Test
  void takesNoMoreRatherThanForgetOneThatStillCounts() {
    SeenNonces nonces = new RecentNonces(() -> now, 2);
    nonces.firstSeen(Transfers.ALPHA, "a", NOW.plusSeconds(10));
    nonces.firstSeen(Transfers.ALPHA, "b", NOW.plusSeconds(20));
    assertThatThrownBy(() -> nonces.firstSeen(Transfers.ALPHA, "c", NOW.plusSeconds(30)))
        .isInstanceOf(Retryable.class);
    assertThat(nonces.firstSeen(Transfers.ALPHA, "a", NOW.plusSeconds(30))).isFalse();
    now = NOW.plusSeconds(11);
    assertThat(nonces.firstSeen(Transfers.ALPHA, "c", NOW.plusSeconds(30))).isTrue();
    assertThat(nonces.firstSeen(Transfers.ALPHA, "b", NOW.plusSeconds(30))).isFalse();
  }
}
