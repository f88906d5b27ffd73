package org.corridor.ledger.apply;

import java.util.Optional;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.Asset;
import org.corridor.ledger.state.LedgerTransaction;
import org.stellar.sdk.xdr.OperationType;
import org.stellar.sdk.xdr.PathPaymentStrictReceiveResultCode;
import org.stellar.sdk.xdr.PaymentOp;
import org.stellar.sdk.xdr.PaymentResult;
import org.stellar.sdk.xdr.PaymentResultCode;

/** Pays an amount of an asset. */
final class Payment extends OperationFrame {
  private final AccountId destination;
  private final Asset asset;
  private final long amount;

  Payment(Place place, PaymentOp op) {
    super(place);
    this.destination = AccountId.of(op.getDestination());
    this.asset = Asset.of(op.getAsset());
    this.amount = op.getAmount().getInt64();
  }

  @Override
  Optional<Outcome> malformed() {
    return amount <= 0 || !asset.valid()
        ? Optional.of(of(PaymentResultCode.PAYMENT_MALFORMED))
        : Optional.empty();
  }

  @Override
  void footprint(LedgerTransaction ledger, Footprint footprint) {
    footprint.changes(destination);
  }

  @Override
  Outcome apply(LedgerTransaction ledger) {
    if (asset.isNative() && destination.equals(source())) {
      return of(PaymentResultCode.PAYMENT_SUCCESS);
    }
    if (!asset.issuedBy(destination) && ledger.peekAccount(destination) == null) {
      return of(PaymentResultCode.PAYMENT_NO_DESTINATION);
    }
    PathPaymentStrictReceiveResultCode code = Transfer.deliver(ledger, destination, asset, amount);
    if (Transfer.done(code)) {
      code = Transfer.charge(ledger, source(), asset, amount);
    }
    return of(Codes.of(PaymentResultCode.values(), code.getValue(), PaymentResultCode::getValue));
  }

  private static Outcome of(PaymentResultCode code) {
    PaymentResult result = new PaymentResult();
    result.setDiscriminant(code);
    return Outcome.of(OperationType.PAYMENT, code.getValue(), tr -> tr.setPaymentResult(result));
  }
}
