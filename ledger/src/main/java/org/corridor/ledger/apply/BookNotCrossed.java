package org.corridor.ledger.apply;

import java.util.List;
import org.corridor.ledger.state.LedgerTransaction;
import org.corridor.ledger.state.LedgerTransaction.Change;
import org.corridor.ledger.state.LedgerTransaction.Totals;
import org.corridor.ledger.state.Offer;
import org.corridor.ledger.state.Pair;

/** The best offers of both sides of a market would not trade with each other. */
final class BookNotCrossed implements Invariant {
  @Override
  public void check(LedgerTransaction ledger, List<Change> changes, Totals before) {
    for (Pair side : ledger.touchedMarkets()) {
      Offer ask = ledger.book(side).best();
      Offer bid = ledger.book(side.opposite()).best();
      if (ask == null || bid == null) {
        continue;
      }
      int order = ask.price().compareTo(bid.price().inverse());
      boolean crossed = order < 0 || (order == 0 && !ask.passive() && !bid.passive());
      if (crossed) {
        throw new IllegalStateException(
            "offers " + ask.id() + " and " + bid.id() + " cross each other");
      }
    }
  }
}
