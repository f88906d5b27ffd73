package org.corridor.ledger.apply;

import java.math.BigInteger;
import org.corridor.ledger.apply.Wide.Rounding;
import org.corridor.ledger.state.Price;

/**
 * How much changes hands when two offers meet: the arithmetic of stellar-core since protocol 10.
 *
 * <p>The resting offer sells <em>wheat</em> and wants <em>sheep</em>; its price is n/d sheep for a
 * wheat. The taker sends sheep. Two questions are kept apart: which of the two offers is the larger
 * one, and how to round.
 *
 * <p><b>Size.</b> In sheep, and times d so that it is a whole number, the resting offer can do
 * {@code min(maxWheatSend * n, maxSheepReceive * d)} and the taker {@code min(maxWheatReceive * n,
 * maxSheepSend * d)}. The comparison of these two products is exact, so exactly one offer is used
 * up: the smaller one, the taker at a tie staying for the resting one's sake never.
 *
 * <p><b>Rounding.</b> The amount of the asset that is worth more per unit is computed first, from
 * the smaller side, rounded down: it is the coarser one, so the other can follow it closely. Then
 * the other amount is rounded in favour of the offer that stays. Every limit holds: a floor of a
 * value that is at most limit * n (or * d) divided by n (or d) is at most the limit, and the
 * ceiling of something at most a whole limit is at most that limit. And the favoured side never
 * gets a worse price than its own, as flooring what it gives or ceiling what it gets can only help
 * it.
 *
 * <p><b>Bound on the favour.</b> A trade between offers whose rounding would move the price by more
 * than 1% does not happen: both amounts are zero and the smaller offer goes away. A path payment
 * states its own limit on the whole, so there the resting offer may be favoured without bound.
 */
final class Exchange {
  private static final int PERCENT = 100;
  private static final int BASIS_POINTS = 10_000;

  private Exchange() {}

  /** What asks for the trade, as each rounds in its own way. */
  enum Mode {
    OFFER,
    STRICT_RECEIVE,
    STRICT_SEND
  }

  /**
   * What changes hands.
   *
   * @param wheat what the resting offer gives
   * @param sheep what it gets
   * @param wheatStays whether the resting offer is the larger one
   */
  record Trade(long wheat, long sheep, boolean wheatStays) {}

  /** What goes into a pool and what comes out of it. */
  record Swap(long in, long out) {
    /** The pool cannot do it. */
    static final Swap IMPOSSIBLE = new Swap(-1, -1);
  }

  /** The four limits of a trade, none negative. */
  record Limits(long wheatSend, long wheatReceive, long sheepSend, long sheepReceive) {}

  static Trade trade(Price price, Limits limits, Mode mode) {
    Trade trade = withoutBound(price, limits, mode);
    if (trade.wheat() > 0 && trade.sheep() > 0) {
      if (mode == Mode.OFFER) {
        return withinOnePercent(price, trade.wheat(), trade.sheep(), false)
            ? trade
            : new Trade(0, 0, trade.wheatStays());
      }
      ApplyFault.unless(
          withinOnePercent(price, trade.wheat(), trade.sheep(), true),
          "a path payment favoured its sender by more than 1%");
      return trade;
    }
    if (mode == Mode.STRICT_SEND) {
      // To send exactly what was asked, sheep may have to be given for no wheat at all.
      ApplyFault.unless(trade.sheep() != 0, "a strict send sent nothing");
      return trade;
    }
    return new Trade(0, 0, trade.wheatStays());
  }

  static Trade withoutBound(Price price, Limits limits, Mode mode) {
    Wide wheatValue =
        Wide.min(
            Wide.atNumerator(limits.wheatSend(), price),
            Wide.atDenominator(limits.sheepReceive(), price));
    Wide sheepValue =
        Wide.min(
            Wide.atDenominator(limits.sheepSend(), price),
            Wide.atNumerator(limits.wheatReceive(), price));
    boolean wheatStays = wheatValue.compareTo(sheepValue) > 0;
    boolean wheatIsDearer = price.n() > price.d();
    long wheat;
    long sheep;
    if (wheatStays && mode == Mode.STRICT_SEND) {
      wheat = sheepValue.dividedExactlyBy(price.n(), Rounding.DOWN);
      sheep = Math.min(limits.sheepSend(), limits.sheepReceive());
    } else if (wheatStays && (wheatIsDearer || mode == Mode.STRICT_RECEIVE)) {
      // Strict receive: wheat first whatever the price, so that exactly what was asked arrives.
      wheat = sheepValue.dividedExactlyBy(price.n(), Rounding.DOWN);
      sheep = Wide.atNumerator(wheat, price).dividedExactlyBy(price.d(), Rounding.UP);
    } else if (wheatStays) {
      sheep = sheepValue.dividedExactlyBy(price.d(), Rounding.DOWN);
      wheat = Wide.atDenominator(sheep, price).dividedExactlyBy(price.n(), Rounding.DOWN);
    } else if (wheatIsDearer) {
      wheat = wheatValue.dividedExactlyBy(price.n(), Rounding.DOWN);
      sheep = Wide.atNumerator(wheat, price).dividedExactlyBy(price.d(), Rounding.DOWN);
    } else {
      sheep = wheatValue.dividedExactlyBy(price.d(), Rounding.DOWN);
      wheat = Wide.atDenominator(sheep, price).dividedExactlyBy(price.n(), Rounding.UP);
    }
    ApplyFault.unless(
        wheat >= 0 && wheat <= Math.min(limits.wheatReceive(), limits.wheatSend()),
        "wheat out of bounds");
    ApplyFault.unless(
        sheep >= 0 && sheep <= Math.min(limits.sheepReceive(), limits.sheepSend()),
        "sheep out of bounds");
    return new Trade(wheat, sheep, wheatStays);
  }

  /** Compares 100 * |n * wheat - d * sheep| with n * wheat, all in whole numbers. */
  private static boolean withinOnePercent(
      Price price, long wheat, long sheep, boolean mayFavourWheat) {
    BigInteger asked =
        BigInteger.valueOf((long) PERCENT * price.n()).multiply(BigInteger.valueOf(wheat));
    BigInteger given =
        BigInteger.valueOf((long) PERCENT * price.d()).multiply(BigInteger.valueOf(sheep));
    if (mayFavourWheat && given.compareTo(asked) > 0) {
      return true;
    }
    BigInteger bound = BigInteger.valueOf(price.n()).multiply(BigInteger.valueOf(wheat));
    return asked.subtract(given).abs().compareTo(bound) <= 0;
  }

  /**
   * Returns how much of its wheat an offer can really trade with a taker without limits. Applying
   * it twice changes nothing more.
   */
  static long adjusted(Price price, long maxWheatSend, long maxSheepReceive) {
    Limits limits = new Limits(maxWheatSend, Long.MAX_VALUE, Long.MAX_VALUE, maxSheepReceive);
    return trade(price, limits, Mode.OFFER).wheat();
  }

  /** Returns what an offer of an amount of wheat commits its owner to. */
  static Trade liabilities(Price price, long amount) {
    Limits limits = new Limits(amount, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
    return withoutBound(price, limits, Mode.OFFER);
  }

  /** Returns what an offer to buy an amount of wheat for sheep commits its owner to. */
  static Trade buyLiabilities(Price price, long buyAmount) {
    Limits limits = new Limits(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, buyAmount);
    return withoutBound(price, limits, Mode.OFFER);
  }

  /**
   * Returns what a pool of constant product gives for exactly an amount put in.
   *
   * <p>out = floor(reserveOut * in * (1 - fee) / (reserveIn + in * (1 - fee))), fee in basis
   * points: the product of the reserves cannot shrink, since out is rounded down.
   */
  static Swap swapIn(long in, long reserveIn, long reserveOut, int fee) {
    if (in > Long.MAX_VALUE - reserveIn) {
      return Swap.IMPOSSIBLE;
    }
    BigInteger kept = BigInteger.valueOf(BASIS_POINTS - fee);
    BigInteger amount = BigInteger.valueOf(in);
    BigInteger divisor =
        BigInteger.valueOf(BASIS_POINTS)
            .multiply(BigInteger.valueOf(reserveIn))
            .add(kept.multiply(amount));
    long out =
        Wide.divide(
            kept.multiply(BigInteger.valueOf(reserveOut)).multiply(amount), divisor, Rounding.DOWN);
    return out > 0 ? new Swap(in, out) : Swap.IMPOSSIBLE;
  }

  /**
   * Returns what must be put in a pool of constant product to get exactly an amount out.
   *
   * <p>in = ceil(reserveIn * out / ((reserveOut - out) * (1 - fee))), fee in basis points.
   */
  static Swap swapOut(long out, long reserveIn, long reserveOut, int fee) {
    if (out >= reserveOut) {
      return Swap.IMPOSSIBLE;
    }
    BigInteger divisor =
        BigInteger.valueOf(reserveOut - out).multiply(BigInteger.valueOf(BASIS_POINTS - fee));
    long in =
        Wide.divide(
            BigInteger.valueOf(BASIS_POINTS)
                .multiply(BigInteger.valueOf(reserveIn))
                .multiply(BigInteger.valueOf(out)),
            divisor,
            Rounding.UP);
    return in != Wide.OVERFLOW && in <= Long.MAX_VALUE - reserveIn
        ? new Swap(in, out)
        : Swap.IMPOSSIBLE;
  }
}
