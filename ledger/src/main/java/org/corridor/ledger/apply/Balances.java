package org.corridor.ledger.apply;

import org.corridor.ledger.state.Account;
import org.corridor.ledger.state.LedgerTransaction;
import org.corridor.ledger.state.PoolShare;
import org.corridor.ledger.state.TrustLine;
import org.jspecify.annotations.Nullable;

/**
 * What may leave and what may enter accounts and trust lines, given reserves and liabilities. All
 * functions are pure; those that change return null when the change is not possible.
 */
final class Balances {
  private static final int OWN_RESERVES = 2;

  private Balances() {}

  static long minimum(LedgerTransaction ledger, Account account) {
    long reserves =
        (long) OWN_RESERVES + account.subEntries() + account.sponsoring() - account.sponsored();
    ApplyFault.unless(reserves >= 0, "more reserves sponsored than there are");
    return reserves * ledger.baseReserve();
  }

  static long available(LedgerTransaction ledger, Account account) {
    return account.balance() - minimum(ledger, account) - account.selling();
  }

  static long available(TrustLine line) {
    requireMaintaining(line);
    return line.balance() - line.selling();
  }

  static long room(Account account) {
    return Long.MAX_VALUE - account.balance() - account.buying();
  }

  static long room(TrustLine line) {
    requireMaintaining(line);
    return line.limit() - line.balance() - line.buying();
  }

  static @Nullable Account add(LedgerTransaction ledger, Account account, long delta) {
    if (delta == 0) {
      return account;
    }
    if (!fits(account.balance(), delta, Long.MAX_VALUE)) {
      return null;
    }
    long balance = account.balance() + delta;
    boolean possible =
        (delta > 0 || balance - minimum(ledger, account) >= account.selling())
            && balance <= Long.MAX_VALUE - account.buying();
    return possible ? account.withBalance(balance) : null;
  }

  static @Nullable TrustLine add(TrustLine line, long delta) {
    if (delta == 0) {
      return line;
    }
    requireMaintaining(line);
    return addWhateverAuthorized(line, delta);
  }

  static @Nullable TrustLine addWhateverAuthorized(TrustLine line, long delta) {
    if (!fits(line.balance(), delta, line.limit())) {
      return null;
    }
    long balance = line.balance() + delta;
    boolean possible = balance >= line.selling() && balance <= line.limit() - line.buying();
    return possible ? line.withBalance(balance) : null;
  }

  static @Nullable Account addBuying(Account account, long delta) {
    if (delta == 0) {
      return account;
    }
    return fits(account.buying(), delta, Long.MAX_VALUE - account.balance())
        ? account.withLiabilities(account.buying() + delta, account.selling())
        : null;
  }

  static @Nullable Account addSelling(LedgerTransaction ledger, Account account, long delta) {
    if (delta == 0) {
      return account;
    }
    long most = account.balance() - minimum(ledger, account);
    return most >= 0 && fits(account.selling(), delta, most)
        ? account.withLiabilities(account.buying(), account.selling() + delta)
        : null;
  }

  static @Nullable TrustLine addBuying(TrustLine line, long delta) {
    if (delta == 0) {
      return line;
    }
    requireMaintaining(line);
    return fits(line.buying(), delta, line.limit() - line.balance())
        ? line.withLiabilities(line.buying() + delta, line.selling())
        : null;
  }

  static @Nullable TrustLine addSelling(TrustLine line, long delta) {
    if (delta == 0) {
      return line;
    }
    requireMaintaining(line);
    return fits(line.selling(), delta, line.balance())
        ? line.withLiabilities(line.buying(), line.selling() + delta)
        : null;
  }

  /**
   * Whether value + delta is between 0 and most, without overflow; value, most are not negative.
   */
  private static boolean fits(long value, long delta, long most) {
    return delta >= -value && delta <= most - value;
  }

  private static void requireMaintaining(TrustLine line) {
    ApplyFault.unless(
        line.asset() instanceof PoolShare || line.maintainsLiabilities(), "not authorized");
  }
}
