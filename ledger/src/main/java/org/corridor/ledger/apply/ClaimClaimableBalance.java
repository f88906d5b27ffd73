package org.corridor.ledger.apply;

import java.util.Optional;
import org.corridor.ledger.state.Bytes;
import org.corridor.ledger.state.ClaimableBalance;
import org.corridor.ledger.state.Key;
import org.corridor.ledger.state.LedgerTransaction;
import org.stellar.sdk.xdr.ClaimClaimableBalanceOp;
import org.stellar.sdk.xdr.ClaimClaimableBalanceResult;
import org.stellar.sdk.xdr.ClaimClaimableBalanceResultCode;
import org.stellar.sdk.xdr.OperationType;

/** Claims an amount that was set aside. */
final class ClaimClaimableBalance extends OperationFrame {
  private final Bytes id;

  ClaimClaimableBalance(Place place, ClaimClaimableBalanceOp op) {
    super(place);
    this.id = Bytes.of(op.getBalanceID().getV0().getHash());
  }

  @Override
  Level level() {
    return Level.LOW;
  }

  @Override
  Optional<Outcome> malformed() {
    return Optional.empty();
  }

  @Override
  Outcome apply(LedgerTransaction ledger) {
    ClaimableBalance balance = (ClaimableBalance) ledger.load(new Key.OfClaimableBalance(id));
    if (balance == null) {
      return of(ClaimClaimableBalanceResultCode.CLAIM_CLAIMABLE_BALANCE_DOES_NOT_EXIST);
    }
    boolean mayClaim =
        balance.claimants().stream()
            .filter(claimant -> claimant.destination().equals(source()))
            .anyMatch(claimant -> claimant.predicate().satisfiedAt(ledger.closeTime()));
    if (!mayClaim) {
      return of(ClaimClaimableBalanceResultCode.CLAIM_CLAIMABLE_BALANCE_CANNOT_CLAIM);
    }
    Holding holding = Holding.load(ledger, source(), balance.asset());
    if (!holding.exists()) {
      return of(ClaimClaimableBalanceResultCode.CLAIM_CLAIMABLE_BALANCE_NO_TRUST);
    }
    if (!holding.authorized()) {
      return of(ClaimClaimableBalanceResultCode.CLAIM_CLAIMABLE_BALANCE_NOT_AUTHORIZED);
    }
    if (!holding.add(balance.amount())) {
      return of(ClaimClaimableBalanceResultCode.CLAIM_CLAIMABLE_BALANCE_LINE_FULL);
    }
    Sponsorships.loadAccount(ledger, source());
    Sponsorships.removeUnowned(ledger, balance);
    ledger.remove(balance.key());
    return of(ClaimClaimableBalanceResultCode.CLAIM_CLAIMABLE_BALANCE_SUCCESS);
  }

  private static Outcome of(ClaimClaimableBalanceResultCode code) {
    ClaimClaimableBalanceResult result = new ClaimClaimableBalanceResult();
    result.setDiscriminant(code);
    return Outcome.of(
        OperationType.CLAIM_CLAIMABLE_BALANCE,
        code.getValue(),
        tr -> tr.setClaimClaimableBalanceResult(result));
  }
}
