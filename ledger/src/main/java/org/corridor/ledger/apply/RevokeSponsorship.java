package org.corridor.ledger.apply;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.corridor.ledger.apply.Sponsorships.Reserve;
import org.corridor.ledger.state.Account;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.Asset;
import org.corridor.ledger.state.ClaimableBalance;
import org.corridor.ledger.state.DataItem;
import org.corridor.ledger.state.Entry;
import org.corridor.ledger.state.Key;
import org.corridor.ledger.state.KeyXdr;
import org.corridor.ledger.state.LedgerTransaction;
import org.corridor.ledger.state.LiquidityPool;
import org.corridor.ledger.state.Offer;
import org.corridor.ledger.state.PoolShare;
import org.corridor.ledger.state.Signer;
import org.corridor.ledger.state.SignerKey;
import org.corridor.ledger.state.TrustLine;
import org.jspecify.annotations.Nullable;
import org.stellar.sdk.xdr.OperationType;
import org.stellar.sdk.xdr.RevokeSponsorshipOp;
import org.stellar.sdk.xdr.RevokeSponsorshipResult;
import org.stellar.sdk.xdr.RevokeSponsorshipResultCode;
import org.stellar.sdk.xdr.RevokeSponsorshipType;

/**
 * Changes who carries the reserve of an entry or a signer that the source carries now. Inside a
 * begin and an end it goes to the source's sponsor, else back to the owner.
 */
final class RevokeSponsorship extends OperationFrame {
  private final @Nullable Key key;
  private final @Nullable AccountId signerOwner;
  private final @Nullable SignerKey signerKey;

  RevokeSponsorship(Place place, RevokeSponsorshipOp op) {
    super(place);
    if (op.getDiscriminant() == RevokeSponsorshipType.REVOKE_SPONSORSHIP_LEDGER_ENTRY) {
      this.key = KeyXdr.decode(op.getLedgerKey());
      this.signerOwner = null;
      this.signerKey = null;
    } else {
      this.key = null;
      this.signerOwner = AccountId.of(op.getSigner().getAccountID());
      this.signerKey = SignerKey.of(op.getSigner().getSignerKey());
    }
  }

  @Override
  Optional<Outcome> malformed() {
    boolean valid =
        switch (key) {
          case null -> true;
          case Key.OfAccount _, Key.OfClaimableBalance _ -> true;
          case Key.OfTrustLine line ->
              line.asset() instanceof PoolShare
                  || (line.asset() instanceof Asset.Credit credit
                      && credit.valid()
                      && !credit.issuedBy(line.owner()));
          case Key.OfOffer offer -> offer.id() > 0;
          case Key.OfData data -> !data.name().isEmpty() && Texts.valid(data.name());
          case Key.OfPool _ -> false;
        };
    return valid
        ? Optional.empty()
        : Optional.of(of(RevokeSponsorshipResultCode.REVOKE_SPONSORSHIP_MALFORMED));
  }

  @Override
  Outcome apply(LedgerTransaction ledger) {
    if (key != null) {
      return applyToEntry(ledger, key);
    }
    if (signerOwner == null || signerKey == null) {
      throw new IllegalStateException("neither an entry nor a signer");
    }
    return applyToSigner(ledger, signerOwner, signerKey);
  }

  private Outcome applyToEntry(LedgerTransaction ledger, Key entryKey) {
    Entry entry = ledger.load(entryKey);
    if (entry == null) {
      return of(RevokeSponsorshipResultCode.REVOKE_SPONSORSHIP_DOES_NOT_EXIST);
    }
    AccountId owner = owner(entry);
    AccountId carrier = entry.sponsor() == null ? owner : entry.sponsor();
    if (!carrier.equals(source())) {
      return of(RevokeSponsorshipResultCode.REVOKE_SPONSORSHIP_NOT_SPONSOR);
    }
    AccountId next = nextSponsor(ledger, owner);
    if (next == null && entry instanceof ClaimableBalance) {
      return of(RevokeSponsorshipResultCode.REVOKE_SPONSORSHIP_ONLY_TRANSFERABLE);
    }
    Reserve reserve = move(ledger, Sponsorships.reserves(entry), entry.sponsor(), next, owner);
    if (reserve != Reserve.DONE) {
      return Outcome.of(reserve, of(RevokeSponsorshipResultCode.REVOKE_SPONSORSHIP_LOW_RESERVE));
    }
    if (entry.sponsor() != null || next != null) {
      // An account's own counts have just changed, so it is read again.
      Entry latest = ApplyFault.present(ledger.peek(entryKey), "the entry went");
      ledger.put(latest.withStamp(latest.stamp().sponsoredBy(next)));
    }
    return of(RevokeSponsorshipResultCode.REVOKE_SPONSORSHIP_SUCCESS);
  }

  private Outcome applyToSigner(LedgerTransaction ledger, AccountId owner, SignerKey wanted) {
    Account account = ledger.loadAccount(owner);
    int index = -1;
    for (int i = 0; account != null && i < account.signers().size(); i++) {
      if (account.signers().get(i).key().equals(wanted)) {
        index = i;
      }
    }
    if (account == null || index < 0) {
      return of(RevokeSponsorshipResultCode.REVOKE_SPONSORSHIP_DOES_NOT_EXIST);
    }
    AccountId sponsor = account.signers().get(index).sponsor();
    AccountId carrier = sponsor == null ? owner : sponsor;
    if (!carrier.equals(source())) {
      return of(RevokeSponsorshipResultCode.REVOKE_SPONSORSHIP_NOT_SPONSOR);
    }
    AccountId next = nextSponsor(ledger, owner);
    Reserve reserve = move(ledger, 1, sponsor, next, owner);
    if (reserve != Reserve.DONE) {
      return Outcome.of(reserve, of(RevokeSponsorshipResultCode.REVOKE_SPONSORSHIP_LOW_RESERVE));
    }
    Account latest = Sponsorships.loadAccount(ledger, owner);
    List<Signer> signers = new ArrayList<>(latest.signers());
    signers.set(index, new Signer(wanted, signers.get(index).weight(), next));
    ledger.put(latest.withSigners(signers));
    return of(RevokeSponsorshipResultCode.REVOKE_SPONSORSHIP_SUCCESS);
  }

  /** A sponsor that is the owner itself is no sponsor. */
  private @Nullable AccountId nextSponsor(LedgerTransaction ledger, AccountId owner) {
    AccountId sponsor = ledger.futureSponsorOf(source());
    return sponsor == null || sponsor.equals(owner) ? null : sponsor;
  }

  /** Moves reserves from the old sponsor to the next; either may be missing. */
  private Reserve move(
      LedgerTransaction ledger,
      int reserves,
      @Nullable AccountId old,
      @Nullable AccountId next,
      AccountId owner) {
    if (next != null) {
      Account nextAccount = Sponsorships.loadAccount(ledger, next);
      Reserve reserve = Sponsorships.canSponsor(ledger, nextAccount, reserves);
      if (reserve != Reserve.DONE) {
        return reserve;
      }
      ledger.put(Sponsorships.moreSponsoring(nextAccount, reserves));
    }
    if (old != null) {
      ledger.put(Sponsorships.lessSponsoring(Sponsorships.loadAccount(ledger, old), reserves));
    }
    if ((old == null) != (next == null)) {
      Account account = Sponsorships.loadAccount(ledger, owner);
      if (next == null && !Sponsorships.canAfford(ledger, account, reserves)) {
        return Reserve.LOW_RESERVE;
      }
      int delta = next == null ? -reserves : reserves;
      ledger.put(account.withSponsorship(account.sponsored() + delta, account.sponsoring()));
    }
    return Reserve.DONE;
  }

  private static AccountId owner(Entry entry) {
    return switch (entry) {
      case Account account -> account.id();
      case TrustLine line -> line.owner();
      case Offer offer -> offer.seller();
      case DataItem item -> item.owner();
      case ClaimableBalance balance ->
          ApplyFault.present(balance.sponsor(), "a claimable balance without a sponsor");
      case LiquidityPool _ -> throw new ApplyFault("pools have no owner");
    };
  }

  private static Outcome of(RevokeSponsorshipResultCode code) {
    RevokeSponsorshipResult result = new RevokeSponsorshipResult();
    result.setDiscriminant(code);
    return Outcome.of(
        OperationType.REVOKE_SPONSORSHIP,
        code.getValue(),
        tr -> tr.setRevokeSponsorshipResult(result));
  }
}
