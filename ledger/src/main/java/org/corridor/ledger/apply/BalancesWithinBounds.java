package org.corridor.ledger.apply;

import java.util.List;
import org.corridor.ledger.state.Account;
import org.corridor.ledger.state.ClaimableBalance;
import org.corridor.ledger.state.DataItem;
import org.corridor.ledger.state.Entry;
import org.corridor.ledger.state.LedgerTransaction;
import org.corridor.ledger.state.LedgerTransaction.Change;
import org.corridor.ledger.state.LedgerTransaction.Totals;
import org.corridor.ledger.state.LiquidityPool;
import org.corridor.ledger.state.Offer;
import org.corridor.ledger.state.TrustLine;

/** Nothing holds less than nothing, no line more than its limit, and commitments can be kept. */
final class BalancesWithinBounds implements Invariant {
  @Override
  public void check(LedgerTransaction ledger, List<Change> changes, Totals before) {
    for (Change change : changes) {
      Entry after = change.after();
      if (after != null && !sound(after)) {
        throw new IllegalStateException("out of bounds: " + change.key());
      }
    }
  }

  private static boolean sound(Entry entry) {
    return switch (entry) {
      case Account account ->
          // Fees may eat up what offers are committed to sell; room to receive is never lost.
          account.balance() >= 0
              && account.selling() >= 0
              && account.buying() >= 0
              && account.buying() <= Long.MAX_VALUE - account.balance();
      case TrustLine line ->
          line.balance() >= 0
              && line.limit() > 0
              && line.selling() >= 0
              && line.buying() >= 0
              && line.selling() <= line.balance()
              && line.buying() <= line.limit() - line.balance();
      case Offer offer -> offer.amount() > 0 && offer.price().n() > 0 && offer.price().d() > 0;
      case ClaimableBalance balance -> balance.amount() > 0;
      case LiquidityPool pool ->
          pool.reserveA() >= 0 && pool.reserveB() >= 0 && pool.shares() >= 0 && pool.lines() >= 0;
      case DataItem _ -> true;
    };
  }
}
