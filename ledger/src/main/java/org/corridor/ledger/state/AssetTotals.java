package org.corridor.ledger.state;

import java.math.BigInteger;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an issued asset adds up to: who holds it and how much, by what its holders may do. */
public final class AssetTotals {
  private final Map<Standing, Sum> lines = new EnumMap<>(Standing.class);
  private final Sum claimable = new Sum();
  private final Sum pooled = new Sum();

  /** What a holder may do. */
  public enum Standing {
    /** Send, receive and trade. */
    AUTHORIZED,
    /** Keep offers, no more. */
    MAINTAINS_LIABILITIES,
    /** Nothing. */
    UNAUTHORIZED;

    private static Standing of(TrustLine line) {
      if (line.authorized()) {
        return AUTHORIZED;
      }
      return line.maintainsLiabilities() ? MAINTAINS_LIABILITIES : UNAUTHORIZED;
    }
  }

  /** How many amounts there are, and their sum, which may be more than a long holds. */
  private static final class Sum {
    private static final Sum NONE = new Sum();

    private int count;
    private long high;
    private long low;

    /** Adds an amount, or takes it away when the sign is -1. */
    private void add(long magnitude, int sign) {
      count += sign;
      long amount = sign * magnitude;
      long before = low;
      low += amount;
      high += (amount < 0 ? -1 : 0) + (Long.compareUnsigned(low, before) < 0 ? 1 : 0);
    }

    private BigInteger value() {
      return BigInteger.valueOf(high)
          .shiftLeft(Long.SIZE)
          .add(new BigInteger(Long.toUnsignedString(low)));
    }
  }

  void line(@Nullable TrustLine line, int sign) {
    if (line != null) {
      lines.computeIfAbsent(Standing.of(line), _ -> new Sum()).add(line.balance(), sign);
    }
  }

  void claimable(long amount, int sign) {
    claimable.add(amount, sign);
  }

  void pool(long amount, int sign) {
    pooled.add(amount, sign);
  }

  boolean isEmpty() {
    int count = claimable.count + pooled.count;
    for (Sum sum : lines.values()) {
      count += sum.count;
    }
    return count == 0;
  }

  /** How many lines there are of this standing. */
  public int lines(Standing standing) {
    return lines.getOrDefault(standing, Sum.NONE).count;
  }

  /** What they hold together, in stroops. */
  public BigInteger balance(Standing standing) {
    return lines.getOrDefault(standing, Sum.NONE).value();
  }

  /** How many claimable balances there are. */
  public int claimables() {
    return claimable.count;
  }

  /** What is claimable, in stroops. */
  public BigInteger claimable() {
    return claimable.value();
  }

  /** How many liquidity pools have the asset as a reserve. */
  public int pools() {
    return pooled.count;
  }

  /** What is in their reserves, in stroops. */
  public BigInteger pooled() {
    return pooled.value();
  }

  /** What there is of the asset, wherever it is, in stroops. */
  public BigInteger supply() {
    BigInteger supply = claimable().add(pooled());
    for (Standing standing : Standing.values()) {
      supply = supply.add(balance(standing));
    }
    return supply;
  }
}
