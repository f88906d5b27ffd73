package org.corridor.ledger.apply;

import java.util.List;
import org.corridor.ledger.state.Account;
import org.corridor.ledger.state.LedgerTransaction;
import org.corridor.ledger.state.LedgerTransaction.Change;
import org.corridor.ledger.state.LedgerTransaction.Totals;

/**
 * An account's sequence number never falls, and a new account's is above all that one of its name
 * can have had before; otherwise a transaction of the past could be applied again.
 */
final class SequencesRise implements Invariant {
  @Override
  public void check(LedgerTransaction ledger, List<Change> changes, Totals before) {
    for (Change change : changes) {
      if (!(change.after() instanceof Account after)) {
        continue;
      }
      long least =
          change.before() instanceof Account old
              ? old.sequence()
              : CreateAccount.startingSequence(ledger.ledger());
      if (after.sequence() < least) {
        throw new IllegalStateException(
            "the sequence number of " + after.id() + " fell below " + least);
      }
    }
  }
}
