package org.corridor.ledger.apply;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.corridor.ledger.state.Account;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.DataItem;
import org.corridor.ledger.state.Entry;
import org.corridor.ledger.state.LedgerTransaction;
import org.corridor.ledger.state.LedgerTransaction.Change;
import org.corridor.ledger.state.LedgerTransaction.Totals;
import org.corridor.ledger.state.Offer;
import org.corridor.ledger.state.TrustLine;
import org.jspecify.annotations.Nullable;

/** An account's count of sub-entries changes by exactly the sub-entries that come and go. */
final class SubEntriesCounted implements Invariant {
  @Override
  public void check(LedgerTransaction ledger, List<Change> changes, Totals before) {
    Map<AccountId, Integer> differences = new HashMap<>();
    for (Change change : changes) {
      count(change.after(), 1, differences);
      count(change.before(), -1, differences);
    }
    differences.forEach(
        (account, difference) -> {
          if (difference != 0) {
            throw new IllegalStateException(
                "sub-entries of " + account + " are miscounted by " + difference);
          }
        });
  }

  private static void count(@Nullable Entry entry, int sign, Map<AccountId, Integer> differences) {
    switch (entry) {
      case Account account ->
          differences.merge(
              account.id(), sign * (account.subEntries() - account.signers().size()), Integer::sum);
      case TrustLine line ->
          differences.merge(line.owner(), -sign * Sponsorships.reserves(line), Integer::sum);
      case Offer offer -> differences.merge(offer.seller(), -sign, Integer::sum);
      case DataItem item -> differences.merge(item.owner(), -sign, Integer::sum);
      case null, default -> {
        // Nobody's sub-entry.
      }
    }
  }
}
