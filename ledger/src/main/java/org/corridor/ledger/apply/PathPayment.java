package org.corridor.ledger.apply;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.corridor.ledger.apply.Market.End;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.Asset;
import org.corridor.ledger.state.LedgerTransaction;
import org.jspecify.annotations.Nullable;
import org.stellar.sdk.xdr.ClaimAtom;
import org.stellar.sdk.xdr.Int64;
import org.stellar.sdk.xdr.OperationResultCode;
import org.stellar.sdk.xdr.PathPaymentStrictReceiveResultCode;
import org.stellar.sdk.xdr.SimplePaymentResult;

/** What the two payments through markets have in common. */
abstract class PathPayment extends OperationFrame {
  private final Asset sent;
  private final Asset received;
  private final AccountId destination;
  private final List<Asset> path;

  PathPayment(
      Place place,
      org.stellar.sdk.xdr.Asset sent,
      org.stellar.sdk.xdr.Asset received,
      AccountId destination,
      org.stellar.sdk.xdr.Asset[] path) {
    super(place);
    this.sent = Asset.of(sent);
    this.received = Asset.of(received);
    this.destination = destination;
    List<Asset> assets = new ArrayList<>(path.length);
    for (org.stellar.sdk.xdr.Asset asset : path) {
      assets.add(Asset.of(asset));
    }
    this.path = List.copyOf(assets);
  }

  final Asset sent() {
    return sent;
  }

  final Asset received() {
    return received;
  }

  final AccountId destination() {
    return destination;
  }

  final List<Asset> path() {
    return path;
  }

  /** Reports an end without a delivery. */
  abstract Outcome failed(PathPaymentStrictReceiveResultCode code);

  @Override
  final Optional<Outcome> malformed() {
    boolean assetsValid = sent.valid() && received.valid() && path.stream().allMatch(Asset::valid);
    return amountsValid() && assetsValid
        ? Optional.empty()
        : Optional.of(
            failed(PathPaymentStrictReceiveResultCode.PATH_PAYMENT_STRICT_RECEIVE_MALFORMED));
  }

  abstract boolean amountsValid();

  final boolean destinationMissing(LedgerTransaction ledger) {
    return !Transfer.returnsToIssuer(sent, received, !path.isEmpty(), destination)
        && ledger.peekAccount(destination) == null;
  }

  /** One hop: the conversion, or how it failed. */
  record Hop(Market.@Nullable Conversion conversion, @Nullable Outcome failure) {}

  /** Converts exactly: {@code demand} has one bounded side, which must be reached. */
  final Hop hop(LedgerTransaction ledger, Market.Demand demand) {
    Market.Conversion conversion =
        Market.convert(
            ledger, demand, offer -> offer.seller().equals(source()) ? End.CROSSED_SELF : null);
    boolean exact =
        demand.mode() == Exchange.Mode.STRICT_SEND
            ? conversion.sheep() == demand.maxSheep()
            : conversion.wheat() == demand.maxWheat();
    if (conversion.end() == End.COMPLETE && exact) {
      return new Hop(conversion, null);
    }
    return switch (conversion.end()) {
      case COMPLETE, PARTIAL ->
          new Hop(
              null,
              failed(
                  PathPaymentStrictReceiveResultCode.PATH_PAYMENT_STRICT_RECEIVE_TOO_FEW_OFFERS));
      case CROSSED_SELF ->
          new Hop(
              null,
              failed(
                  PathPaymentStrictReceiveResultCode.PATH_PAYMENT_STRICT_RECEIVE_OFFER_CROSS_SELF));
      case CROSSED_TOO_MANY ->
          new Hop(null, Outcome.refused(OperationResultCode.opEXCEEDED_WORK_LIMIT));
      case BAD_PRICE -> throw new IllegalStateException("path payments have no price of their own");
    };
  }

  static int offersLeft(List<ClaimAtom> trail) {
    return Market.OFFERS_CROSSED_MAX - trail.size();
  }

  final SimplePaymentResult delivered(long amount) {
    SimplePaymentResult last = new SimplePaymentResult();
    last.setDestination(destination.toXdr());
    last.setAsset(received.toXdr());
    last.setAmount(new Int64(amount));
    return last;
  }
}
