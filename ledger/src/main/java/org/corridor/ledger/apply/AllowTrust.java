package org.corridor.ledger.apply;

import java.util.Optional;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.Asset;
import org.corridor.ledger.state.TrustLine;
import org.corridor.ledger.state.XdrValues;
import org.stellar.sdk.xdr.AllowTrustOp;
import org.stellar.sdk.xdr.AllowTrustResult;
import org.stellar.sdk.xdr.AllowTrustResultCode;
import org.stellar.sdk.xdr.AssetCode;
import org.stellar.sdk.xdr.OperationType;

/** Grants, narrows or revokes a holder's authorisation; the older of the two operations. */
final class AllowTrust extends TrustFlags {
  private final int authorize;

  AllowTrust(Place place, AllowTrustOp op) {
    super(place, AccountId.of(op.getTrustor()), asset(op.getAsset(), place.source()));
    this.authorize = XdrValues.int32(op.getAuthorize());
  }

  private static Asset asset(AssetCode code, AccountId issuer) {
    return switch (code.getDiscriminant()) {
      case ASSET_TYPE_CREDIT_ALPHANUM4 ->
          new Asset.Credit(Asset.code(code.getAssetCode4().getAssetCode4()), false, issuer);
      case ASSET_TYPE_CREDIT_ALPHANUM12 ->
          new Asset.Credit(Asset.code(code.getAssetCode12().getAssetCode12()), true, issuer);
      default -> throw new IllegalArgumentException("no code: " + code.getDiscriminant());
    };
  }

  @Override
  Optional<Outcome> malformed() {
    // Compared unsigned: a huge number is no flag either.
    boolean valid =
        Integer.compareUnsigned(authorize, TrustLine.MAINTAIN_LIABILITIES) <= 0
            && asset().valid()
            && !trustor().equals(source());
    return valid ? Optional.empty() : Optional.of(of(AllowTrustResultCode.ALLOW_TRUST_MALFORMED));
  }

  @Override
  boolean allowedWithoutRevocable() {
    return authorize != 0;
  }

  @Override
  boolean allowedWithoutRevocable(TrustLine line, int flags) {
    return !(line.authorized() && (flags & TrustLine.MAINTAIN_LIABILITIES) != 0);
  }

  @Override
  int flagsAfter(int flags) {
    return (flags & ~AUTHORIZATIONS) | authorize;
  }

  @Override
  Outcome failed(Trouble trouble) {
    return of(
        switch (trouble) {
          case CANT_REVOKE -> AllowTrustResultCode.ALLOW_TRUST_CANT_REVOKE;
          case NO_TRUST_LINE -> AllowTrustResultCode.ALLOW_TRUST_NO_TRUST_LINE;
          case LOW_RESERVE -> AllowTrustResultCode.ALLOW_TRUST_LOW_RESERVE;
          case INVALID_STATE ->
              throw new IllegalStateException("one flag cannot be two authorisations");
        });
  }

  @Override
  Outcome succeeded() {
    return of(AllowTrustResultCode.ALLOW_TRUST_SUCCESS);
  }

  private static Outcome of(AllowTrustResultCode code) {
    AllowTrustResult result = new AllowTrustResult();
    result.setDiscriminant(code);
    return Outcome.of(
        OperationType.ALLOW_TRUST, code.getValue(), tr -> tr.setAllowTrustResult(result));
  }
}
