package org.corridor.ledger.apply;

import java.util.Optional;
import org.corridor.ledger.state.Account;
import org.corridor.ledger.state.LedgerTransaction;
import org.stellar.sdk.xdr.BumpSequenceOp;
import org.stellar.sdk.xdr.BumpSequenceResult;
import org.stellar.sdk.xdr.BumpSequenceResultCode;
import org.stellar.sdk.xdr.OperationType;

/** Moves an account's sequence number forward; moving it backward is allowed and does nothing. */
final class BumpSequence extends OperationFrame {
  private final long target;

  BumpSequence(Place place, BumpSequenceOp op) {
    super(place);
    this.target = op.getBumpTo().getSequenceNumber().getInt64();
  }

  @Override
  Level level() {
    return Level.LOW;
  }

  @Override
  Optional<Outcome> malformed() {
    return target < 0
        ? Optional.of(of(BumpSequenceResultCode.BUMP_SEQUENCE_BAD_SEQ))
        : Optional.empty();
  }

  @Override
  void footprint(LedgerTransaction ledger, Footprint footprint) {
    // Nothing but its own account.
  }

  @Override
  Outcome apply(LedgerTransaction ledger) {
    Account account =
        Sponsorships.loadAccount(ledger, source())
            .withSequenceSetAt(ledger.ledger(), ledger.closeTime());
    ledger.put(account.withSequence(Math.max(target, account.sequence())));
    return of(BumpSequenceResultCode.BUMP_SEQUENCE_SUCCESS);
  }

  private static Outcome of(BumpSequenceResultCode code) {
    BumpSequenceResult result = new BumpSequenceResult();
    result.setDiscriminant(code);
    return Outcome.of(
        OperationType.BUMP_SEQUENCE, code.getValue(), tr -> tr.setBumpSeqResult(result));
  }
}
