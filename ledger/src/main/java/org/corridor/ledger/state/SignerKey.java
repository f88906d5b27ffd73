package org.corridor.ledger.state;

import org.jspecify.annotations.Nullable;
import org.stellar.sdk.xdr.SignerKeyType;
import org.stellar.sdk.xdr.Uint256;

/**
 * What can authorise besides an account's own key: another key, a transaction's hash, the hash of a
 * secret, or a key over a payload.
 *
 * @param type which of the four
 * @param key 32 bytes: the public key or the hash
 * @param payload 1 to 64 bytes for a signed payload, else null
 */
public record SignerKey(SignerKeyType type, Bytes key, @Nullable Bytes payload)
    implements Comparable<SignerKey> {

  /** Returns the key of an account as a signer. */
  public static SignerKey ofAccount(AccountId account) {
    return new SignerKey(SignerKeyType.SIGNER_KEY_TYPE_ED25519, Bytes.of(account.toArray()), null);
  }

  /** Returns the signer that the transaction with this hash satisfies. */
  public static SignerKey preAuthTx(Bytes hash) {
    return new SignerKey(SignerKeyType.SIGNER_KEY_TYPE_PRE_AUTH_TX, hash, null);
  }

  /** Returns the signer key of an XDR signer key. */
  public static SignerKey of(org.stellar.sdk.xdr.SignerKey xdr) {
    SignerKeyType type = xdr.getDiscriminant();
    return switch (type) {
      case SIGNER_KEY_TYPE_ED25519 -> simple(type, xdr.getEd25519());
      case SIGNER_KEY_TYPE_PRE_AUTH_TX -> simple(type, xdr.getPreAuthTx());
      case SIGNER_KEY_TYPE_HASH_X -> simple(type, xdr.getHashX());
      case SIGNER_KEY_TYPE_ED25519_SIGNED_PAYLOAD ->
          new SignerKey(
              type,
              Bytes.of(xdr.getEd25519SignedPayload().getEd25519().getUint256()),
              Bytes.of(xdr.getEd25519SignedPayload().getPayload()));
    };
  }

  private static SignerKey simple(SignerKeyType type, Uint256 key) {
    return new SignerKey(type, Bytes.of(key.getUint256()), null);
  }

  /** Returns the signer key as XDR. */
  public org.stellar.sdk.xdr.SignerKey toXdr() {
    org.stellar.sdk.xdr.SignerKey xdr = new org.stellar.sdk.xdr.SignerKey();
    xdr.setDiscriminant(type);
    Uint256 bytes = new Uint256(key.toArray());
    switch (type) {
      case SIGNER_KEY_TYPE_ED25519 -> xdr.setEd25519(bytes);
      case SIGNER_KEY_TYPE_PRE_AUTH_TX -> xdr.setPreAuthTx(bytes);
      case SIGNER_KEY_TYPE_HASH_X -> xdr.setHashX(bytes);
      case SIGNER_KEY_TYPE_ED25519_SIGNED_PAYLOAD -> {
        var signed = new org.stellar.sdk.xdr.SignerKey.SignerKeyEd25519SignedPayload();
        signed.setEd25519(bytes);
        signed.setPayload(payload == null ? new byte[0] : payload.toArray());
        xdr.setEd25519SignedPayload(signed);
      }
    }
    return xdr;
  }

  @Override
  public int compareTo(SignerKey other) {
    int order = Integer.compare(type.getValue(), other.type.getValue());
    if (order == 0) {
      order = key.compareTo(other.key);
    }
    if (order == 0 && payload != null && other.payload != null) {
      order = payload.compareTo(other.payload);
    }
    return order;
  }
}
