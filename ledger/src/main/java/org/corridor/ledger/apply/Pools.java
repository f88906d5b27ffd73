package org.corridor.ledger.apply;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.corridor.ledger.apply.Exchange.Mode;
import org.corridor.ledger.apply.Exchange.Swap;
import org.corridor.ledger.crypto.Digests;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.Asset;
import org.corridor.ledger.state.Bytes;
import org.corridor.ledger.state.Key;
import org.corridor.ledger.state.LedgerTransaction;
import org.corridor.ledger.state.LiquidityPool;
import org.corridor.ledger.state.TrustLine;
import org.jspecify.annotations.Nullable;
import org.stellar.sdk.xdr.Int32;
import org.stellar.sdk.xdr.LiquidityPoolConstantProductParameters;
import org.stellar.sdk.xdr.LiquidityPoolParameters;
import org.stellar.sdk.xdr.LiquidityPoolType;

/** Pools: their names, what they trade, and how trust lines hang on them. */
final class Pools {
  /** The fee of every pool, in basis points. */
  static final int FEE = 30;

  private Pools() {}

  /** Returns the name of the pool of two assets, the smaller one first. */
  static Bytes id(Asset assetA, Asset assetB) {
    LiquidityPoolConstantProductParameters product = new LiquidityPoolConstantProductParameters();
    product.setAssetA(assetA.toXdr());
    product.setAssetB(assetB.toXdr());
    product.setFee(new Int32(FEE));
    LiquidityPoolParameters parameters = new LiquidityPoolParameters();
    parameters.setDiscriminant(LiquidityPoolType.LIQUIDITY_POOL_CONSTANT_PRODUCT);
    parameters.setConstantProduct(product);
    try {
      return Bytes.of(Digests.sha256(parameters.toXdrByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
  }

  /** Returns the pool that could do a conversion, null when there is none with reserves. */
  static @Nullable LiquidityPool between(LedgerTransaction ledger, Market.Demand demand) {
    boolean inOrder = demand.sheep().compareTo(demand.wheat()) < 0;
    Bytes id = inOrder ? id(demand.sheep(), demand.wheat()) : id(demand.wheat(), demand.sheep());
    LiquidityPool pool = (LiquidityPool) ledger.peek(new Key.OfPool(id));
    return pool != null && pool.reserveA() > 0 && pool.reserveB() > 0 ? pool : null;
  }

  static Swap quote(LiquidityPool pool, Market.Demand demand) {
    boolean intoA = pool.assetA().equals(demand.sheep());
    long reserveIn = intoA ? pool.reserveA() : pool.reserveB();
    long reserveOut = intoA ? pool.reserveB() : pool.reserveA();
    return demand.mode() == Mode.STRICT_SEND
        ? Exchange.swapIn(demand.maxSheep(), reserveIn, reserveOut, pool.fee())
        : Exchange.swapOut(demand.maxWheat(), reserveIn, reserveOut, pool.fee());
  }

  static void swap(LedgerTransaction ledger, LiquidityPool pool, Market.Demand demand, Swap swap) {
    boolean intoA = pool.assetA().equals(demand.sheep());
    long deltaA = intoA ? swap.in() : -swap.out();
    long deltaB = intoA ? -swap.out() : swap.in();
    ledger.put(
        pool.withReserves(pool.reserveA() + deltaA, pool.reserveB() + deltaB, pool.shares()));
  }

  /** Returns what a number of shares is worth in one of the two reserves. */
  static long worth(long shares, long allShares, long reserve) {
    ApplyFault.unless(shares <= allShares, "more shares than there are");
    return Wide.product(shares, reserve).dividedExactlyBy(allShares, Wide.Rounding.DOWN);
  }

  /** Lets go of the line of one of the assets when a line of shares goes. */
  static void releaseLine(LedgerTransaction ledger, AccountId owner, Asset asset) {
    if (!asset.isNative() && !asset.issuedBy(owner)) {
      TrustLine line =
          ApplyFault.present(ledger.loadTrustLine(owner, asset), "no line for the pool's asset");
      ApplyFault.unless(line.poolUses() > 0, "the line is in no pool");
      ledger.put(line.withPoolUses(line.poolUses() - 1));
    }
  }

  /** Counts one line of shares less; the pool goes with the last. */
  static void releasePool(LedgerTransaction ledger, Bytes id) {
    LiquidityPool pool =
        (LiquidityPool) ApplyFault.present(ledger.load(new Key.OfPool(id)), "no pool");
    LiquidityPool changed = pool.withLines(pool.lines() - 1);
    if (changed.lines() == 0) {
      ledger.remove(pool.key());
    } else {
      ledger.put(changed);
    }
  }
}
