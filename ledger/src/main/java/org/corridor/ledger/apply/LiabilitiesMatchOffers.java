package org.corridor.ledger.apply;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    Map<Holder, Long> buying = new HashMap<>();
    Map<Holder, Long> selling = new HashMap<>();
    for (Change change : changes) {
      count(change.after(), 1, buying, selling);
      count(change.before(), -1, buying, selling);
    }
    require(buying, "buying");
    require(selling, "selling");
  }

  private static void require(Map<Holder, Long> differences, String side) {
    differences.forEach(
        (holder, difference) -> {
          if (difference != 0) {
            throw new IllegalStateException(
                side + " liabilities of " + holder + " differ from its offers by " + difference);
          }
        });
  }

  private static void count(
      @Nullable Entry entry, int sign, Map<Holder, Long> buying, Map<Holder, Long> selling) {
    switch (entry) {
      case Account account -> {
        Holder holder = new Holder(account.id(), Asset.lumens());
        buying.merge(holder, sign * account.buying(), Long::sum);
        selling.merge(holder, sign * account.selling(), Long::sum);
      }
      case TrustLine line -> {
        Holder holder = new Holder(line.owner(), line.asset());
        buying.merge(holder, sign * line.buying(), Long::sum);
        selling.merge(holder, sign * line.selling(), Long::sum);
      }
      case Offer offer -> {
        Exchange.Trade most = Exchange.liabilities(offer.price(), offer.amount());
        if (!offer.buying().issuedBy(offer.seller())) {
          buying.merge(new Holder(offer.seller(), offer.buying()), -sign * most.sheep(), Long::sum);
        }
        if (!offer.selling().issuedBy(offer.seller())) {
          selling.merge(
              new Holder(offer.seller(), offer.selling()), -sign * most.wheat(), Long::sum);
        }
      }
      case null, default -> {
        // Nothing else commits anybody.
      }
    }
  }
}
