package org.corridor.ledger.apply;

import java.util.Optional;
import org.corridor.ledger.state.Bytes;
import org.corridor.ledger.state.Key;
import org.corridor.ledger.state.LedgerTransaction;
import org.corridor.ledger.state.LiquidityPool;
import org.corridor.ledger.state.PoolShare;
import org.corridor.ledger.state.TrustLine;
import org.stellar.sdk.xdr.LiquidityPoolWithdrawOp;
import org.stellar.sdk.xdr.LiquidityPoolWithdrawResult;
import org.stellar.sdk.xdr.LiquidityPoolWithdrawResultCode;
import org.stellar.sdk.xdr.OperationType;

/** Turns shares of a pool back into both of its assets. */
final class PoolWithdraw extends OperationFrame {
  private final Bytes poolId;
  private final long shares;
  private final long minA;
  private final long minB;

  PoolWithdraw(Place place, LiquidityPoolWithdrawOp op) {
    super(place);
    this.poolId = Bytes.of(op.getLiquidityPoolID().getPoolID().getHash());
    this.shares = op.getAmount().getInt64();
    this.minA = op.getMinAmountA().getInt64();
    this.minB = op.getMinAmountB().getInt64();
  }

  @Override
  Optional<Outcome> malformed() {
    return shares <= 0 || minA < 0 || minB < 0
        ? Optional.of(of(LiquidityPoolWithdrawResultCode.LIQUIDITY_POOL_WITHDRAW_MALFORMED))
        : Optional.empty();
  }

  @Override
  Outcome apply(LedgerTransaction ledger) {
    TrustLine shareLine = ledger.loadTrustLine(source(), new PoolShare(poolId));
    if (shareLine == null) {
      return of(LiquidityPoolWithdrawResultCode.LIQUIDITY_POOL_WITHDRAW_NO_TRUST);
    }
    if (Balances.available(shareLine) < shares) {
      return of(LiquidityPoolWithdrawResultCode.LIQUIDITY_POOL_WITHDRAW_UNDERFUNDED);
    }
    LiquidityPool pool =
        (LiquidityPool) ApplyFault.present(ledger.load(new Key.OfPool(poolId)), "no pool");
    long amountA = Pools.worth(shares, pool.shares(), pool.reserveA());
    if (amountA < minA) {
      return of(LiquidityPoolWithdrawResultCode.LIQUIDITY_POOL_WITHDRAW_UNDER_MINIMUM);
    }
    if (!Holding.load(ledger, source(), pool.assetA()).add(amountA)) {
      return of(LiquidityPoolWithdrawResultCode.LIQUIDITY_POOL_WITHDRAW_LINE_FULL);
    }
    long amountB = Pools.worth(shares, pool.shares(), pool.reserveB());
    if (amountB < minB) {
      return of(LiquidityPoolWithdrawResultCode.LIQUIDITY_POOL_WITHDRAW_UNDER_MINIMUM);
    }
    if (!Holding.load(ledger, source(), pool.assetB()).add(amountB)) {
      return of(LiquidityPoolWithdrawResultCode.LIQUIDITY_POOL_WITHDRAW_LINE_FULL);
    }
    ledger.put(ApplyFault.present(Balances.add(shareLine, -shares), "available but not there"));
    ledger.put(
        pool.withReserves(
            pool.reserveA() - amountA, pool.reserveB() - amountB, pool.shares() - shares));
    return of(LiquidityPoolWithdrawResultCode.LIQUIDITY_POOL_WITHDRAW_SUCCESS);
  }

  private static Outcome of(LiquidityPoolWithdrawResultCode code) {
    LiquidityPoolWithdrawResult result = new LiquidityPoolWithdrawResult();
    result.setDiscriminant(code);
    return Outcome.of(
        OperationType.LIQUIDITY_POOL_WITHDRAW,
        code.getValue(),
        tr -> tr.setLiquidityPoolWithdrawResult(result));
  }
}
