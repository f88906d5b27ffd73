package org.corridor.ledger.apply;

import java.util.List;
import org.corridor.ledger.state.Account;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.ClaimableBalance;
import org.corridor.ledger.state.DataItem;
import org.corridor.ledger.state.Entry;
import org.corridor.ledger.state.LedgerTransaction;
import org.corridor.ledger.state.LedgerTransaction.Change;
import org.corridor.ledger.state.LedgerTransaction.Totals;
import org.corridor.ledger.state.LiquidityPool;
import org.corridor.ledger.state.Offer;
import org.corridor.ledger.state.Signer;
import org.corridor.ledger.state.TrustLine;
import org.jspecify.annotations.Nullable;

/**
 * How many reserves an account carries for others, and others for it, changes by exactly the
 * reserves of the entries and signers that say so.
 */
final class SponsorshipsCounted implements Invariant {
  @Override
  public void check(LedgerTransaction ledger, List<Change> changes, Totals before) {
    Tally<AccountId> sponsoring = new Tally<>();
    Tally<AccountId> sponsored = new Tally<>();
    for (Change change : changes) {
      count(change.after(), 1, sponsoring, sponsored);
      count(change.before(), -1, sponsoring, sponsored);
    }
    sponsoring.requireZero("the count of reserves carried for others");
    sponsored.requireZero("the count of reserves carried by others");
  }

  private static void count(
      @Nullable Entry entry, int sign, Tally<AccountId> sponsoring, Tally<AccountId> sponsored) {
    if (entry == null) {
      return;
    }
    if (entry instanceof Account account) {
      sponsoring.add(account.id(), sign * Integer.toUnsignedLong(account.sponsoring()));
      sponsored.add(account.id(), sign * Integer.toUnsignedLong(account.sponsored()));
      for (Signer signer : account.signers()) {
        if (signer.sponsor() != null) {
          sponsoring.add(signer.sponsor(), -sign);
          sponsored.add(account.id(), -sign);
        }
      }
    }
    AccountId sponsor = entry.sponsor();
    if (sponsor == null) {
      return;
    }
    long reserves = Sponsorships.reserves(entry);
    sponsoring.add(sponsor, -sign * reserves);
    AccountId owner = ownerOf(entry);
    if (owner != null) {
      sponsored.add(owner, -sign * reserves);
    }
  }

  private static @Nullable AccountId ownerOf(Entry entry) {
    return switch (entry) {
      case Account account -> account.id();
      case TrustLine line -> line.owner();
      case Offer offer -> offer.seller();
      case DataItem item -> item.owner();
      case ClaimableBalance _, LiquidityPool _ -> null;
    };
  }
}
