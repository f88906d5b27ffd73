package org.corridor.ledger.apply;

import java.util.Optional;
import org.corridor.ledger.state.LedgerTransaction;
import org.stellar.sdk.xdr.EndSponsoringFutureReservesResult;
import org.stellar.sdk.xdr.EndSponsoringFutureReservesResultCode;
import org.stellar.sdk.xdr.OperationType;

/** Ends that another account takes on the coming reserves of the source. */
final class EndSponsoring extends OperationFrame {
  EndSponsoring(Place place) {
    super(place);
  }

  @Override
  Optional<Outcome> malformed() {
    return Optional.empty();
  }

  @Override
  Outcome apply(LedgerTransaction ledger) {
    if (ledger.futureSponsorOf(source()) == null) {
      return of(EndSponsoringFutureReservesResultCode.END_SPONSORING_FUTURE_RESERVES_NOT_SPONSORED);
    }
    ledger.setFutureSponsor(source(), null);
    return of(EndSponsoringFutureReservesResultCode.END_SPONSORING_FUTURE_RESERVES_SUCCESS);
  }

  private static Outcome of(EndSponsoringFutureReservesResultCode code) {
    EndSponsoringFutureReservesResult result = new EndSponsoringFutureReservesResult();
    result.setDiscriminant(code);
    return Outcome.of(
        OperationType.END_SPONSORING_FUTURE_RESERVES,
        code.getValue(),
        tr -> tr.setEndSponsoringFutureReservesResult(result));
  }
}
