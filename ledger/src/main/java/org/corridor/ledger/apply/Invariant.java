package org.corridor.ledger.apply;

import java.util.List;
import org.corridor.ledger.state.LedgerTransaction;
import org.corridor.ledger.state.LedgerTransaction.Change;
import org.corridor.ledger.state.LedgerTransaction.Totals;

/**
 * Something that every close must leave true, whatever the transactions. Checked on what a close
 * changed only, so that it stays on; a violation is a bug and keeps the close from being written.
 */
interface Invariant {
  /** Throws IllegalStateException when the changes violate it. */
  void check(LedgerTransaction ledger, List<Change> changes, Totals before);

  /** Returns all of them. */
  static List<Invariant> all() {
    return List.of(
        new LumensConserved(),
        new CreditsConserved(),
        new BalancesWithinBounds(),
        new SequencesRise(),
        new SponsorshipsCounted(),
        new LiabilitiesMatchOffers(),
        new SubEntriesCounted(),
        new BookNotCrossed());
  }
}
