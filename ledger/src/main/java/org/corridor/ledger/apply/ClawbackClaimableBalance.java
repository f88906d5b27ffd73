package org.corridor.ledger.apply;

import java.util.Optional;
import org.corridor.ledger.state.Bytes;
import org.corridor.ledger.state.ClaimableBalance;
import org.corridor.ledger.state.Key;
import org.corridor.ledger.state.LedgerTransaction;
import org.stellar.sdk.xdr.ClawbackClaimableBalanceOp;
import org.stellar.sdk.xdr.ClawbackClaimableBalanceResult;
import org.stellar.sdk.xdr.ClawbackClaimableBalanceResultCode;
import org.stellar.sdk.xdr.OperationType;

/** Takes back an amount of its credit that was set aside for others. */
final class ClawbackClaimableBalance extends OperationFrame {
  private final Bytes id;

  ClawbackClaimableBalance(Place place, ClawbackClaimableBalanceOp op) {
    super(place);
    this.id = Bytes.of(op.getBalanceID().getV0().getHash());
  }

  @Override
  Optional<Outcome> malformed() {
    return Optional.empty();
  }

  @Override
  Outcome apply(LedgerTransaction ledger) {
    ClaimableBalance balance = (ClaimableBalance) ledger.load(new Key.OfClaimableBalance(id));
    if (balance == null) {
      return of(ClawbackClaimableBalanceResultCode.CLAWBACK_CLAIMABLE_BALANCE_DOES_NOT_EXIST);
    }
    if (!balance.asset().issuedBy(source())) {
      return of(ClawbackClaimableBalanceResultCode.CLAWBACK_CLAIMABLE_BALANCE_NOT_ISSUER);
    }
    if (!balance.clawbackEnabled()) {
      return of(ClawbackClaimableBalanceResultCode.CLAWBACK_CLAIMABLE_BALANCE_NOT_CLAWBACK_ENABLED);
    }
    Sponsorships.loadAccount(ledger, source());
    Sponsorships.removeUnowned(ledger, balance);
    ledger.remove(balance.key());
    ledger.issue(balance.asset(), -balance.amount());
    return of(ClawbackClaimableBalanceResultCode.CLAWBACK_CLAIMABLE_BALANCE_SUCCESS);
  }

  private static Outcome of(ClawbackClaimableBalanceResultCode code) {
    ClawbackClaimableBalanceResult result = new ClawbackClaimableBalanceResult();
    result.setDiscriminant(code);
    return Outcome.of(
        OperationType.CLAWBACK_CLAIMABLE_BALANCE,
        code.getValue(),
        tr -> tr.setClawbackClaimableBalanceResult(result));
  }
}
