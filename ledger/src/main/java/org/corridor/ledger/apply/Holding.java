package org.corridor.ledger.apply;

import org.corridor.ledger.state.Account;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.Asset;
import org.corridor.ledger.state.LedgerTransaction;
import org.corridor.ledger.state.TrustLine;
import org.jspecify.annotations.Nullable;

/**
 * An account's holding of an asset, whichever of three it is: lumens in the account itself, a
 * credit on a trust line, or the issuer's own credit, of which there is any amount and no entry.
 *
 * <p>It keeps names, not entries, so it always sees and changes the latest ones.
 */
final class Holding {
  private enum Kind {
    LUMENS,
    LINE,
    ISSUER,
    NONE
  }

  private final LedgerTransaction ledger;
  private final AccountId owner;
  private final Asset asset;
  private final Kind kind;

  private Holding(LedgerTransaction ledger, AccountId owner, Asset asset, Kind kind) {
    this.ledger = ledger;
    this.owner = owner;
    this.asset = asset;
    this.kind = kind;
  }

  /** Returns a holding and marks its entry as modified. */
  static Holding load(LedgerTransaction ledger, AccountId owner, Asset asset) {
    Kind kind = Kind.ISSUER;
    if (asset.isNative()) {
      kind = ledger.loadAccount(owner) == null ? Kind.NONE : Kind.LUMENS;
    } else if (!asset.issuedBy(owner)) {
      kind = ledger.loadTrustLine(owner, asset) == null ? Kind.NONE : Kind.LINE;
    }
    return new Holding(ledger, owner, asset, kind);
  }

  /** Returns a holding to look at only. */
  static Holding peek(LedgerTransaction ledger, AccountId owner, Asset asset) {
    Kind kind = Kind.ISSUER;
    if (asset.isNative()) {
      kind = ledger.peekAccount(owner) == null ? Kind.NONE : Kind.LUMENS;
    } else if (!asset.issuedBy(owner)) {
      kind = ledger.peekTrustLine(owner, asset) == null ? Kind.NONE : Kind.LINE;
    }
    return new Holding(ledger, owner, asset, kind);
  }

  boolean exists() {
    return kind != Kind.NONE;
  }

  boolean authorized() {
    return kind != Kind.LINE || line().authorized();
  }

  boolean clawbackEnabled() {
    return kind == Kind.LINE && line().clawbackEnabled();
  }

  long balance() {
    return switch (kind) {
      case LUMENS -> account().balance();
      case LINE -> line().balance();
      case ISSUER -> Long.MAX_VALUE;
      case NONE -> 0;
    };
  }

  /** What may leave; negative when the reserve has been eaten up. */
  long available() {
    return switch (kind) {
      case LUMENS -> Balances.available(ledger, account());
      case LINE -> Balances.available(line());
      case ISSUER -> Long.MAX_VALUE;
      case NONE -> 0;
    };
  }

  /** What may enter. */
  long room() {
    return switch (kind) {
      case LUMENS -> Balances.room(account());
      case LINE -> Balances.room(line());
      case ISSUER -> Long.MAX_VALUE;
      case NONE -> 0;
    };
  }

  /** What an offer may sell: nothing without at least the authorisation to keep offers. */
  long sellable() {
    if (kind == Kind.LINE && !line().maintainsLiabilities()) {
      return 0;
    }
    return Math.max(available(), 0);
  }

  /** What an offer may buy. */
  long buyable() {
    return Math.max(room(), 0);
  }

  /** Adds to the balance, or takes from it; returns false when limits forbid it. */
  boolean add(long delta) {
    return switch (kind) {
      case LUMENS -> put(Balances.add(ledger, account(), delta));
      case LINE -> put(Balances.add(line(), delta));
      case ISSUER -> {
        ledger.issue(asset, -delta);
        yield true;
      }
      case NONE -> throw new ApplyFault("nothing holds " + asset);
    };
  }

  void addOrFault(long delta) {
    ApplyFault.unless(add(delta), "a balance went beyond its limits");
  }

  boolean addBuying(long delta) {
    return switch (kind) {
      case LUMENS -> put(Balances.addBuying(account(), delta));
      case LINE -> put(Balances.addBuying(line(), delta));
      case ISSUER -> true;
      case NONE -> throw new ApplyFault("nothing holds " + asset);
    };
  }

  boolean addSelling(long delta) {
    return switch (kind) {
      case LUMENS -> put(Balances.addSelling(ledger, account(), delta));
      case LINE -> put(Balances.addSelling(line(), delta));
      case ISSUER -> true;
      case NONE -> throw new ApplyFault("nothing holds " + asset);
    };
  }

  private boolean put(@Nullable Account changed) {
    if (changed == null) {
      return false;
    }
    ledger.put(changed);
    return true;
  }

  private boolean put(@Nullable TrustLine changed) {
    if (changed == null) {
      return false;
    }
    ledger.put(changed);
    return true;
  }

  private Account account() {
    return ApplyFault.present(ledger.peekAccount(owner), "no account");
  }

  private TrustLine line() {
    return ApplyFault.present(ledger.peekTrustLine(owner, asset), "no trust line");
  }
}
