package org.corridor.ledger.apply;

import java.math.BigInteger;
import java.util.Optional;
import org.corridor.ledger.apply.Wide.Rounding;
import org.corridor.ledger.state.Bytes;
import org.corridor.ledger.state.Key;
import org.corridor.ledger.state.LedgerTransaction;
import org.corridor.ledger.state.LiquidityPool;
import org.corridor.ledger.state.PoolShare;
import org.corridor.ledger.state.Price;
import org.corridor.ledger.state.TrustLine;
import org.stellar.sdk.xdr.LiquidityPoolDepositOp;
import org.stellar.sdk.xdr.LiquidityPoolDepositResult;
import org.stellar.sdk.xdr.LiquidityPoolDepositResultCode;
import org.stellar.sdk.xdr.OperationType;

/** Puts both assets in a pool, in its proportion, for shares. */
final class PoolDeposit extends OperationFrame {
  private final Bytes poolId;
  private final long maxA;
  private final long maxB;
  private final Price minPrice;
  private final Price maxPrice;

  private record Amounts(long a, long b, long shares) {}

  PoolDeposit(Place place, LiquidityPoolDepositOp op) {
    super(place);
    this.poolId = Bytes.of(op.getLiquidityPoolID().getPoolID().getHash());
    this.maxA = op.getMaxAmountA().getInt64();
    this.maxB = op.getMaxAmountB().getInt64();
    this.minPrice = Price.of(op.getMinPrice());
    this.maxPrice = Price.of(op.getMaxPrice());
  }

  @Override
  Optional<Outcome> malformed() {
    boolean valid =
        maxA > 0
            && maxB > 0
            && minPrice.n() > 0
            && minPrice.d() > 0
            && maxPrice.n() > 0
            && maxPrice.d() > 0
            && minPrice.compareTo(maxPrice) <= 0;
    return valid
        ? Optional.empty()
        : Optional.of(of(LiquidityPoolDepositResultCode.LIQUIDITY_POOL_DEPOSIT_MALFORMED));
  }

  @Override
  Outcome apply(LedgerTransaction ledger) {
    TrustLine shareLine = ledger.loadTrustLine(source(), new PoolShare(poolId));
    if (shareLine == null) {
      return of(LiquidityPoolDepositResultCode.LIQUIDITY_POOL_DEPOSIT_NO_TRUST);
    }
    LiquidityPool pool =
        (LiquidityPool) ApplyFault.present(ledger.load(new Key.OfPool(poolId)), "no pool");
    Holding holdingA = Holding.load(ledger, source(), pool.assetA());
    Holding holdingB = Holding.load(ledger, source(), pool.assetB());
    ApplyFault.unless(holdingA.exists() && holdingB.exists(), "no lines for the pool's assets");
    if (!holdingA.authorized() || !holdingB.authorized()) {
      return of(LiquidityPoolDepositResultCode.LIQUIDITY_POOL_DEPOSIT_NOT_AUTHORIZED);
    }
    Amounts amounts = pool.shares() == 0 ? first() : proportional(pool);
    if (holdingA.available() < amounts.a() || holdingB.available() < amounts.b()) {
      return of(LiquidityPoolDepositResultCode.LIQUIDITY_POOL_DEPOSIT_UNDERFUNDED);
    }
    if (badPrice(amounts.a(), amounts.b())) {
      return of(LiquidityPoolDepositResultCode.LIQUIDITY_POOL_DEPOSIT_BAD_PRICE);
    }
    if (Balances.room(shareLine) < amounts.shares()) {
      return of(LiquidityPoolDepositResultCode.LIQUIDITY_POOL_DEPOSIT_LINE_FULL);
    }
    if (Long.MAX_VALUE - amounts.a() < pool.reserveA()
        || Long.MAX_VALUE - amounts.b() < pool.reserveB()
        || Long.MAX_VALUE - amounts.shares() < pool.shares()) {
      return of(LiquidityPoolDepositResultCode.LIQUIDITY_POOL_DEPOSIT_POOL_FULL);
    }
    ApplyFault.unless(
        amounts.a() > 0 && amounts.b() > 0 && amounts.shares() > 0, "nothing to deposit");
    holdingA.addOrFault(-amounts.a());
    holdingB.addOrFault(-amounts.b());
    ledger.put(ApplyFault.present(Balances.add(shareLine, amounts.shares()), "no room for shares"));
    ledger.put(
        pool.withReserves(
            pool.reserveA() + amounts.a(),
            pool.reserveB() + amounts.b(),
            pool.shares() + amounts.shares()));
    return of(LiquidityPoolDepositResultCode.LIQUIDITY_POOL_DEPOSIT_SUCCESS);
  }

  /** The first deposit sets the price; its shares are the geometric mean, rounded down. */
  private Amounts first() {
    BigInteger product = BigInteger.valueOf(maxA).multiply(BigInteger.valueOf(maxB));
    return new Amounts(maxA, maxB, product.sqrt().longValueExact());
  }

  /**
   * As many shares as both maxima allow, rounded down, and for these the amounts rounded up: the
   * depositor never gets more of the pool than it puts in.
   */
  private Amounts proportional(LiquidityPool pool) {
    long sharesA = Wide.product(pool.shares(), maxA).dividedBy(pool.reserveA(), Rounding.DOWN);
    long sharesB = Wide.product(pool.shares(), maxB).dividedBy(pool.reserveB(), Rounding.DOWN);
    ApplyFault.unless(
        sharesA != Wide.OVERFLOW || sharesB != Wide.OVERFLOW, "both shares overflowed");
    long shares =
        sharesA == Wide.OVERFLOW
            ? sharesB
            : sharesB == Wide.OVERFLOW ? sharesA : Math.min(sharesA, sharesB);
    return new Amounts(
        Wide.product(shares, pool.reserveA()).dividedExactlyBy(pool.shares(), Rounding.UP),
        Wide.product(shares, pool.reserveB()).dividedExactlyBy(pool.shares(), Rounding.UP),
        shares);
  }

  private boolean badPrice(long a, long b) {
    return a == 0
        || b == 0
        || Wide.product(a, minPrice.d()).compareTo(Wide.product(b, minPrice.n())) < 0
        || Wide.product(a, maxPrice.d()).compareTo(Wide.product(b, maxPrice.n())) > 0;
  }

  private static Outcome of(LiquidityPoolDepositResultCode code) {
    LiquidityPoolDepositResult result = new LiquidityPoolDepositResult();
    result.setDiscriminant(code);
    return Outcome.of(
        OperationType.LIQUIDITY_POOL_DEPOSIT,
        code.getValue(),
        tr -> tr.setLiquidityPoolDepositResult(result));
  }
}
