package org.corridor.ledger.apply;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.corridor.ledger.crypto.Digests;
import org.corridor.ledger.crypto.SignatureVerifier;
import org.corridor.ledger.state.Account;
import org.corridor.ledger.state.Bytes;
import org.corridor.ledger.state.Signer;
import org.corridor.ledger.state.SignerKey;
import org.stellar.sdk.xdr.DecoratedSignature;
import org.stellar.sdk.xdr.SignerKeyType;

/**
 * Counts the weight of a transaction's signatures and keeps track of which were of use, since one
 * that is of none makes the transaction invalid.
 */
final class SignatureCheck {
  private static final int WEIGHT_MAX = 255;
  private static final int HINT_LENGTH = 4;

  private final SignatureVerifier verifier;
  private final Bytes hash;
  private final DecoratedSignature[] signatures;
  private final boolean[] used;

  SignatureCheck(SignatureVerifier verifier, Bytes hash, DecoratedSignature[] signatures) {
    this.verifier = verifier;
    this.hash = hash;
    this.signatures = signatures;
    this.used = new boolean[signatures.length];
  }

  /** Returns who may sign for an account: its own key, unless it has no weight, and its signers. */
  static List<Signer> signersOf(Account account) {
    List<Signer> signers = new ArrayList<>(account.signers().size() + 1);
    if (account.thresholds().master() != 0) {
      signers.add(
          new Signer(SignerKey.ofAccount(account.id()), account.thresholds().master(), null));
    }
    signers.addAll(account.signers());
    return signers;
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
          && signer.key().key().equals(hash)) {
        weight += Math.min(signer.weight(), WEIGHT_MAX);
        if (weight >= needed) {
          return true;
        }
      }
    }
    for (SignerKeyType type :
        List.of(
            SignerKeyType.SIGNER_KEY_TYPE_HASH_X,
            SignerKeyType.SIGNER_KEY_TYPE_ED25519,
            SignerKeyType.SIGNER_KEY_TYPE_ED25519_SIGNED_PAYLOAD)) {
      List<Signer> left = new ArrayList<>(signers);
      left.removeIf(signer -> signer.key().type() != type);
      for (int i = 0; i < signatures.length && !left.isEmpty(); i++) {
        int index = signerOf(signatures[i], left);
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

  private int signerOf(DecoratedSignature signature, List<Signer> signers) {
    for (int i = 0; i < signers.size(); i++) {
      if (signs(signature, signers.get(i).key())) {
        return i;
      }
    }
    return -1;
  }

  private boolean signs(DecoratedSignature decorated, SignerKey key) {
    byte[] hint = decorated.getHint().getSignatureHint();
    byte[] signature = decorated.getSignature().getSignature();
    if (!Arrays.equals(hint, hintOf(key))) {
      return false;
    }
    return switch (key.type()) {
      case SIGNER_KEY_TYPE_HASH_X -> Bytes.of(Digests.sha256(signature)).equals(key.key());
      case SIGNER_KEY_TYPE_ED25519 -> verifier.verify(key.key(), hash, Bytes.of(signature));
      case SIGNER_KEY_TYPE_ED25519_SIGNED_PAYLOAD ->
          key.payload() != null && verifier.verify(key.key(), key.payload(), Bytes.of(signature));
      case SIGNER_KEY_TYPE_PRE_AUTH_TX -> false;
    };
  }

  /** The last four bytes of the key; with a payload, mixed with those of the payload. */
  private static byte[] hintOf(SignerKey key) {
    byte[] bytes = key.key().toArray();
    byte[] hint = Arrays.copyOfRange(bytes, bytes.length - HINT_LENGTH, bytes.length);
    Bytes payload = key.payload();
    if (payload != null) {
      byte[] data = payload.toArray();
      byte[] tail =
          data.length < HINT_LENGTH
              ? Arrays.copyOf(data, HINT_LENGTH)
              : Arrays.copyOfRange(data, data.length - HINT_LENGTH, data.length);
      for (int i = 0; i < HINT_LENGTH; i++) {
        hint[i] ^= tail[i];
      }
    }
    return hint;
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
