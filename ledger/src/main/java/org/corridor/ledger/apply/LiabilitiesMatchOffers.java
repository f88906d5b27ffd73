package org.corridor.ledger.apply;

import java.util.List;
import org.corridor.ledger.state.Account;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.Asset;
import org.corridor.ledger.state.Entry;
import org.corridor.ledger.state.LedgerTransaction;
import org.corridor.ledger.state.LedgerTransaction.Change;
import org.corridor.ledger.state.LedgerTransaction.Totals;
import org.corridor.ledger.state.LineAsset;
import org.corridor.ledger.state.Offer;
import org.corridor.ledger.state.TrustLine;
import org.jspecify.annotations.Nullable;

/** What accounts and lines are committed to changes by exactly what their offers ask for. */
final class LiabilitiesMatchOffers implements Invariant {
  private record Holder(AccountId owner, LineAsset asset) {}

  @Override
  public void check(LedgerTransaction ledger, List<Change> changes, Totals before) {
    Tally<Holder> buying = new Tally<>();
    Tally<Holder> selling = new Tally<>();
    for (Change change : changes) {
      count(change.after(), 1, buying, selling);
      count(change.before(), -1, buying, selling);
    }
    buying.requireZero("what offers are committed to buy");
    selling.requireZero("what offers are committed to sell");
  }

  private static void count(
      @Nullable Entry entry, int sign, Tally<Holder> buying, Tally<Holder> selling) {
    switch (entry) {
      case Account account -> {
        Holder holder = new Holder(account.id(), Asset.lumens());
        buying.add(holder, sign * account.buying());
        selling.add(holder, sign * account.selling());
      }
      case TrustLine line -> {
        Holder holder = new Holder(line.owner(), line.asset());
        buying.add(holder, sign * line.buying());
        selling.add(holder, sign * line.selling());
      }
      case Offer offer -> {
        Exchange.Trade most = Exchange.liabilities(offer.price(), offer.amount());
        if (!offer.buying().issuedBy(offer.seller())) {
          buying.add(new Holder(offer.seller(), offer.buying()), -sign * most.sheep());
        }
        if (!offer.selling().issuedBy(offer.seller())) {
          selling.add(new Holder(offer.seller(), offer.selling()), -sign * most.wheat());
        }
      }
      case null, default -> {
        // Nothing else commits anybody.
      }
    }
  }
}
