package org.corridor.ledger.state;

/**
 * A constant-product pool of two assets.
 *
 * @param assetA the smaller of the two assets
 * @param fee in basis points
 * @param shares how many shares all holders have together
 * @param lines how many trust lines hold, or may hold, shares
 */
public record LiquidityPool(
    Bytes id,
    Asset assetA,
    Asset assetB,
    int fee,
    long reserveA,
    long reserveB,
    long shares,
    long lines,
    Stamp stamp)
    implements Entry {
  @Override
  public Key.OfPool key() {
    return new Key.OfPool(id);
  }

  @Override
  public LiquidityPool withStamp(Stamp newStamp) {
    return new LiquidityPool(id, assetA, assetB, fee, reserveA, reserveB, shares, lines, newStamp);
  }

  /** Returns the pool with other reserves and shares. */
  public LiquidityPool withReserves(long newReserveA, long newReserveB, long newShares) {
    return new LiquidityPool(
        id, assetA, assetB, fee, newReserveA, newReserveB, newShares, lines, stamp);
  }

  /** Returns the pool with another number of share lines. */
  public LiquidityPool withLines(long newLines) {
    return new LiquidityPool(id, assetA, assetB, fee, reserveA, reserveB, shares, newLines, stamp);
  }
}
