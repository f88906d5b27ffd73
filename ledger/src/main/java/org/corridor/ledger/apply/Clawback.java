package org.corridor.ledger.apply;

import java.util.Optional;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.Asset;
import org.corridor.ledger.state.LedgerTransaction;
import org.corridor.ledger.state.TrustLine;
import org.stellar.sdk.xdr.ClawbackOp;
import org.stellar.sdk.xdr.ClawbackResult;
import org.stellar.sdk.xdr.ClawbackResultCode;
import org.stellar.sdk.xdr.CryptoKeyType;
import org.stellar.sdk.xdr.OperationType;

/** Takes an amount of its credit back from a holder. */
final class Clawback extends OperationFrame {
  private final AccountId from;
  private final boolean fromMultiplexed;
  private final Asset asset;
  private final long amount;

  Clawback(Place place, ClawbackOp op) {
    super(place);
    this.from = AccountId.of(op.getFrom());
    this.fromMultiplexed = op.getFrom().getDiscriminant() == CryptoKeyType.KEY_TYPE_MUXED_ED25519;
    this.asset = Asset.of(op.getAsset());
    this.amount = op.getAmount().getInt64();
  }

  @Override
  Optional<Outcome> malformed() {
    // The network compares the addresses as written, so a multiplexed self gets by here.
    boolean fromSelf = !fromMultiplexed && from.equals(source());
    boolean valid =
        !fromSelf && amount >= 1 && !asset.isNative() && asset.valid() && asset.issuedBy(source());
    return valid ? Optional.empty() : Optional.of(of(ClawbackResultCode.CLAWBACK_MALFORMED));
  }

  @Override
  void footprint(LedgerTransaction ledger, Footprint footprint) {
    footprint.changes(from);
  }

  @Override
  Outcome apply(LedgerTransaction ledger) {
    TrustLine line = ledger.loadTrustLine(from, asset);
    if (line == null) {
      return of(ClawbackResultCode.CLAWBACK_NO_TRUST);
    }
    if (!line.clawbackEnabled()) {
      return of(ClawbackResultCode.CLAWBACK_NOT_CLAWBACK_ENABLED);
    }
    TrustLine changed = Balances.addWhateverAuthorized(line, -amount);
    if (changed == null) {
      return of(ClawbackResultCode.CLAWBACK_UNDERFUNDED);
    }
    ledger.put(changed);
    ledger.issue(asset, -amount);
    return of(ClawbackResultCode.CLAWBACK_SUCCESS);
  }

  private static Outcome of(ClawbackResultCode code) {
    ClawbackResult result = new ClawbackResult();
    result.setDiscriminant(code);
    return Outcome.of(OperationType.CLAWBACK, code.getValue(), tr -> tr.setClawbackResult(result));
  }
}
