package org.corridor.adapters.settlement;

import java.time.Duration;

/**
 * How the desk quotes.
 *
 * @param toleranceBasisPoints how far the books may move between quote and settlement before the
 *     payment fails instead, in hundredths of a percent of the side that is not fixed
 * @param quoteLife how long a quote is good
 */
public record FxSettings(int toleranceBasisPoints, Duration quoteLife) {
  /** One whole. */
  public static final int BASIS_POINTS = 10_000;

  /** Checks the bounds. */
  public FxSettings {
    if (toleranceBasisPoints < 0 || toleranceBasisPoints >= BASIS_POINTS) {
      throw new IllegalArgumentException("tolerance must be 0 to 9999 basis points");
    }
    if (quoteLife.isNegative() || quoteLife.isZero()) {
      throw new IllegalArgumentException("a quote must live for some time");
    }
  }

  /** Half a percent of tolerance and thirty seconds of life. */
  public static FxSettings standard() {
    return new FxSettings(50, Duration.ofSeconds(30));
  }
}
