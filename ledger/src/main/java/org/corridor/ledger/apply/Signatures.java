package org.corridor.ledger.apply;

import java.util.Arrays;
import org.corridor.ledger.crypto.Digests;
import org.corridor.ledger.crypto.SignatureVerifier;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.Bytes;
import org.corridor.ledger.state.SignerKey;
import org.jspecify.annotations.Nullable;
import org.stellar.sdk.xdr.DecoratedSignature;

/**
 * The signatures of one transaction, and whose they are known to be: a transaction is looked at
 * when it is handed in, when a close takes it and when it is applied. Thread-safe.
 */
final class Signatures {
  private static final int HINT_LENGTH = 4;

  private final SignatureVerifier verifier;
  private final Bytes hash;
  private final DecoratedSignature[] signatures;
  private volatile @Nullable Known known;

  /** One answer, and those before. A key has few signatures with its hint. */
  private record Known(int place, AccountId key, boolean valid, @Nullable Known next) {}

  /**
   * Holds signatures.
   *
   * @param hash what they cover
   */
  Signatures(SignatureVerifier verifier, Bytes hash, DecoratedSignature[] signatures) {
    this.verifier = verifier;
    this.hash = hash;
    this.signatures = signatures;
  }

  /** What they cover. */
  Bytes hash() {
    return hash;
  }

  int count() {
    return signatures.length;
  }

  private byte[] hint(int place) {
    return signatures[place].getHint().getSignatureHint();
  }

  private Bytes signature(int place) {
    return Bytes.of(signatures[place].getSignature().getSignature());
  }

  /** Returns whether the signature at a place is one of an account's own key. */
  boolean isBy(int place, AccountId key) {
    if (!key.endsWith(hint(place))) {
      return false;
    }
    for (Known one = known; one != null; one = one.next) {
      if (one.place == place && one.key.equals(key)) {
        return one.valid;
      }
    }
    boolean valid = verifier.verify(Bytes.of(key.toArray()), hash, signature(place));
    known = new Known(place, key, valid, known);
    return valid;
  }

  /** Returns whether the signature at a place satisfies a signer. */
  boolean isBy(int place, SignerKey key) {
    if (!Arrays.equals(hint(place), hintOf(key))) {
      return false;
    }
    Bytes payload = key.payload();
    return switch (key.type()) {
      case SIGNER_KEY_TYPE_HASH_X ->
          Bytes.of(Digests.sha256(signature(place).toArray())).equals(key.key());
      case SIGNER_KEY_TYPE_ED25519 -> verifier.verify(key.key(), hash, signature(place));
      case SIGNER_KEY_TYPE_ED25519_SIGNED_PAYLOAD ->
          payload != null && verifier.verify(key.key(), payload, signature(place));
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
}
