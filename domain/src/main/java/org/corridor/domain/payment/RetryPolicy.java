package org.corridor.domain.payment;

import java.time.Duration;

/**
 * How often and how late something is tried again that met a fault that may pass.
 *
 * @param first the first delay; doubled with each try
 * @param most the longest delay
 * @param triesMax tries that must have failed before it is given up
 * @param patience age that a payment must have reached before it is given up
 */
public record RetryPolicy(Duration first, Duration most, int triesMax, Duration patience) {
  /** From a quarter of a second to ten seconds, given up after 12 tries and a minute. */
  public static final RetryPolicy STANDARD =
      new RetryPolicy(Duration.ofMillis(250), Duration.ofSeconds(10), 12, Duration.ofMinutes(1));

  private static final int DOUBLINGS_MAX = 20;

  /** The delay before the next try. */
  Duration delay(int tries) {
    Duration delay = first.multipliedBy(1L << Math.min(tries, DOUBLINGS_MAX));
    return delay.compareTo(most) > 0 ? most : delay;
  }

  /** Whether it is to be given up after one more failure. */
  boolean isExhausted(int tries, Duration age) {
    return tries + 1 >= triesMax && age.compareTo(patience) >= 0;
  }
}
