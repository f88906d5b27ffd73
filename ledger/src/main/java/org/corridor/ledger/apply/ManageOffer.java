package org.corridor.ledger.apply;

import java.util.List;
import java.util.Optional;
import org.corridor.ledger.apply.Exchange.Mode;
import org.corridor.ledger.apply.Exchange.Trade;
import org.corridor.ledger.apply.Market.End;
import org.corridor.ledger.state.Asset;
import org.corridor.ledger.state.Key;
import org.corridor.ledger.state.LedgerTransaction;
import org.corridor.ledger.state.Offer;
import org.corridor.ledger.state.Price;
import org.corridor.ledger.state.Stamp;
import org.jspecify.annotations.Nullable;
import org.stellar.sdk.xdr.ClaimAtom;
import org.stellar.sdk.xdr.ManageOfferEffect;
import org.stellar.sdk.xdr.ManageOfferSuccessResult;
import org.stellar.sdk.xdr.ManageSellOfferResultCode;
import org.stellar.sdk.xdr.OperationResultCode;

/**
 * What the operations on offers have in common: make, change or remove an offer, and trade at once
 * with all that it crosses. The source sells <em>sheep</em> for <em>wheat</em>. The codes of the
 * operations have the same values; they are spoken of here by those of the sell offer.
 */
abstract class ManageOffer extends OperationFrame {
  /**
   * What the operation asks for.
   *
   * @param offerId the offer to change, 0 for a new one
   * @param price wheat for a sheep
   * @param passive whether a new offer lets those at its own price stand
   */
  record Terms(Asset sheep, Asset wheat, long offerId, Price price, boolean passive) {}

  private final Terms terms;

  ManageOffer(Place place, Terms terms) {
    super(place);
    this.terms = terms;
  }

  final Price price() {
    return terms.price();
  }

  abstract boolean amountValid();

  abstract boolean deletes();

  /** What the offer would commit its owner to if nothing crossed it. */
  abstract Trade liabilities();

  /** Narrows how much sheep may be sent, given how much was. */
  abstract long limitSheep(long most, long sent);

  /** Narrows how much wheat may be received, given how much was. */
  abstract long limitWheat(long most, long received);

  abstract Outcome failed(ManageSellOfferResultCode code);

  abstract Outcome succeeded(ManageOfferSuccessResult success);

  @Override
  final Optional<Outcome> malformed() {
    Price price = terms.price();
    boolean wellFormed =
        terms.sheep().valid()
            && terms.wheat().valid()
            && !terms.sheep().equals(terms.wheat())
            && amountValid()
            && price.d() > 0
            && price.n() > 0
            && !(terms.offerId() == 0 && deletes())
            && terms.offerId() >= 0;
    return wellFormed
        ? Optional.empty()
        : Optional.of(failed(ManageSellOfferResultCode.MANAGE_SELL_OFFER_MALFORMED));
  }

  private @Nullable ManageSellOfferResultCode cannotTrade(LedgerTransaction ledger) {
    if (!terms.sheep().isNative()) {
      Holding sheep = Holding.peek(ledger, source(), terms.sheep());
      if (!sheep.exists()) {
        return ManageSellOfferResultCode.MANAGE_SELL_OFFER_SELL_NO_TRUST;
      }
      if (sheep.balance() == 0) {
        return ManageSellOfferResultCode.MANAGE_SELL_OFFER_UNDERFUNDED;
      }
      if (!sheep.authorized()) {
        return ManageSellOfferResultCode.MANAGE_SELL_OFFER_SELL_NOT_AUTHORIZED;
      }
    }
    if (!terms.wheat().isNative()) {
      Holding wheat = Holding.peek(ledger, source(), terms.wheat());
      if (!wheat.exists()) {
        return ManageSellOfferResultCode.MANAGE_SELL_OFFER_BUY_NO_TRUST;
      }
      if (!wheat.authorized()) {
        return ManageSellOfferResultCode.MANAGE_SELL_OFFER_BUY_NOT_AUTHORIZED;
      }
    }
    return null;
  }

  /** What the offer keeps whatever becomes of its amount. */
  private record Frame(boolean isNew, boolean passive, Stamp stamp) {}

  @Override
  final Outcome apply(LedgerTransaction ledger) {
    ManageSellOfferResultCode trouble = deletes() ? null : cannotTrade(ledger);
    if (trouble != null) {
      return failed(trouble);
    }
    Frame frame;
    if (terms.offerId() == 0) {
      // Its reserve is taken on first, so that the trade cannot spend it.
      Sponsorships.Created<Offer> created =
          Sponsorships.createOwned(ledger, offer(0, 0, terms.passive(), Stamp.NEW), source());
      if (created.reserve() != Sponsorships.Reserve.DONE) {
        return Outcome.of(
            created.reserve(), failed(ManageSellOfferResultCode.MANAGE_SELL_OFFER_LOW_RESERVE));
      }
      frame = new Frame(true, terms.passive(), created.entry().stamp());
    } else {
      Offer old = (Offer) ledger.load(new Key.OfOffer(source(), terms.offerId()));
      if (old == null) {
        return failed(ManageSellOfferResultCode.MANAGE_SELL_OFFER_NOT_FOUND);
      }
      Offers.releaseLiabilities(ledger, old);
      ledger.remove(old.key());
      frame = new Frame(false, old.passive(), old.stamp());
    }
    return deletes() ? leave(ledger, frame, 0, List.of()) : trade(ledger, frame);
  }

  private Outcome trade(LedgerTransaction ledger, Frame frame) {
    Holding wheat = Holding.peek(ledger, source(), terms.wheat());
    Holding sheep = Holding.peek(ledger, source(), terms.sheep());
    Trade liabilities = liabilities();
    if (wheat.room() < liabilities.sheep()) {
      return failed(ManageSellOfferResultCode.MANAGE_SELL_OFFER_LINE_FULL);
    }
    if (sheep.available() < liabilities.wheat()) {
      return failed(ManageSellOfferResultCode.MANAGE_SELL_OFFER_UNDERFUNDED);
    }
    long maxWheat = limitWheat(wheat.buyable(), 0);
    long maxSheep = limitSheep(sheep.sellable(), 0);
    if (maxWheat == 0) {
      return failed(ManageSellOfferResultCode.MANAGE_SELL_OFFER_LINE_FULL);
    }
    Market.Conversion conversion =
        Market.convert(
            ledger,
            new Market.Demand(
                terms.sheep(),
                maxSheep,
                terms.wheat(),
                maxWheat,
                Mode.OFFER,
                Market.OFFERS_CROSSED_MAX),
            resting -> stopBefore(resting, frame.passive()));
    if (conversion.end() == End.CROSSED_SELF) {
      return failed(ManageSellOfferResultCode.MANAGE_SELL_OFFER_CROSS_SELF);
    }
    if (conversion.end() == End.CROSSED_TOO_MANY) {
      return Outcome.refused(OperationResultCode.opEXCEEDED_WORK_LIMIT);
    }
    if (conversion.wheat() > 0) {
      Holding.load(ledger, source(), terms.wheat()).addOrFault(conversion.wheat());
      Holding.load(ledger, source(), terms.sheep()).addOrFault(-conversion.sheep());
    }
    return leave(ledger, frame, amountLeft(ledger, conversion), conversion.trail());
  }

  private @Nullable End stopBefore(Offer resting, boolean passive) {
    int order = resting.price().compareTo(terms.price().inverse());
    if (order > 0 || (passive && order == 0)) {
      return End.BAD_PRICE;
    }
    return resting.seller().equals(source()) ? End.CROSSED_SELF : null;
  }

  private long amountLeft(LedgerTransaction ledger, Market.Conversion conversion) {
    if (conversion.end() == End.COMPLETE) {
      return 0;
    }
    Holding sheep = Holding.peek(ledger, source(), terms.sheep());
    Holding wheat = Holding.peek(ledger, source(), terms.wheat());
    return Exchange.adjusted(
        terms.price(),
        limitSheep(sheep.sellable(), conversion.sheep()),
        limitWheat(wheat.buyable(), conversion.wheat()));
  }

  /** Leaves an offer of this amount in the book, or gives its reserve back. */
  private Outcome leave(LedgerTransaction ledger, Frame frame, long amount, List<ClaimAtom> trail) {
    ManageOfferSuccessResult success = new ManageOfferSuccessResult();
    success.setOffersClaimed(trail.toArray(ClaimAtom[]::new));
    var left = new ManageOfferSuccessResult.ManageOfferSuccessResultOffer();
    if (amount == 0) {
      Sponsorships.removeOwned(ledger, offer(0, 0, false, frame.stamp()), source());
      left.setDiscriminant(ManageOfferEffect.MANAGE_OFFER_DELETED);
    } else {
      long id = frame.isNew() ? ledger.nextId() : terms.offerId();
      Offer offer = (Offer) ledger.put(offer(id, amount, frame.passive(), frame.stamp()));
      Offers.acquireLiabilities(ledger, offer);
      left.setDiscriminant(
          frame.isNew()
              ? ManageOfferEffect.MANAGE_OFFER_CREATED
              : ManageOfferEffect.MANAGE_OFFER_UPDATED);
      left.setOffer(offer.toOfferEntry());
    }
    success.setOffer(left);
    return succeeded(success);
  }

  private Offer offer(long id, long amount, boolean passive, Stamp stamp) {
    return new Offer(
        source(), id, terms.sheep(), terms.wheat(), amount, terms.price(), passive, stamp);
  }
}
