package org.corridor.domain.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands until it is moved; starts at {@link Samples#NOON}. */
public final class FakeClock implements InstantSource {
  private volatile Instant now = Samples.NOON;

  @Override
  public Instant instant() {
    return now;
  }

  /** Moves on. */
  public void advance(Duration by) {
    now = now.plus(by);
  }
}
