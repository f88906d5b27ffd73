package org.corridor.ledger.apply;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.Asset;
import org.corridor.ledger.state.LedgerTransaction;
import org.corridor.ledger.state.Offer;

/** What an offer commits its owner to, and the removal of offers. */
final class Offers {
  private Offers() {}

  /** Commits the owner to what the offer may buy and sell. */
  static void acquireLiabilities(LedgerTransaction ledger, Offer offer) {
    changeLiabilities(ledger, offer, 1);
  }

  /** Frees the owner of what the offer may buy and sell. */
  static void releaseLiabilities(LedgerTransaction ledger, Offer offer) {
    changeLiabilities(ledger, offer, -1);
  }

  private static void changeLiabilities(LedgerTransaction ledger, Offer offer, int sign) {
    Exchange.Trade most = Exchange.liabilities(offer.price(), offer.amount());
    Holding buying = Holding.load(ledger, offer.seller(), offer.buying());
    ApplyFault.unless(buying.addBuying(sign * most.sheep()), "buying liabilities do not fit");
    Holding selling = Holding.load(ledger, offer.seller(), offer.selling());
    ApplyFault.unless(selling.addSelling(sign * most.wheat()), "selling liabilities do not fit");
  }

  /** Removes all offers of an account that buy or sell an asset. */
  static void removeAll(LedgerTransaction ledger, AccountId owner, Asset asset) {
    List<Offer> offers = new ArrayList<>(ledger.ownedBy(owner, Offer.class));
    offers.removeIf(offer -> !offer.selling().equals(asset) && !offer.buying().equals(asset));
    offers.sort(Comparator.comparingLong(Offer::id));
    for (Offer offer : offers) {
      releaseLiabilities(ledger, offer);
      Sponsorships.removeOwned(ledger, offer, owner);
      ledger.remove(offer.key());
    }
  }
}
