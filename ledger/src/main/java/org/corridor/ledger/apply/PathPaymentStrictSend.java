package org.corridor.ledger.apply;

import java.util.ArrayList;
import java.util.List;
import org.corridor.ledger.apply.Exchange.Mode;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.Asset;
import org.corridor.ledger.state.LedgerTransaction;
import org.stellar.sdk.xdr.ClaimAtom;
import org.stellar.sdk.xdr.OperationType;
import org.stellar.sdk.xdr.PathPaymentStrictReceiveResultCode;
import org.stellar.sdk.xdr.PathPaymentStrictSendOp;
import org.stellar.sdk.xdr.PathPaymentStrictSendResult;
import org.stellar.sdk.xdr.PathPaymentStrictSendResultCode;

/** Sends exactly an amount, to deliver at least an amount of another asset. */
final class PathPaymentStrictSend extends PathPayment {
  private final long sendAmount;
  private final long destMin;

  PathPaymentStrictSend(Place place, PathPaymentStrictSendOp op) {
    super(
        place,
        op.getSendAsset(),
        op.getDestAsset(),
        AccountId.of(op.getDestination()),
        op.getPath());
    this.sendAmount = op.getSendAmount().getInt64();
    this.destMin = op.getDestMin().getInt64();
  }

  @Override
  boolean amountsValid() {
    return sendAmount > 0 && destMin > 0;
  }

  @Override
  Outcome apply(LedgerTransaction ledger) {
    if (destinationMissing(ledger)) {
      return failed(PathPaymentStrictReceiveResultCode.PATH_PAYMENT_STRICT_RECEIVE_NO_DESTINATION);
    }
    PathPaymentStrictReceiveResultCode code = Transfer.charge(ledger, source(), sent(), sendAmount);
    if (!Transfer.done(code)) {
      return failed(code);
    }
    List<Asset> forwards = new ArrayList<>(path());
    forwards.add(received());
    List<ClaimAtom> trail = new ArrayList<>();
    Asset held = sent();
    long amount = sendAmount;
    for (Asset asset : forwards) {
      if (asset.equals(held)) {
        continue;
      }
      Hop hop =
          hop(
              ledger,
              new Market.Demand(
                  held, amount, asset, Long.MAX_VALUE, Mode.STRICT_SEND, offersLeft(trail)));
      if (hop.failure() != null) {
        return hop.failure();
      }
      Market.Conversion conversion = ApplyFault.present(hop.conversion(), "neither of both");
      trail.addAll(conversion.trail());
      amount = conversion.wheat();
      held = asset;
    }
    if (amount < destMin) {
      return failed(PathPaymentStrictReceiveResultCode.PATH_PAYMENT_STRICT_RECEIVE_OVER_SENDMAX);
    }
    code = Transfer.deliver(ledger, destination(), received(), amount);
    return Transfer.done(code) ? succeeded(trail, amount) : failed(code);
  }

  private Outcome succeeded(List<ClaimAtom> trail, long amount) {
    var success = new PathPaymentStrictSendResult.PathPaymentStrictSendResultSuccess();
    success.setOffers(trail.toArray(ClaimAtom[]::new));
    success.setLast(delivered(amount));
    PathPaymentStrictSendResult result = new PathPaymentStrictSendResult();
    result.setDiscriminant(PathPaymentStrictSendResultCode.PATH_PAYMENT_STRICT_SEND_SUCCESS);
    result.setSuccess(success);
    return Outcome.of(
        OperationType.PATH_PAYMENT_STRICT_SEND, 0, tr -> tr.setPathPaymentStrictSendResult(result));
  }

  @Override
  Outcome failed(PathPaymentStrictReceiveResultCode code) {
    PathPaymentStrictSendResult result = new PathPaymentStrictSendResult();
    result.setDiscriminant(
        Codes.of(
            PathPaymentStrictSendResultCode.values(),
            code.getValue(),
            PathPaymentStrictSendResultCode::getValue));
    return Outcome.of(
        OperationType.PATH_PAYMENT_STRICT_SEND,
        code.getValue(),
        tr -> tr.setPathPaymentStrictSendResult(result));
  }
}
