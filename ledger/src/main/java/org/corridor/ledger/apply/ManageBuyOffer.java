package org.corridor.ledger.apply;

import org.corridor.ledger.apply.Exchange.Trade;
import org.corridor.ledger.state.Asset;
import org.corridor.ledger.state.Price;
import org.stellar.sdk.xdr.ManageBuyOfferOp;
import org.stellar.sdk.xdr.ManageBuyOfferResult;
import org.stellar.sdk.xdr.ManageBuyOfferResultCode;
import org.stellar.sdk.xdr.ManageOfferSuccessResult;
import org.stellar.sdk.xdr.ManageSellOfferResultCode;
import org.stellar.sdk.xdr.OperationType;

/** An offer to buy up to an amount. */
final class ManageBuyOffer extends ManageOffer {
  private final long buyAmount;

  ManageBuyOffer(Place place, ManageBuyOfferOp op) {
    super(
        place,
        new Terms(
            Asset.of(op.getSelling()),
            Asset.of(op.getBuying()),
            op.getOfferID().getInt64(),
            Price.of(op.getPrice()).inverse(),
            false));
    this.buyAmount = op.getBuyAmount().getInt64();
  }

  @Override
  boolean amountValid() {
    return buyAmount >= 0;
  }

  @Override
  boolean deletes() {
    return buyAmount == 0;
  }

  @Override
  Trade liabilities() {
    return Exchange.buyLiabilities(price(), buyAmount);
  }

  @Override
  long limitSheep(long most, long sent) {
    return most;
  }

  @Override
  long limitWheat(long most, long received) {
    return Math.min(most, buyAmount - received);
  }

  @Override
  Outcome failed(ManageSellOfferResultCode code) {
    ManageBuyOfferResult result = new ManageBuyOfferResult();
    result.setDiscriminant(
        Codes.of(
            ManageBuyOfferResultCode.values(),
            code.getValue(),
            ManageBuyOfferResultCode::getValue));
    return Outcome.of(
        OperationType.MANAGE_BUY_OFFER, code.getValue(), tr -> tr.setManageBuyOfferResult(result));
  }

  @Override
  Outcome succeeded(ManageOfferSuccessResult success) {
    ManageBuyOfferResult result = new ManageBuyOfferResult();
    result.setDiscriminant(ManageBuyOfferResultCode.MANAGE_BUY_OFFER_SUCCESS);
    result.setSuccess(success);
    return Outcome.of(OperationType.MANAGE_BUY_OFFER, 0, tr -> tr.setManageBuyOfferResult(result));
  }
}
