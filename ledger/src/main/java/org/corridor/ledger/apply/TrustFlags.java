package org.corridor.ledger.apply;

import org.corridor.ledger.state.Account;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.Asset;
import org.corridor.ledger.state.LedgerTransaction;
import org.corridor.ledger.state.TrustLine;

/** What the two operations of issuers on the flags of trust lines have in common. */
abstract class TrustFlags extends OperationFrame {
  /** Both authorisations; a line has at most one of them. */
  static final int AUTHORIZATIONS = TrustLine.AUTHORIZED | TrustLine.MAINTAIN_LIABILITIES;

  private static final int AUTH_REVOCABLE = 2;

  private final AccountId trustor;
  private final Asset asset;

  TrustFlags(Place place, AccountId trustor, Asset asset) {
    super(place);
    this.trustor = trustor;
    this.asset = asset;
  }

  /** What can go wrong besides what the subclass says itself. */
  enum Trouble {
    CANT_REVOKE,
    NO_TRUST_LINE,
    INVALID_STATE,
    LOW_RESERVE
  }

  final AccountId trustor() {
    return trustor;
  }

  final Asset asset() {
    return asset;
  }

  @Override
  Level level() {
    return Level.LOW;
  }

  /** Whether an issuer that may not revoke may ask for this at all. */
  abstract boolean allowedWithoutRevocable();

  /** Whether an issuer that may not revoke may do this to this line. */
  abstract boolean allowedWithoutRevocable(TrustLine line, int flags);

  abstract int flagsAfter(int flags);

  abstract Outcome failed(Trouble trouble);

  abstract Outcome succeeded();

  @Override
  final Outcome apply(LedgerTransaction ledger) {
    Account issuer = ApplyFault.present(ledger.peekAccount(source()), "no source account");
    boolean revocable = issuer.has(AUTH_REVOCABLE);
    if (!revocable && !allowedWithoutRevocable()) {
      return failed(Trouble.CANT_REVOKE);
    }
    TrustLine line = ledger.loadTrustLine(trustor, asset);
    if (line == null) {
      return failed(Trouble.NO_TRUST_LINE);
    }
    int flags = flagsAfter(line.flags());
    if ((flags & AUTHORIZATIONS) == AUTHORIZATIONS) {
      return failed(Trouble.INVALID_STATE);
    }
    if (!revocable && !allowedWithoutRevocable(line, flags)) {
      return failed(Trouble.CANT_REVOKE);
    }
    if (line.maintainsLiabilities() && (flags & AUTHORIZATIONS) == 0) {
      Sponsorships.Reserve reserve = Revocation.revoke(ledger, place(), trustor, asset);
      if (reserve != Sponsorships.Reserve.DONE) {
        return Outcome.of(reserve, failed(Trouble.LOW_RESERVE));
      }
    }
    TrustLine latest = ApplyFault.present(ledger.loadTrustLine(trustor, asset), "no trust line");
    ledger.put(latest.withFlags(flags));
    return succeeded();
  }
}
