package org.corridor.domain.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import org.corridor.domain.Malformed;
import org.corridor.domain.ReasonCode;

/**
 * A non-negative amount as the ledger counts it: a signed 64-bit number of ten-millionths
 * (stroops).
 *
 * @param stroops ten-millionths of one unit, from 0 to 2^63-1
 */
public record LedgerAmount(long stroops) implements Comparable<LedgerAmount> {
  /** Decimals of every ledger amount. */
  public static final int DECIMALS = 7;

  /** Nothing. */
  public static final LedgerAmount ZERO = new LedgerAmount(0);

  /** Checks the sign. */
  public LedgerAmount {
    if (stroops < 0) {
      throw new IllegalArgumentException("a ledger amount is not negative");
    }
  }

  /**
   * The same amount on the ledger; exact.
   *
   * @throws Malformed when it is negative or exceeds what the ledger can count
   */
  public static LedgerAmount of(Money money) {
    return parse(money.amount());
  }

  /**
   * An amount from Horizon's decimal text.
   *
   * @throws Malformed when it is no such amount
   */
  public static LedgerAmount parse(String decimal) {
    try {
      return parse(new BigDecimal(decimal));
    } catch (NumberFormatException e) {
      throw new Malformed("ledger.amount", ReasonCode.AM12, "not a decimal amount");
    }
  }

  private static LedgerAmount parse(BigDecimal decimal) {
    try {
      return new LedgerAmount(decimal.movePointRight(DECIMALS).longValueExact());
    } catch (ArithmeticException | IllegalArgumentException e) {
      throw new Malformed("ledger.amount", ReasonCode.AM12, "amount cannot be held on the ledger");
    }
  }

  /** The decimal number of units. */
  public BigDecimal toDecimal() {
    return BigDecimal.valueOf(stroops, DECIMALS);
  }

  /**
   * As money.
   *
   * @param currency the currency that the asset stands for
   * @param rounding what to do with what lies below the currency's smallest unit
   */
  public Money toMoney(Currency currency, RoundingMode rounding) {
    return new Money(toDecimal().setScale(currency.getDefaultFractionDigits(), rounding), currency);
  }

  /** The sum. */
  public LedgerAmount plus(LedgerAmount other) {
    return new LedgerAmount(Math.addExact(stroops, other.stroops));
  }

  /** The difference; must not be negative. */
  public LedgerAmount minus(LedgerAmount other) {
    return new LedgerAmount(stroops - other.stroops);
  }

  @Override
  public int compareTo(LedgerAmount other) {
    return Long.compare(stroops, other.stroops);
  }

  /** Decimal text with seven decimals, as Horizon writes it. */
  @Override
  public String toString() {
    return toDecimal().toPlainString();
  }
}
