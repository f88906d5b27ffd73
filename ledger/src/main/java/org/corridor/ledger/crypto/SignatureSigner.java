package org.corridor.ledger.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.HexFormat;

/** Signs with Ed25519, by the provider that also verifies fastest. Thread-safe. */
public final class SignatureSigner {
  private static final int SEED_LENGTH = 32;
  private static final byte[] SEED_PREFIX =
      HexFormat.of().parseHex("302e020100300506032b657004220420");

  private final Provider provider = Ed25519Provider.fastest();

  /**
   * Returns the signature of 64 bytes.
   *
   * @param seed 32 bytes
   * @throws IllegalStateException when the seed has another length
   */
  public byte[] sign(byte[] seed, byte[] message) {
    try {
      byte[] encoded = new byte[SEED_PREFIX.length + SEED_LENGTH];
      System.arraycopy(SEED_PREFIX, 0, encoded, 0, SEED_PREFIX.length);
      System.arraycopy(seed, 0, encoded, SEED_PREFIX.length, SEED_LENGTH);
      Signature signing = Signature.getInstance("Ed25519", provider);
      signing.initSign(
          KeyFactory.getInstance("Ed25519", provider)
              .generatePrivate(new PKCS8EncodedKeySpec(encoded)));
      signing.update(message);
      return signing.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot sign by " + provider.getName(), e);
    }
  }
}
