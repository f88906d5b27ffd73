package org.corridor.ledger.apply;

import org.corridor.ledger.apply.Exchange.Trade;
import org.corridor.ledger.state.Asset;
import org.corridor.ledger.state.Price;
import org.stellar.sdk.xdr.CreatePassiveSellOfferOp;
import org.stellar.sdk.xdr.ManageOfferSuccessResult;
import org.stellar.sdk.xdr.ManageSellOfferOp;
import org.stellar.sdk.xdr.ManageSellOfferResult;
import org.stellar.sdk.xdr.ManageSellOfferResultCode;
import org.stellar.sdk.xdr.OperationType;

/**
 * An offer to sell up to an amount, passive or not. The network reports both operations as the sell
 * offer, so the passive one has no results of its own.
 */
final class ManageSellOffer extends ManageOffer {
  private final long amount;

  ManageSellOffer(Place place, ManageSellOfferOp op) {
    super(
        place,
        new Terms(
            Asset.of(op.getSelling()),
            Asset.of(op.getBuying()),
            op.getOfferID().getInt64(),
            Price.of(op.getPrice()),
            false));
    this.amount = op.getAmount().getInt64();
  }

  ManageSellOffer(Place place, CreatePassiveSellOfferOp op) {
    super(
        place,
        new Terms(
            Asset.of(op.getSelling()), Asset.of(op.getBuying()), 0, Price.of(op.getPrice()), true));
    this.amount = op.getAmount().getInt64();
  }

  @Override
  boolean amountValid() {
    return amount >= 0;
  }

  @Override
  boolean deletes() {
    return amount == 0;
  }

  @Override
  Trade liabilities() {
    return Exchange.liabilities(price(), amount);
  }

  @Override
  long limitSheep(long most, long sent) {
    return Math.min(most, amount - sent);
  }

  @Override
  long limitWheat(long most, long received) {
    return most;
  }

  @Override
  Outcome failed(ManageSellOfferResultCode code) {
    ManageSellOfferResult result = new ManageSellOfferResult();
    result.setDiscriminant(code);
    return Outcome.of(
        OperationType.MANAGE_SELL_OFFER,
        code.getValue(),
        tr -> tr.setManageSellOfferResult(result));
  }

  @Override
  Outcome succeeded(ManageOfferSuccessResult success) {
    ManageSellOfferResult result = new ManageSellOfferResult();
    result.setDiscriminant(ManageSellOfferResultCode.MANAGE_SELL_OFFER_SUCCESS);
    result.setSuccess(success);
    return Outcome.of(
        OperationType.MANAGE_SELL_OFFER, 0, tr -> tr.setManageSellOfferResult(result));
  }
}
