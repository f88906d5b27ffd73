package org.corridor.ledger.apply;

import java.util.ArrayList;
import java.util.List;
import org.corridor.ledger.state.Account;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.ClaimableBalance;
import org.corridor.ledger.state.DataItem;
import org.corridor.ledger.state.Entry;
import org.corridor.ledger.state.LedgerTransaction;
import org.corridor.ledger.state.LiquidityPool;
import org.corridor.ledger.state.Offer;
import org.corridor.ledger.state.PoolShare;
import org.corridor.ledger.state.Signer;
import org.corridor.ledger.state.TrustLine;
import org.jspecify.annotations.Nullable;

/**
 * Who carries the reserve of an entry or a signer: its owner, or another account that said so.
 *
 * <p>An account must hold two reserves and one for each sub-entry, and one for each reserve that it
 * carries for others, less those that others carry for it. Claimable balances are nobody's
 * sub-entries: they always have a sponsor.
 */
final class Sponsorships {
  /** The most sub-entries of an account. */
  static final int SUB_ENTRIES_MAX = 1_000;

  private static final long UINT32_MAX = 0xffff_ffffL;
  private static final int ACCOUNT_RESERVES = 2;

  private Sponsorships() {}

  /** What taking on a reserve came to. */
  enum Reserve {
    DONE,
    LOW_RESERVE,
    TOO_MANY_SUBENTRIES,
    TOO_MANY_SPONSORING
  }

  /** A new entry as it must be stored, if it was DONE. */
  record Created<E extends Entry>(Reserve reserve, E entry) {}

  static int reserves(Entry entry) {
    return switch (entry) {
      case Account _ -> ACCOUNT_RESERVES;
      case TrustLine line -> line.asset() instanceof PoolShare ? 2 : 1;
      case Offer _, DataItem _ -> 1;
      case ClaimableBalance balance -> balance.claimants().size();
      case LiquidityPool _ -> throw new ApplyFault("pools have no reserve");
    };
  }

  /** Takes on the reserve of a new sub-entry of an account. */
  @SuppressWarnings("unchecked") // withStamp returns its own type
  static <E extends Entry> Created<E> createOwned(
      LedgerTransaction ledger, E entry, AccountId owner) {
    int reserves = reserves(entry);
    Account account = account(ledger, owner);
    AccountId sponsorId = ledger.futureSponsorOf(owner);
    if (tooManySubEntries(account, reserves)) {
      return new Created<>(Reserve.TOO_MANY_SUBENTRIES, entry);
    }
    if (sponsorId == null) {
      if (!canAfford(ledger, account, reserves)) {
        return new Created<>(Reserve.LOW_RESERVE, entry);
      }
      ledger.put(account.withSubEntries(account.subEntries() + reserves));
      return new Created<>(Reserve.DONE, entry);
    }
    Account sponsor = loadAccount(ledger, sponsorId);
    Reserve taken = canSponsor(ledger, sponsor, reserves);
    if (taken != Reserve.DONE) {
      return new Created<>(taken, entry);
    }
    ledger.put(
        account
            .withSubEntries(account.subEntries() + reserves)
            .withSponsorship(account.sponsored() + reserves, account.sponsoring()));
    ledger.put(moreSponsoring(sponsor, reserves));
    return new Created<>(Reserve.DONE, (E) entry.withStamp(entry.stamp().sponsoredBy(sponsorId)));
  }

  /** Takes on the reserve of a new account. */
  static Created<Account> createAccount(LedgerTransaction ledger, Account created) {
    AccountId sponsorId = ledger.futureSponsorOf(created.id());
    if (sponsorId == null) {
      Reserve taken =
          created.balance() < Balances.minimum(ledger, created)
              ? Reserve.LOW_RESERVE
              : Reserve.DONE;
      return new Created<>(taken, created);
    }
    Account sponsor = loadAccount(ledger, sponsorId);
    Reserve taken = canSponsor(ledger, sponsor, ACCOUNT_RESERVES);
    if (taken != Reserve.DONE) {
      return new Created<>(taken, created);
    }
    ledger.put(moreSponsoring(sponsor, ACCOUNT_RESERVES));
    Account sponsored =
        created
            .withSponsorship(created.sponsored() + ACCOUNT_RESERVES, created.sponsoring())
            .withStamp(created.stamp().sponsoredBy(sponsorId));
    return new Created<>(Reserve.DONE, sponsored);
  }

  /** Takes on the reserves of a new claimable balance, for its creator or the creator's sponsor. */
  static Created<ClaimableBalance> createBalance(
      LedgerTransaction ledger, ClaimableBalance created, AccountId creator) {
    AccountId futureSponsor = ledger.futureSponsorOf(creator);
    AccountId sponsorId = futureSponsor == null ? creator : futureSponsor;
    Account sponsor = loadAccount(ledger, sponsorId);
    Reserve taken = canSponsor(ledger, sponsor, reserves(created));
    return taken == Reserve.DONE
        ? new Created<>(taken, sponsorBalance(ledger, created, sponsor))
        : new Created<>(taken, created);
  }

  /** Makes an account the sponsor of a new claimable balance, whether it can afford it or not. */
  static ClaimableBalance sponsorBalance(
      LedgerTransaction ledger, ClaimableBalance created, Account sponsor) {
    ledger.put(moreSponsoring(sponsor, reserves(created)));
    return created.withStamp(created.stamp().sponsoredBy(sponsor.id()));
  }

  /** Gives back the reserve of a sub-entry that is about to go. */
  static void removeOwned(LedgerTransaction ledger, Entry entry, AccountId owner) {
    int reserves = reserves(entry);
    Account account = loadAccount(ledger, owner);
    ApplyFault.unless(account.subEntries() >= reserves, "fewer sub-entries than reserves");
    Account changed = account.withSubEntries(account.subEntries() - reserves);
    AccountId sponsorId = entry.sponsor();
    if (sponsorId != null) {
      changed = changed.withSponsorship(changed.sponsored() - reserves, changed.sponsoring());
    }
    ledger.put(changed);
    if (sponsorId != null) {
      ledger.put(lessSponsoring(loadAccount(ledger, sponsorId), reserves));
    }
  }

  /** Gives back the reserves of an account or a claimable balance that is about to go. */
  static void removeUnowned(LedgerTransaction ledger, Entry entry) {
    AccountId sponsorId = entry.sponsor();
    if (sponsorId != null) {
      ledger.put(lessSponsoring(loadAccount(ledger, sponsorId), reserves(entry)));
    }
  }

  /** Adds a signer that an account does not have yet. */
  static Reserve addSigner(LedgerTransaction ledger, AccountId owner, Signer signer, int index) {
    Account account = loadAccount(ledger, owner);
    if (tooManySubEntries(account, 1)) {
      return Reserve.TOO_MANY_SUBENTRIES;
    }
    AccountId sponsorId = ledger.futureSponsorOf(owner);
    List<Signer> signers = new ArrayList<>(account.signers());
    Account changed = account.withSubEntries(account.subEntries() + 1);
    if (sponsorId == null) {
      if (!canAfford(ledger, account, 1)) {
        return Reserve.LOW_RESERVE;
      }
      signers.add(index, signer);
      ledger.put(changed.withSigners(signers));
      return Reserve.DONE;
    }
    Account sponsor = loadAccount(ledger, sponsorId);
    Reserve taken = canSponsor(ledger, sponsor, 1);
    if (taken == Reserve.DONE) {
      signers.add(index, new Signer(signer.key(), signer.weight(), sponsorId));
      ledger.put(
          changed
              .withSigners(signers)
              .withSponsorship(account.sponsored() + 1, account.sponsoring()));
      ledger.put(moreSponsoring(sponsor, 1));
    }
    return taken;
  }

  /** Removes a signer and gives back its reserve. */
  static void removeSigner(LedgerTransaction ledger, AccountId owner, int index) {
    Account account = loadAccount(ledger, owner);
    List<Signer> signers = new ArrayList<>(account.signers());
    AccountId sponsorId = signers.remove(index).sponsor();
    Account changed = account.withSubEntries(account.subEntries() - 1).withSigners(signers);
    if (sponsorId == null) {
      ledger.put(changed);
      return;
    }
    ledger.put(changed.withSponsorship(changed.sponsored() - 1, changed.sponsoring()));
    ledger.put(lessSponsoring(loadAccount(ledger, sponsorId), 1));
  }

  static Reserve canSponsor(LedgerTransaction ledger, Account sponsor, int reserves) {
    if (!canAfford(ledger, sponsor, reserves)) {
      return Reserve.LOW_RESERVE;
    }
    long sponsoring = Integer.toUnsignedLong(sponsor.sponsoring());
    return sponsoring + sponsor.subEntries() + reserves > UINT32_MAX
        ? Reserve.TOO_MANY_SPONSORING
        : Reserve.DONE;
  }

  static boolean canAfford(LedgerTransaction ledger, Account account, int reserves) {
    return Balances.available(ledger, account) >= (long) reserves * ledger.baseReserve();
  }

  private static boolean tooManySubEntries(Account account, int more) {
    return account.subEntries() > SUB_ENTRIES_MAX - more
        || Integer.toUnsignedLong(account.sponsoring()) + account.subEntries() + more > UINT32_MAX;
  }

  static Account moreSponsoring(Account account, int reserves) {
    return account.withSponsorship(account.sponsored(), account.sponsoring() + reserves);
  }

  static Account lessSponsoring(Account account, int reserves) {
    ApplyFault.unless(account.sponsoring() >= reserves, "sponsors less than it should");
    return account.withSponsorship(account.sponsored(), account.sponsoring() - reserves);
  }

  static Account loadAccount(LedgerTransaction ledger, AccountId id) {
    return ApplyFault.present(ledger.loadAccount(id), "no account");
  }

  private static Account account(LedgerTransaction ledger, @Nullable AccountId id) {
    return id == null ? ApplyFault.present(null, "no owner") : loadAccount(ledger, id);
  }
}
