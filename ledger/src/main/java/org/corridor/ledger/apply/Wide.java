package org.corridor.ledger.apply;

import java.math.BigInteger;
import org.corridor.ledger.state.Price;

/** An exact product of two non-negative 64-bit numbers. */
record Wide(long high, long low) implements Comparable<Wide> {
  /** What division does with a remainder. */
  enum Rounding {
    DOWN,
    UP
  }

  /** Stands for a quotient that does not fit in 63 bits. */
  static final long OVERFLOW = -1;

  static Wide product(long a, long b) {
    return new Wide(Math.multiplyHigh(a, b), a * b);
  }

  /** How much of the other asset an amount is worth, before the division by the denominator. */
  static Wide atNumerator(long amount, Price price) {
    return product(amount, price.n());
  }

  static Wide atDenominator(long amount, Price price) {
    return product(amount, price.d());
  }

  static Wide min(Wide a, Wide b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  /** Returns the quotient, {@link #OVERFLOW} when it does not fit. */
  long dividedBy(long divisor, Rounding rounding) {
    if (high == 0 && low >= 0) {
      long quotient = low / divisor;
      if (rounding == Rounding.UP && quotient * divisor != low) {
        quotient++;
      }
      return quotient;
    }
    return divide(toBigInteger(), BigInteger.valueOf(divisor), rounding);
  }

  /** Returns the quotient; it must fit. */
  long dividedExactlyBy(long divisor, Rounding rounding) {
    long quotient = dividedBy(divisor, rounding);
    ApplyFault.unless(quotient != OVERFLOW, "a quotient overflowed");
    return quotient;
  }

  static long divide(BigInteger dividend, BigInteger divisor, Rounding rounding) {
    BigInteger[] parts = dividend.divideAndRemainder(divisor);
    BigInteger quotient =
        rounding == Rounding.UP && parts[1].signum() != 0 ? parts[0].add(BigInteger.ONE) : parts[0];
    return quotient.bitLength() < Long.SIZE ? quotient.longValueExact() : OVERFLOW;
  }

  BigInteger toBigInteger() {
    return BigInteger.valueOf(high)
        .shiftLeft(Long.SIZE)
        .add(new BigInteger(Long.toUnsignedString(low)));
  }

  @Override
  public int compareTo(Wide other) {
    int order = Long.compare(high, other.high);
    return order != 0 ? order : Long.compareUnsigned(low, other.low);
  }
}
