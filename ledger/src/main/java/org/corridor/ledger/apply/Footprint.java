package org.corridor.ledger.apply;

import java.util.ArrayList;
import java.util.List;
import org.corridor.ledger.state.Account;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.Entry;
import org.corridor.ledger.state.Key;
import org.corridor.ledger.state.LedgerTransaction;
import org.corridor.ledger.state.Signer;
import org.stellar.sdk.xdr.SignerKeyType;

/**
 * Which accounts a transaction may read and change, whatever comes of it. An account here stands
 * for itself, its trust lines and its data. Whoever touches anything else - an offer, a pool, a
 * claimable balance, a sponsor - touches everything: an offer may be taken by anybody, and taking
 * it changes accounts that nobody named.
 *
 * <p>It is worked out on the state before a run of transactions whose footprints are all known. It
 * holds throughout such a run, since only transactions that touch everything make sponsors.
 */
final class Footprint {
  private final List<AccountId> changed = new ArrayList<>(4);
  private final List<AccountId> read = new ArrayList<>(2);
  private boolean everything;

  static Footprint of(Frame frame, LedgerTransaction ledger) {
    Footprint footprint = new Footprint();
    frame.footprint(ledger, footprint);
    return footprint;
  }

  /** An account whose signatures count, and whose signer for just this transaction is removed. */
  void actor(LedgerTransaction ledger, AccountId id) {
    changes(id);
    Account account = ledger.peekAccount(id);
    if (account == null) {
      return;
    }
    for (Signer signer : account.signers()) {
      if (signer.sponsor() != null
          && signer.key().type() == SignerKeyType.SIGNER_KEY_TYPE_PRE_AUTH_TX) {
        everything = true;
      }
    }
  }

  /** An account whose signers may come and go. */
  void signers(LedgerTransaction ledger, AccountId id) {
    Account account = ledger.peekAccount(id);
    if (account != null
        && account.signers().stream().anyMatch(signer -> signer.sponsor() != null)) {
      everything = true;
    }
  }

  /** An entry of an account in the footprint, which may come and go. */
  void entry(LedgerTransaction ledger, Key key) {
    Entry entry = ledger.peek(key);
    if (entry != null && entry.sponsor() != null) {
      everything = true;
    }
  }

  void changes(AccountId id) {
    changed.add(id);
  }

  void reads(AccountId id) {
    read.add(id);
  }

  void everything() {
    everything = true;
  }

  boolean touchesEverything() {
    return everything;
  }

  List<AccountId> changed() {
    return changed;
  }

  List<AccountId> read() {
    return read;
  }
}
