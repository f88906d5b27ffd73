package org.corridor.ledger.horizon;

import java.util.Comparator;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.corridor.ledger.LedgerView;
import org.corridor.ledger.node.LedgerNode;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.Asset;
import org.corridor.ledger.state.Offer;
import org.corridor.ledger.state.Pair;

/** Pages of offers, by their ids. */
final class OfferPages {
  private final LedgerNode node;

  OfferPages(LedgerNode node) {
    this.node = node;
  }

  /** The offers of one account. */
  Page.Source of(Request request, AccountId seller) {
    return pages(request, (view, bounds, cursor) -> ids(view, seller), offer -> true);
  }

  /** What a list is drawn from: all that can be in the page, in the order of ids. */
  private interface Source {
    NavigableSet<Long> ids(LedgerView view, Page.Bounds bounds, Optional<Long> cursor);
  }

  private Page.Source pages(Request request, Source source, Predicate<Offer> filter) {
    StateJson json = new StateJson(node.history(), request.base());
    return bounds -> {
      Optional<Long> cursor =
          bounds.cursor().isEmpty()
              ? Optional.empty()
              : Optional.of(Request.position(bounds.cursor()));
      return node.read(
          view ->
              StatePages.page(
                  view,
                  bounds,
                  cursor,
                  source.ids(view, bounds, cursor),
                  (state, id) -> state.offer(id).filter(filter),
                  offer -> new Page.Item(Long.toString(offer.id()), json.offer(offer))));
    };
  }

  private static NavigableSet<Long> ids(LedgerView view, AccountId seller) {
    NavigableSet<Long> ids = new TreeSet<>();
    view.offers(seller).forEach(offer -> ids.add(offer.id()));
    return ids;
  }

  /** The offers that pass the filters of a request; all without any. */
  Page.Source matching(Request request) {
    Optional<AccountId> seller = request.account("seller");
    Optional<AccountId> sponsor = request.account("sponsor");
    Optional<Asset> selling = asset(request, "selling");
    Optional<Asset> buying = asset(request, "buying");
    Predicate<Offer> filter =
        offer ->
            (seller.isEmpty() || seller.get().equals(offer.seller()))
                && (sponsor.isEmpty() || Objects.equals(sponsor.get(), offer.sponsor()))
                && (selling.isEmpty() || selling.get().equals(offer.selling()))
                && (buying.isEmpty() || buying.get().equals(offer.buying()));
    Source source =
        (view, bounds, cursor) -> {
          if (seller.isPresent()) {
            return ids(view, seller.get());
          }
          if (sponsor.isPresent()) {
            return view.index().offersSponsoredBy(sponsor.get());
          }
          return selling.isEmpty() && buying.isEmpty()
              ? view.index().offers()
              : first(view, selling, buying, bounds, cursor);
        };
    return pages(request, source, filter);
  }

  private static Optional<Asset> asset(Request request, String side) {
    return request
        .parameter(side)
        .map(text -> Request.canonicalAsset(side, text))
        .or(() -> request.asset(side + "_"));
  }

  /** The first ids of the page in the books of an asset, of which no more are kept than it has. */
  private static NavigableSet<Long> first(
      LedgerView view,
      Optional<Asset> selling,
      Optional<Asset> buying,
      Page.Bounds bounds,
      Optional<Long> cursor) {
    Comparator<Long> order =
        bounds.ascending() ? Comparator.naturalOrder() : Comparator.reverseOrder();
    TreeSet<Long> first = new TreeSet<>(order);
    for (Pair pair : view.markets()) {
      boolean wanted =
          (selling.isEmpty() || selling.get().equals(pair.selling()))
              && (buying.isEmpty() || buying.get().equals(pair.buying()));
      if (!wanted) {
        continue;
      }
      for (Offer offer : view.book(pair.selling(), pair.buying())) {
        if (cursor.isEmpty() || order.compare(offer.id(), cursor.get()) > 0) {
          first.add(offer.id());
          if (first.size() > bounds.limit()) {
            first.pollLast();
          }
        }
      }
    }
    NavigableSet<Long> ids = new TreeSet<>();
    ids.addAll(first); // not a copy of the set, which would keep its order
    return ids;
  }
}
