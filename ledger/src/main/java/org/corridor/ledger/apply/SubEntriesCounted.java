package org.corridor.ledger.apply;

import java.util.List;
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
    Tally<AccountId> differences = new Tally<>();
    for (Change change : changes) {
      count(change.after(), 1, differences);
      count(change.before(), -1, differences);
    }
    differences.requireZero("the count of sub-entries");
  }

  private static void count(@Nullable Entry entry, int sign, Tally<AccountId> differences) {
    switch (entry) {
      case Account account ->
          differences.add(
              account.id(), sign * ((long) account.subEntries() - account.signers().size()));
      case TrustLine line ->
          differences.add(line.owner(), -sign * (long) Sponsorships.reserves(line));
      case Offer offer -> differences.add(offer.seller(), -sign);
      case DataItem item -> differences.add(item.owner(), -sign);
      case null, default -> {
        // Nobody's sub-entry.
      }
    }
  }
}
