package org.corridor.ledger.apply;

import java.util.List;
import org.corridor.ledger.state.ClaimableBalance;
import org.corridor.ledger.state.Entry;
import org.corridor.ledger.state.LedgerTransaction;
import org.corridor.ledger.state.LedgerTransaction.Change;
import org.corridor.ledger.state.LedgerTransaction.Totals;
import org.corridor.ledger.state.LineAsset;
import org.corridor.ledger.state.LiquidityPool;
import org.corridor.ledger.state.PoolShare;
import org.corridor.ledger.state.TrustLine;
import org.jspecify.annotations.Nullable;

/**
 * What all holders have of a credit changes by exactly what its issuer gave out and took back; what
 * they have of a pool's shares, by the change of the pool's own count.
 */
final class CreditsConserved implements Invariant {
  @Override
  public void check(LedgerTransaction ledger, List<Change> changes, Totals before) {
    Tally<LineAsset> held = new Tally<>();
    for (Change change : changes) {
      count(change.after(), 1, held);
      count(change.before(), -1, held);
    }
    ledger.issues().forEach(issue -> held.add(issue.asset(), -issue.amount()));
    held.requireZero("what is held");
  }

  private static void count(@Nullable Entry entry, int sign, Tally<LineAsset> held) {
    switch (entry) {
      case TrustLine line -> held.add(line.asset(), sign * line.balance());
      case ClaimableBalance balance when !balance.asset().isNative() ->
          held.add(balance.asset(), sign * balance.amount());
      case LiquidityPool pool -> {
        if (!pool.assetA().isNative()) {
          held.add(pool.assetA(), sign * pool.reserveA());
        }
        held.add(pool.assetB(), sign * pool.reserveB());
        held.add(new PoolShare(pool.id()), -sign * pool.shares());
      }
      case null, default -> {
        // Nothing else holds credit.
      }
    }
  }
}
