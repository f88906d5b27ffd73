package org.corridor.domain.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Objects;
import org.corridor.domain.Malformed;
import org.corridor.domain.ReasonCode;

/**
 * An exact amount in one currency. The scale is always the currency's number of decimals (ISO
 * 4217), so that equal amounts are equal records. May be zero or negative: positions and journals
 * need both; a transfer asks for {@link #isPositive()} itself. Immutable.
 *
 * @param amount the amount in major units, at the currency's scale, of at most {@value #DIGITS_MAX}
 *     digits
 * @param currency an ISO 4217 currency with defined decimals
 */
public record Money(BigDecimal amount, Currency currency) implements Comparable<Money> {
  /** ISO 20022 ActiveCurrencyAndAmount: total digits. */
  public static final int DIGITS_MAX = 18;

  /**
   * Checks and normalises.
   *
   * @throws Malformed when the amount has more decimals than the currency or more than 18 digits
   */
  public Money {
    Objects.requireNonNull(amount);
    int decimals = currency.getDefaultFractionDigits();
    if (decimals < 0) {
      throw new Malformed("currency.decimals", ReasonCode.AM03, "currency has no minor unit");
    }
    if (amount.precision() - amount.scale() > DIGITS_MAX
        || amount.stripTrailingZeros().scale() > decimals) {
      throw new Malformed(
          "amount.format",
          ReasonCode.AM12,
          "amount must have at most %d digits and %d decimals".formatted(DIGITS_MAX, decimals));
    }
    amount = amount.setScale(decimals, RoundingMode.UNNECESSARY);
    if (amount.precision() > DIGITS_MAX) {
      throw new Malformed(
          "amount.format",
          ReasonCode.AM12,
          "amount must have at most %d digits".formatted(DIGITS_MAX));
    }
  }

  /**
   * An amount from its decimal text and currency code, as messages carry them.
   *
   * @throws Malformed when either is not one
   */
  public static Money of(String amount, String currencyCode) {
    Currency currency = currency(currencyCode);
    if (amount.length() > DIGITS_MAX + 2 || !amount.matches("-?\\d+(\\.\\d*)?")) {
      throw new Malformed(
          "amount.format", ReasonCode.AM12, "amount is not a decimal number of at most 18 digits");
    }
    return new Money(new BigDecimal(amount), currency);
  }

  /**
   * The ISO 4217 currency of a code.
   *
   * @throws Malformed when there is none
   */
  public static Currency currency(String code) {
    try {
      return Currency.getInstance(code);
    } catch (IllegalArgumentException e) {
      throw new Malformed("currency.code", ReasonCode.AM11, "currency is not an ISO 4217 code");
    }
  }

  /** Zero of a currency. */
  public static Money zero(Currency currency) {
    return new Money(BigDecimal.ZERO, currency);
  }

  /** The sum; both must be of one currency. */
  public Money plus(Money other) {
    return new Money(amount.add(same(other).amount), currency);
  }

  /** The difference; both must be of one currency. */
  public Money minus(Money other) {
    return new Money(amount.subtract(same(other).amount), currency);
  }

  /** The amount with its sign turned. */
  public Money negated() {
    return new Money(amount.negate(), currency);
  }

  /** Whether the amount is above zero. */
  public boolean isPositive() {
    return amount.signum() > 0;
  }

  /** Whether the amount is zero. */
  public boolean isZero() {
    return amount.signum() == 0;
  }

  /** Compares amounts of one currency. */
  @Override
  public int compareTo(Money other) {
    return amount.compareTo(same(other).amount);
  }

  /** The amount and the code, for example {@code 12.50 EUR}. */
  @Override
  public String toString() {
    return amount.toPlainString() + " " + currency.getCurrencyCode();
  }

  private Money same(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException("cannot mix " + currency + " and " + other.currency);
    }
    return other;
  }
}
