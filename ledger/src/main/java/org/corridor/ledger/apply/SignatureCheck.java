package org.corridor.ledger.apply;

import java.util.ArrayList;
import java.util.List;
import org.corridor.ledger.state.Account;
import org.corridor.ledger.state.Signer;
import org.corridor.ledger.state.SignerKey;
import org.stellar.sdk.xdr.SignerKeyType;

/**
 * Counts the weight of a transaction's signatures and keeps track of which were of use, since one
 * that is of none makes the transaction invalid.
 */
final class SignatureCheck {
  private static final int WEIGHT_MAX = 255;
  private static final List<SignerKeyType> SIGNING =
      List.of(
          SignerKeyType.SIGNER_KEY_TYPE_HASH_X,
          SignerKeyType.SIGNER_KEY_TYPE_ED25519,
          SignerKeyType.SIGNER_KEY_TYPE_ED25519_SIGNED_PAYLOAD);

  private final Signatures signatures;
  private final boolean[] used;

  SignatureCheck(Signatures signatures) {
    this.signatures = signatures;
    this.used = new boolean[signatures.count()];
  }

  /**
   * Returns whether those who may sign for an account did so with enough weight: its own key,
   * unless that has no weight, and its signers.
   */
  boolean enough(Account account, int needed) {
    int master = Math.min(account.thresholds().master(), WEIGHT_MAX);
    if (account.signers().isEmpty()) {
      return master != 0 && ownKeySigned(account, master, needed);
    }
    List<Signer> signers = new ArrayList<>(account.signers().size() + 1);
    if (master != 0) {
      signers.add(new Signer(SignerKey.ofAccount(account.id()), master, null));
    }
    signers.addAll(account.signers());
    return enough(signers, needed);
  }

  /** What {@link #enough(List, int)} says of the account's own key alone, as most accounts are. */
  private boolean ownKeySigned(Account account, int weight, int needed) {
    for (int i = 0; i < used.length; i++) {
      if (signatures.isBy(i, account.id())) {
        used[i] = true;
        return weight >= needed;
      }
    }
    return false;
  }

  /**
   * Returns whether signers of enough weight signed. Even no weight needs one of them. The kinds of
   * signers are tried in a fixed order and no further than needed: it decides which signatures are
   * left without use.
   */
  boolean enough(List<Signer> signers, int needed) {
    int weight = 0;
    for (Signer signer : signers) {
      if (signer.key().type() == SignerKeyType.SIGNER_KEY_TYPE_PRE_AUTH_TX
          && signer.key().key().equals(signatures.hash())) {
        weight += Math.min(signer.weight(), WEIGHT_MAX);
        if (weight >= needed) {
          return true;
        }
      }
    }
    for (SignerKeyType type : SIGNING) {
      List<Signer> left = new ArrayList<>(signers);
      left.removeIf(signer -> signer.key().type() != type);
      for (int i = 0; i < used.length && !left.isEmpty(); i++) {
        int index = signerOf(i, left);
        if (index >= 0) {
          used[i] = true;
          weight += Math.min(left.remove(index).weight(), WEIGHT_MAX);
          if (weight >= needed) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private int signerOf(int place, List<Signer> signers) {
    for (int i = 0; i < signers.size(); i++) {
      if (signatures.isBy(place, signers.get(i).key())) {
        return i;
      }
    }
    return -1;
  }

  boolean allUsed() {
    for (boolean one : used) {
      if (!one) {
        return false;
      }
    }
    return true;
  }
}
