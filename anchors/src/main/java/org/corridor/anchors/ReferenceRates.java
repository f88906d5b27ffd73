package org.corridor.anchors;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Map;

/**
 * Euro reference rates of one day, as the European Central Bank publishes them.
 *
 * @param date the day
 * @param perEuro how many units of a currency one euro is worth, by ISO 4217 code; the euro itself
 *     need not be there
 */
public record ReferenceRates(LocalDate date, Map<String, BigDecimal> perEuro) {
  /** Dirhams for one US dollar: the Central Bank of the UAE holds this peg since 1997. */
  public static final BigDecimal DIRHAMS_PER_DOLLAR = new BigDecimal("3.6725");

  /** Copies the rates and checks their sign. */
  public ReferenceRates {
    perEuro = Map.copyOf(perEuro);
    if (perEuro.values().stream().anyMatch(rate -> rate.signum() <= 0)) {
      throw new IllegalArgumentException("a rate is positive");
    }
  }

  /**
   * How many units of {@code counter} one unit of {@code base} is worth, to sixteen digits.
   *
   * @throws IllegalArgumentException when there is no rate for one of them
   */
  public BigDecimal mid(Currency base, Currency counter) {
    return perEuro(counter).divide(perEuro(base), MathContext.DECIMAL64);
  }

  /** How many units of a currency one euro is worth. */
  public BigDecimal perEuro(Currency currency) {
    String code = currency.getCurrencyCode();
    BigDecimal rate = perEuro.get(code);
    if (rate != null) {
      return rate;
    }
    return switch (code) {
      case "EUR" -> BigDecimal.ONE;
      // The European Central Bank does not list the dirham.
      case "AED" -> perEuro(Currency.getInstance("USD")).multiply(DIRHAMS_PER_DOLLAR);
      default -> throw new IllegalArgumentException("no reference rate for " + code);
    };
  }
}
