package org.corridor.ledger.apply;

import java.util.ArrayList;
import java.util.List;
import org.corridor.ledger.apply.Exchange.Mode;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.Asset;
import org.corridor.ledger.state.LedgerTransaction;
import org.stellar.sdk.xdr.ClaimAtom;
import org.stellar.sdk.xdr.OperationType;
import org.stellar.sdk.xdr.PathPaymentStrictReceiveOp;
import org.stellar.sdk.xdr.PathPaymentStrictReceiveResult;
import org.stellar.sdk.xdr.PathPaymentStrictReceiveResultCode;

/** Delivers exactly an amount, for at most an amount of another asset; walks the path backwards. */
final class PathPaymentStrictReceive extends PathPayment {
  private final long sendMax;
  private final long destAmount;

  PathPaymentStrictReceive(Place place, PathPaymentStrictReceiveOp op) {
    super(
        place,
        op.getSendAsset(),
        op.getDestAsset(),
        AccountId.of(op.getDestination()),
        op.getPath());
    this.sendMax = op.getSendMax().getInt64();
    this.destAmount = op.getDestAmount().getInt64();
  }

  @Override
  boolean amountsValid() {
    return destAmount > 0 && sendMax > 0;
  }

  @Override
  Outcome apply(LedgerTransaction ledger) {
    if (destinationMissing(ledger)) {
      return failed(PathPaymentStrictReceiveResultCode.PATH_PAYMENT_STRICT_RECEIVE_NO_DESTINATION);
    }
    PathPaymentStrictReceiveResultCode code =
        Transfer.deliver(ledger, destination(), received(), destAmount);
    if (!Transfer.done(code)) {
      return failed(code);
    }
    List<Asset> backwards = new ArrayList<>(path().reversed());
    backwards.add(sent());
    List<ClaimAtom> trail = new ArrayList<>();
    Asset wanted = received();
    long amount = destAmount;
    for (Asset asset : backwards) {
      if (asset.equals(wanted)) {
        continue;
      }
      Hop hop =
          hop(
              ledger,
              new Market.Demand(
                  asset, Long.MAX_VALUE, wanted, amount, Mode.STRICT_RECEIVE, offersLeft(trail)));
      if (hop.failure() != null) {
        return hop.failure();
      }
      Market.Conversion conversion = ApplyFault.present(hop.conversion(), "neither of both");
      trail.addAll(0, conversion.trail());
      amount = conversion.sheep();
      wanted = asset;
    }
    if (amount > sendMax) {
      return failed(PathPaymentStrictReceiveResultCode.PATH_PAYMENT_STRICT_RECEIVE_OVER_SENDMAX);
    }
    code = Transfer.charge(ledger, source(), sent(), amount);
    return Transfer.done(code) ? succeeded(trail) : failed(code);
  }

  private Outcome succeeded(List<ClaimAtom> trail) {
    var success = new PathPaymentStrictReceiveResult.PathPaymentStrictReceiveResultSuccess();
    success.setOffers(trail.toArray(ClaimAtom[]::new));
    success.setLast(delivered(destAmount));
    PathPaymentStrictReceiveResult result = new PathPaymentStrictReceiveResult();
    result.setDiscriminant(PathPaymentStrictReceiveResultCode.PATH_PAYMENT_STRICT_RECEIVE_SUCCESS);
    result.setSuccess(success);
    return Outcome.of(
        OperationType.PATH_PAYMENT_STRICT_RECEIVE,
        0,
        tr -> tr.setPathPaymentStrictReceiveResult(result));
  }

  @Override
  Outcome failed(PathPaymentStrictReceiveResultCode code) {
    PathPaymentStrictReceiveResult result = new PathPaymentStrictReceiveResult();
    result.setDiscriminant(code);
    return Outcome.of(
        OperationType.PATH_PAYMENT_STRICT_RECEIVE,
        code.getValue(),
        tr -> tr.setPathPaymentStrictReceiveResult(result));
  }
}
