package org.corridor.ledger.apply;

import java.util.Optional;
import org.corridor.ledger.state.Account;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.LedgerTransaction;
import org.jspecify.annotations.Nullable;
import org.stellar.sdk.xdr.AccountMergeResult;
import org.stellar.sdk.xdr.AccountMergeResultCode;
import org.stellar.sdk.xdr.Int64;
import org.stellar.sdk.xdr.MuxedAccount;
import org.stellar.sdk.xdr.OperationType;

/** Removes an account and gives all it has to another. */
final class AccountMerge extends OperationFrame {
  private static final int AUTH_IMMUTABLE = 4;

  private final AccountId destination;

  AccountMerge(Place place, MuxedAccount destination) {
    super(place);
    this.destination = AccountId.of(destination);
  }

  @Override
  Level level() {
    return Level.HIGH;
  }

  @Override
  Optional<Outcome> malformed() {
    return destination.equals(source())
        ? Optional.of(of(AccountMergeResultCode.ACCOUNT_MERGE_MALFORMED))
        : Optional.empty();
  }

  private @Nullable AccountMergeResultCode obstacle(LedgerTransaction ledger, Account merged) {
    if (merged.has(AUTH_IMMUTABLE)) {
      return AccountMergeResultCode.ACCOUNT_MERGE_IMMUTABLE_SET;
    }
    if (merged.subEntries() != merged.signers().size()) {
      return AccountMergeResultCode.ACCOUNT_MERGE_HAS_SUB_ENTRIES;
    }
    // Made anew, the account would start with this number; it must not see an old one again.
    long restart = CreateAccount.startingSequence(ledger.ledger());
    if (ledger.lastSequence(source()) >= restart || merged.sequence() >= restart) {
      return AccountMergeResultCode.ACCOUNT_MERGE_SEQNUM_TOO_FAR;
    }
    return ledger.sponsorsFuture(source()) || merged.sponsoring() > 0
        ? AccountMergeResultCode.ACCOUNT_MERGE_IS_SPONSOR
        : null;
  }

  @Override
  Outcome apply(LedgerTransaction ledger) {
    if (ledger.loadAccount(destination) == null) {
      return of(AccountMergeResultCode.ACCOUNT_MERGE_NO_ACCOUNT);
    }
    Account merged = Sponsorships.loadAccount(ledger, source());
    AccountMergeResultCode obstacle = obstacle(ledger, merged);
    if (obstacle != null) {
      return of(obstacle);
    }
    for (int i = merged.signers().size() - 1; i >= 0; i--) {
      Sponsorships.removeSigner(ledger, source(), i);
    }
    merged = Sponsorships.loadAccount(ledger, source());
    Account heir =
        Balances.add(ledger, Sponsorships.loadAccount(ledger, destination), merged.balance());
    if (heir == null) {
      return of(AccountMergeResultCode.ACCOUNT_MERGE_DEST_FULL);
    }
    ledger.put(heir);
    Sponsorships.removeUnowned(ledger, merged);
    ledger.remove(merged.key());
    AccountMergeResult result = new AccountMergeResult();
    result.setDiscriminant(AccountMergeResultCode.ACCOUNT_MERGE_SUCCESS);
    result.setSourceAccountBalance(new Int64(merged.balance()));
    return Outcome.of(OperationType.ACCOUNT_MERGE, 0, tr -> tr.setAccountMergeResult(result));
  }

  private static Outcome of(AccountMergeResultCode code) {
    AccountMergeResult result = new AccountMergeResult();
    result.setDiscriminant(code);
    return Outcome.of(
        OperationType.ACCOUNT_MERGE, code.getValue(), tr -> tr.setAccountMergeResult(result));
  }
}
