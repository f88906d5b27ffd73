package org.corridor.ledger.apply;

import java.util.ArrayList;
import java.util.List;
import org.corridor.ledger.apply.Exchange.Limits;
import org.corridor.ledger.apply.Exchange.Mode;
import org.corridor.ledger.apply.Exchange.Swap;
import org.corridor.ledger.apply.Exchange.Trade;
import org.corridor.ledger.state.Asset;
import org.corridor.ledger.state.KeyXdr;
import org.corridor.ledger.state.LedgerTransaction;
import org.corridor.ledger.state.LiquidityPool;
import org.corridor.ledger.state.Offer;
import org.corridor.ledger.state.Pair;
import org.jspecify.annotations.Nullable;
import org.stellar.sdk.xdr.ClaimAtom;
import org.stellar.sdk.xdr.ClaimAtomType;
import org.stellar.sdk.xdr.ClaimLiquidityAtom;
import org.stellar.sdk.xdr.ClaimOfferAtom;
import org.stellar.sdk.xdr.Int64;

/** Converts one asset into another: against the book, or the pool when it is no worse. */
final class Market {
  /** The most offers that an operation may cross. */
  static final int OFFERS_CROSSED_MAX = 1_000;

  private Market() {}

  /** How a conversion ended. */
  enum End {
    /** One of the limits was reached exactly. */
    COMPLETE,
    /** The book had no more, or what it had cannot be used. */
    PARTIAL,
    /** The next offer's price is too bad. */
    BAD_PRICE,
    /** The next offer is the taker's own. */
    CROSSED_SELF,
    /** There were too many offers to cross. */
    CROSSED_TOO_MANY
  }

  /** What to do with the offer that is best. */
  interface Filter {
    /** Returns why to stop before this offer, null to take it. */
    @Nullable End stop(Offer offer);
  }

  /** What is asked: at most these amounts, of sheep against wheat. */
  record Demand(Asset sheep, long maxSheep, Asset wheat, long maxWheat, Mode mode, int maxOffers) {}

  /** What was done. */
  record Conversion(End end, long sheep, long wheat, List<ClaimAtom> trail) {}

  /**
   * Converts, and changes everything but the taker's own balances. Only path payments use pools:
   * they compare the whole trade, and the pool does it unless the book is strictly better.
   */
  static Conversion convert(LedgerTransaction ledger, Demand demand, Filter filter) {
    Swap swap = Swap.IMPOSSIBLE;
    LiquidityPool pool = demand.mode() == Mode.OFFER ? null : Pools.between(ledger, demand);
    if (pool != null && demand.maxOffers() > 0) {
      swap = Pools.quote(pool, demand);
    }
    try (LedgerTransaction.Nested nested = ledger.nested()) {
      Conversion byBook = crossBook(ledger, demand, filter);
      if (pool == null || swap.equals(Swap.IMPOSSIBLE) || isBetter(byBook, swap)) {
        nested.commit();
        return byBook;
      }
    }
    Pools.swap(ledger, pool, demand, swap);
    List<ClaimAtom> trail = new ArrayList<>();
    trail.add(atom(pool, demand, swap));
    return new Conversion(End.COMPLETE, swap.in(), swap.out(), trail);
  }

  private static boolean isBetter(Conversion byBook, Swap swap) {
    return byBook.end() == End.COMPLETE
        && Wide.product(swap.in(), byBook.wheat())
                .compareTo(Wide.product(swap.out(), byBook.sheep()))
            > 0;
  }

  private static Conversion crossBook(LedgerTransaction ledger, Demand demand, Filter filter) {
    long sheep = 0;
    long wheat = 0;
    List<ClaimAtom> trail = new ArrayList<>();
    boolean needMore = demand.maxWheat() > 0 && demand.maxSheep() > 0;
    if (needMore && demand.maxOffers() == 0) {
      return new Conversion(End.CROSSED_TOO_MANY, 0, 0, trail);
    }
    Pair side = new Pair(demand.wheat(), demand.sheep());
    while (needMore) {
      Offer offer = ledger.book(side).best();
      if (offer == null) {
        return new Conversion(End.PARTIAL, sheep, wheat, trail);
      }
      End stop = filter.stop(offer);
      if (stop == null && trail.size() >= demand.maxOffers()) {
        stop = End.CROSSED_TOO_MANY;
      }
      if (stop != null) {
        return new Conversion(stop, sheep, wheat, trail);
      }
      Crossing crossing =
          cross(ledger, offer, demand.maxWheat() - wheat, demand.maxSheep() - sheep, demand.mode());
      trail.add(crossing.atom());
      sheep += crossing.trade().sheep();
      wheat += crossing.trade().wheat();
      needMore =
          !crossing.trade().wheatStays() && demand.maxWheat() > wheat && demand.maxSheep() > sheep;
      if (needMore && !crossing.taken()) {
        return new Conversion(End.PARTIAL, sheep, wheat, trail);
      }
    }
    return new Conversion(End.COMPLETE, sheep, wheat, trail);
  }

  private record Crossing(Trade trade, boolean taken, ClaimAtom atom) {}

  /** Trades with one resting offer and leaves of it what is left. */
  private static Crossing cross(
      LedgerTransaction ledger, Offer resting, long maxWheat, long maxSheep, Mode mode) {
    Offer offer = (Offer) ledger.put(resting);
    // Frees what the offer itself has reserved, so that the limits below are those of the trade.
    Offers.releaseLiabilities(ledger, offer);
    Holding sheepHolding = Holding.load(ledger, offer.seller(), offer.buying());
    Holding wheatHolding = Holding.load(ledger, offer.seller(), offer.selling());
    long amount = adjust(offer, offer.amount(), wheatHolding, sheepHolding);
    Limits limits =
        new Limits(
            Math.min(amount, wheatHolding.sellable()), maxWheat, maxSheep, sheepHolding.buyable());
    Trade trade = Exchange.trade(offer.price(), limits, mode);
    sheepHolding.addOrFault(trade.sheep());
    wheatHolding.addOrFault(-trade.wheat());
    long left =
        trade.wheatStays() ? adjust(offer, amount - trade.wheat(), wheatHolding, sheepHolding) : 0;
    if (left == 0) {
      Sponsorships.removeOwned(ledger, offer, offer.seller());
      ledger.remove(offer.key());
    } else {
      Offer smaller = offer.withAmount(left);
      ledger.put(smaller);
      Offers.acquireLiabilities(ledger, smaller);
    }
    return new Crossing(trade, left == 0, atom(offer, trade));
  }

  private static long adjust(Offer offer, long amount, Holding wheat, Holding sheep) {
    return Exchange.adjusted(offer.price(), Math.min(amount, wheat.sellable()), sheep.buyable());
  }

  private static ClaimAtom atom(Offer offer, Trade trade) {
    ClaimOfferAtom order = new ClaimOfferAtom();
    order.setSellerID(offer.seller().toXdr());
    order.setOfferID(new Int64(offer.id()));
    order.setAssetSold(offer.selling().toXdr());
    order.setAmountSold(new Int64(trade.wheat()));
    order.setAssetBought(offer.buying().toXdr());
    order.setAmountBought(new Int64(trade.sheep()));
    ClaimAtom atom = new ClaimAtom();
    atom.setDiscriminant(ClaimAtomType.CLAIM_ATOM_TYPE_ORDER_BOOK);
    atom.setOrderBook(order);
    return atom;
  }

  private static ClaimAtom atom(LiquidityPool pool, Demand demand, Swap swap) {
    ClaimLiquidityAtom liquidity = new ClaimLiquidityAtom();
    liquidity.setLiquidityPoolID(KeyXdr.poolId(pool.id()));
    liquidity.setAssetSold(demand.wheat().toXdr());
    liquidity.setAmountSold(new Int64(swap.out()));
    liquidity.setAssetBought(demand.sheep().toXdr());
    liquidity.setAmountBought(new Int64(swap.in()));
    ClaimAtom atom = new ClaimAtom();
    atom.setDiscriminant(ClaimAtomType.CLAIM_ATOM_TYPE_LIQUIDITY_POOL);
    atom.setLiquidityPool(liquidity);
    return atom;
  }
}
