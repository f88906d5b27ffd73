package org.corridor.ledger.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.corridor.ledger.NetworkParameters;
import org.corridor.ledger.apply.LedgerMachine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CloseClockTest {
  private static final long NOON = 1_700_000_000L;

  private final LedgerMachine machine =
      LedgerMachine.genesis(NetworkParameters.stellar("close clock"));
  private Instant now = Instant.ofEpochSecond(NOON);
  private final CloseClock clock = new CloseClock(() -> now, Duration.ofSeconds(2), false);

  @BeforeEach
  void closeOnce() {
    machine.close(java.util.List.of(), clock.next(machine.header()));
  }

  @Test
  void neverRepeatsACloseTimeHoweverManyClosesASecondHas() {
    assertThat(clock.next(machine.header())).isEqualTo(NOON + 1);
    closeOnce();
    assertThat(clock.next(machine.header())).isEqualTo(NOON + 2);
  }

  @Test
  void standsStillWithinASecondThatLedgersShare() {
    CloseClock shared = new CloseClock(() -> now, Duration.ZERO, true);
    assertThat(shared.next(machine.header())).isEqualTo(NOON);
    assertThat(shared.nanosUntilAllowed(machine.header())).isZero();
    now = Instant.ofEpochSecond(NOON - 3_600);
    assertThat(shared.next(machine.header())).isEqualTo(NOON);
  }

  @Test
  void risesEvenWhenTheClockIsSetBack() {
    now = Instant.ofEpochSecond(NOON - 3_600);
    assertThat(clock.next(machine.header())).isEqualTo(NOON + 1);
  }

  @Test
  void followsTheClockAgainOnceThatHasCaughtUp() {
    now = Instant.ofEpochSecond(NOON + 60);
    assertThat(clock.next(machine.header())).isEqualTo(NOON + 60);
  }

  @Test
  void waitsWhenItWouldRunTooFarAhead() {
    assertThat(clock.nanosUntilAllowed(machine.header())).isZero();
    closeOnce();
    assertThat(clock.nanosUntilAllowed(machine.header())).isZero();
    closeOnce();
    assertThat(clock.nanosUntilAllowed(machine.header()))
        .isEqualTo(Duration.ofSeconds(1).toNanos());
    now = now.plusSeconds(1);
    assertThat(clock.nanosUntilAllowed(machine.header())).isZero();
  }

  @Test
  void leavesAnIdleLedgerAloneUntilTheClockIsLater() {
    closeOnce();
    assertThat(clock.nanosUntilLater(machine.header())).isEqualTo(Duration.ofSeconds(2).toNanos());
  }
}
