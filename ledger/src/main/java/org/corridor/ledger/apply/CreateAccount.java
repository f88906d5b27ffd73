package org.corridor.ledger.apply;

import java.util.Optional;
import org.corridor.ledger.state.Account;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.LedgerTransaction;
import org.stellar.sdk.xdr.CreateAccountOp;
import org.stellar.sdk.xdr.CreateAccountResult;
import org.stellar.sdk.xdr.CreateAccountResultCode;
import org.stellar.sdk.xdr.OperationType;

/** Creates an account and funds it. */
final class CreateAccount extends OperationFrame {
  private static final int LEDGER_SHIFT = 32;

  private final AccountId destination;
  private final long startingBalance;

  CreateAccount(Place place, CreateAccountOp op) {
    super(place);
    this.destination = AccountId.of(op.getDestination());
    this.startingBalance = op.getStartingBalance().getInt64();
  }

  /** The first sequence number of an account made in a ledger; it never repeats an older one. */
  static long startingSequence(int ledger) {
    return (long) ledger << LEDGER_SHIFT;
  }

  @Override
  Optional<Outcome> malformed() {
    return startingBalance < 0 || destination.equals(source())
        ? Optional.of(of(CreateAccountResultCode.CREATE_ACCOUNT_MALFORMED))
        : Optional.empty();
  }

  @Override
  void footprint(LedgerTransaction ledger, Footprint footprint) {
    footprint.changes(destination);
  }

  @Override
  Outcome apply(LedgerTransaction ledger) {
    if (ledger.peekAccount(destination) != null) {
      return of(CreateAccountResultCode.CREATE_ACCOUNT_ALREADY_EXIST);
    }
    Account blank = Account.create(destination, startingBalance, startingSequence(ledger.ledger()));
    Sponsorships.Created<Account> created = Sponsorships.createAccount(ledger, blank);
    if (created.reserve() != Sponsorships.Reserve.DONE) {
      return Outcome.of(created.reserve(), of(CreateAccountResultCode.CREATE_ACCOUNT_LOW_RESERVE));
    }
    Account funder = Sponsorships.loadAccount(ledger, source());
    if (Balances.available(ledger, funder) < startingBalance) {
      return of(CreateAccountResultCode.CREATE_ACCOUNT_UNDERFUNDED);
    }
    ledger.put(
        ApplyFault.present(
            Balances.add(ledger, funder, -startingBalance), "available but not payable"));
    ledger.put(created.entry());
    return of(CreateAccountResultCode.CREATE_ACCOUNT_SUCCESS);
  }

  private static Outcome of(CreateAccountResultCode code) {
    CreateAccountResult result = new CreateAccountResult();
    result.setDiscriminant(code);
    return Outcome.of(
        OperationType.CREATE_ACCOUNT, code.getValue(), tr -> tr.setCreateAccountResult(result));
  }
}
