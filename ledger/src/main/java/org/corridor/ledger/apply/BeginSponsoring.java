package org.corridor.ledger.apply;

import java.util.Optional;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.LedgerTransaction;
import org.stellar.sdk.xdr.BeginSponsoringFutureReservesOp;
import org.stellar.sdk.xdr.BeginSponsoringFutureReservesResult;
import org.stellar.sdk.xdr.BeginSponsoringFutureReservesResultCode;
import org.stellar.sdk.xdr.OperationType;

/** Takes on the coming reserves of another account, until that account ends it. */
final class BeginSponsoring extends OperationFrame {
  private final AccountId sponsored;

  BeginSponsoring(Place place, BeginSponsoringFutureReservesOp op) {
    super(place);
    this.sponsored = AccountId.of(op.getSponsoredID());
  }

  @Override
  Optional<Outcome> malformed() {
    return sponsored.equals(source())
        ? Optional.of(
            of(BeginSponsoringFutureReservesResultCode.BEGIN_SPONSORING_FUTURE_RESERVES_MALFORMED))
        : Optional.empty();
  }

  @Override
  Outcome apply(LedgerTransaction ledger) {
    if (ledger.futureSponsorOf(sponsored) != null) {
      return of(
          BeginSponsoringFutureReservesResultCode
              .BEGIN_SPONSORING_FUTURE_RESERVES_ALREADY_SPONSORED);
    }
    if (ledger.futureSponsorOf(source()) != null || ledger.sponsorsFuture(sponsored)) {
      return of(BeginSponsoringFutureReservesResultCode.BEGIN_SPONSORING_FUTURE_RESERVES_RECURSIVE);
    }
    ledger.setFutureSponsor(sponsored, source());
    return of(BeginSponsoringFutureReservesResultCode.BEGIN_SPONSORING_FUTURE_RESERVES_SUCCESS);
  }

  private static Outcome of(BeginSponsoringFutureReservesResultCode code) {
    BeginSponsoringFutureReservesResult result = new BeginSponsoringFutureReservesResult();
    result.setDiscriminant(code);
    return Outcome.of(
        OperationType.BEGIN_SPONSORING_FUTURE_RESERVES,
        code.getValue(),
        tr -> tr.setBeginSponsoringFutureReservesResult(result));
  }
}
