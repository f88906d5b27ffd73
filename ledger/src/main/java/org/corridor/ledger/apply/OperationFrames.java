package org.corridor.ledger.apply;

import org.corridor.ledger.apply.OperationFrame.Place;
import org.stellar.sdk.xdr.Operation;

/** Finds the class of an operation. */
final class OperationFrames {
  private OperationFrames() {}

  /** Returns the operation's frame; throws IllegalArgumentException on those after protocol 19. */
  static OperationFrame of(Operation operation, Place place) {
    Operation.OperationBody body = operation.getBody();
    return switch (body.getDiscriminant()) {
      case CREATE_ACCOUNT -> new CreateAccount(place, body.getCreateAccountOp());
      case PAYMENT -> new Payment(place, body.getPaymentOp());
      case PATH_PAYMENT_STRICT_RECEIVE ->
          new PathPaymentStrictReceive(place, body.getPathPaymentStrictReceiveOp());
      case MANAGE_SELL_OFFER -> new ManageSellOffer(place, body.getManageSellOfferOp());
      case CREATE_PASSIVE_SELL_OFFER ->
          new ManageSellOffer(place, body.getCreatePassiveSellOfferOp());
      case SET_OPTIONS -> new SetOptions(place, body.getSetOptionsOp());
      case CHANGE_TRUST -> new ChangeTrust(place, body.getChangeTrustOp());
      case ALLOW_TRUST -> new AllowTrust(place, body.getAllowTrustOp());
      case ACCOUNT_MERGE -> new AccountMerge(place, body.getDestination());
      case INFLATION -> new Inflation(place);
      case MANAGE_DATA -> new ManageData(place, body.getManageDataOp());
      case BUMP_SEQUENCE -> new BumpSequence(place, body.getBumpSequenceOp());
      case MANAGE_BUY_OFFER -> new ManageBuyOffer(place, body.getManageBuyOfferOp());
      case PATH_PAYMENT_STRICT_SEND ->
          new PathPaymentStrictSend(place, body.getPathPaymentStrictSendOp());
      case CREATE_CLAIMABLE_BALANCE ->
          new CreateClaimableBalance(place, body.getCreateClaimableBalanceOp());
      case CLAIM_CLAIMABLE_BALANCE ->
          new ClaimClaimableBalance(place, body.getClaimClaimableBalanceOp());
      case BEGIN_SPONSORING_FUTURE_RESERVES ->
          new BeginSponsoring(place, body.getBeginSponsoringFutureReservesOp());
      case END_SPONSORING_FUTURE_RESERVES -> new EndSponsoring(place);
      case REVOKE_SPONSORSHIP -> new RevokeSponsorship(place, body.getRevokeSponsorshipOp());
      case CLAWBACK -> new Clawback(place, body.getClawbackOp());
      case CLAWBACK_CLAIMABLE_BALANCE ->
          new ClawbackClaimableBalance(place, body.getClawbackClaimableBalanceOp());
      case SET_TRUST_LINE_FLAGS -> new SetTrustLineFlags(place, body.getSetTrustLineFlagsOp());
      case LIQUIDITY_POOL_DEPOSIT -> new PoolDeposit(place, body.getLiquidityPoolDepositOp());
      case LIQUIDITY_POOL_WITHDRAW -> new PoolWithdraw(place, body.getLiquidityPoolWithdrawOp());
      case INVOKE_HOST_FUNCTION, EXTEND_FOOTPRINT_TTL, RESTORE_FOOTPRINT ->
          throw new IllegalArgumentException("not in protocol 19: " + body.getDiscriminant());
    };
  }
}
