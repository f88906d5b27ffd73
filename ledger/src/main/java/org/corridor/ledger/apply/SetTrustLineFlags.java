package org.corridor.ledger.apply;

import java.util.Optional;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.Asset;
import org.corridor.ledger.state.TrustLine;
import org.corridor.ledger.state.XdrValues;
import org.stellar.sdk.xdr.OperationType;
import org.stellar.sdk.xdr.SetTrustLineFlagsOp;
import org.stellar.sdk.xdr.SetTrustLineFlagsResult;
import org.stellar.sdk.xdr.SetTrustLineFlagsResultCode;

/** Sets and clears flags of a holder's trust line. */
final class SetTrustLineFlags extends TrustFlags {
  private static final int ALL = AUTHORIZATIONS | TrustLine.CLAWBACK_ENABLED;

  private final int set;
  private final int clear;

  SetTrustLineFlags(Place place, SetTrustLineFlagsOp op) {
    super(place, AccountId.of(op.getTrustor()), Asset.of(op.getAsset()));
    this.set = XdrValues.int32(op.getSetFlags());
    this.clear = XdrValues.int32(op.getClearFlags());
  }

  @Override
  Optional<Outcome> malformed() {
    boolean valid =
        asset().valid()
            && asset().issuedBy(source())
            && !trustor().equals(source())
            && (set & clear) == 0
            && (set & ~AUTHORIZATIONS) == 0
            && (set & AUTHORIZATIONS) != AUTHORIZATIONS
            && (clear & ~ALL) == 0;
    return valid
        ? Optional.empty()
        : Optional.of(of(SetTrustLineFlagsResultCode.SET_TRUST_LINE_FLAGS_MALFORMED));
  }

  @Override
  boolean allowedWithoutRevocable() {
    return (clear & AUTHORIZATIONS) == 0 || (set & TrustLine.AUTHORIZED) != 0;
  }

  @Override
  boolean allowedWithoutRevocable(TrustLine line, int flags) {
    return true;
  }

  @Override
  int flagsAfter(int flags) {
    return (flags & ~clear) | set;
  }

  @Override
  Outcome failed(Trouble trouble) {
    return of(
        switch (trouble) {
          case CANT_REVOKE -> SetTrustLineFlagsResultCode.SET_TRUST_LINE_FLAGS_CANT_REVOKE;
          case NO_TRUST_LINE -> SetTrustLineFlagsResultCode.SET_TRUST_LINE_FLAGS_NO_TRUST_LINE;
          case INVALID_STATE -> SetTrustLineFlagsResultCode.SET_TRUST_LINE_FLAGS_INVALID_STATE;
          case LOW_RESERVE -> SetTrustLineFlagsResultCode.SET_TRUST_LINE_FLAGS_LOW_RESERVE;
        });
  }

  @Override
  Outcome succeeded() {
    return of(SetTrustLineFlagsResultCode.SET_TRUST_LINE_FLAGS_SUCCESS);
  }

  private static Outcome of(SetTrustLineFlagsResultCode code) {
    SetTrustLineFlagsResult result = new SetTrustLineFlagsResult();
    result.setDiscriminant(code);
    return Outcome.of(
        OperationType.SET_TRUST_LINE_FLAGS,
        code.getValue(),
        tr -> tr.setSetTrustLineFlagsResult(result));
  }
}
