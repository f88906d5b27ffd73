package org.corridor.adapters.settlement;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The offers that sell one asset for another, best first, as one snapshot told; walked as the
 * ledger walks them, with its rounding. What is taken is gone, so that two quotes of one snapshot
 * never count on the same offer. Not safe for use by many threads.
 */
final class OrderBook {
  private List<Level> levels;

  OrderBook(List<Level> levels) {
    this.levels = new ArrayList<>(levels);
  }

  /**
   * The offers at one price.
   *
   * @param n what is asked, in stroops of the asset that we give, for
   * @param d stroops of the asset that we get
   * @param amount how much we can get, in stroops
   */
  record Level(long n, long d, long amount) {}

  /** What is given and got, in stroops. */
  record Fill(long give, long get) {}

  /** What we get for exactly {@code give}; empty when the offers do not suffice. */
  Optional<Fill> send(long give) {
    return fill(give, true, new ArrayList<>(levels));
  }

  /** What exactly {@code get} costs; empty when the offers do not suffice. */
  Optional<Fill> receive(long get) {
    return fill(get, false, new ArrayList<>(levels));
  }

  /** Takes what {@link #send} told. */
  void takeSent(long give) {
    List<Level> rest = new ArrayList<>(levels);
    fill(give, true, rest);
    levels = rest;
  }

  /** Takes what {@link #receive} told. */
  void takeReceived(long get) {
    List<Level> rest = new ArrayList<>(levels);
    fill(get, false, rest);
    levels = rest;
  }

  private static Optional<Fill> fill(long limit, boolean sending, List<Level> rest) {
    try {
      return walk(limit, sending, rest);
    } catch (ArithmeticException e) {
      // The offer asks for more than the ledger can count, so nobody can take it.
      return Optional.empty();
    }
  }

  /**
   * Walks the levels and leaves in the list what would remain of them.
   *
   * <p>Rounding, as the protocol has it (CAP-0003, exchange version 10, as path payments use it):
   * an offer that is taken whole is rounded in the taker's favour, one that stays in its own.
   */
  private static Optional<Fill> walk(long limit, boolean sending, List<Level> rest) {
    long give = 0;
    long get = 0;
    while (!rest.isEmpty() && (sending ? give : get) < limit) {
      Level level = rest.getFirst();
      long left = limit - (sending ? give : get);
      BigInteger offered = product(level.amount, level.n);
      BigInteger wanted = product(left, sending ? level.d : level.n);
      Fill fill;
      if (offered.compareTo(wanted) > 0) {
        fill = sending ? new Fill(left, floor(left, level.d, level.n)) : cost(level, left);
        rest.set(0, new Level(level.n, level.d, level.amount - fill.get));
      } else {
        fill = whole(level);
        rest.removeFirst();
      }
      give = Math.addExact(give, fill.give);
      get = Math.addExact(get, fill.get);
    }
    boolean filled = (sending ? give : get) >= limit;
    return filled && give > 0 && get > 0 ? Optional.of(new Fill(give, get)) : Optional.empty();
  }

  private static Fill cost(Level level, long get) {
    return new Fill(ceiling(get, level.n, level.d), get);
  }

  private static Fill whole(Level level) {
    long give = floor(level.amount, level.n, level.d);
    return level.n > level.d
        ? new Fill(give, level.amount)
        : new Fill(give, Math.min(level.amount, ceiling(give, level.d, level.n)));
  }

  private static BigInteger product(long a, long b) {
    return BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
  }

  private static long floor(long amount, long n, long d) {
    return product(amount, n).divide(BigInteger.valueOf(d)).longValueExact();
  }

  private static long ceiling(long amount, long n, long d) {
    BigInteger divisor = BigInteger.valueOf(d);
    return product(amount, n)
        .add(divisor.subtract(BigInteger.ONE))
        .divide(divisor)
        .longValueExact();
  }
}
