package org.corridor.ledger.apply;

import java.util.List;
import org.corridor.ledger.state.Account;
import org.corridor.ledger.state.ClaimableBalance;
import org.corridor.ledger.state.Entry;
import org.corridor.ledger.state.LedgerTransaction;
import org.corridor.ledger.state.LedgerTransaction.Change;
import org.corridor.ledger.state.LedgerTransaction.Totals;
import org.corridor.ledger.state.LiquidityPool;
import org.jspecify.annotations.Nullable;

/** Lumens are neither made nor lost: what entries lose is in the fee pool. */
final class LumensConserved implements Invariant {
  @Override
  public void check(LedgerTransaction ledger, List<Change> changes, Totals before) {
    long delta = 0;
    for (Change change : changes) {
      delta += lumens(change.after()) - lumens(change.before());
    }
    long expected =
        (ledger.totals().totalCoins() - before.totalCoins())
            - (ledger.totals().feePool() - before.feePool());
    if (delta != expected) {
      throw new IllegalStateException(
          "lumens of entries changed by " + delta + ", not by " + expected);
    }
  }

  private static long lumens(@Nullable Entry entry) {
    return switch (entry) {
      case Account account -> account.balance();
      case ClaimableBalance balance when balance.asset().isNative() -> balance.amount();
      case LiquidityPool pool when pool.assetA().isNative() -> pool.reserveA();
      case null, default -> 0;
    };
  }
}
