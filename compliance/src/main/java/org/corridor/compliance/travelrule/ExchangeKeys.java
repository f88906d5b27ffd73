package org.corridor.compliance.travelrule;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Ed25519 keys as text: base64 of their PKCS#8 (private) and X.509 (public) encoding. */
public final class ExchangeKeys {
  /** The signature scheme's name in the JDK. */
  static final String ALGORITHM = "Ed25519";

  private ExchangeKeys() {}

  /** A new pair. */
  public static KeyPair generate(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
      generator.initialize(255, random);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has Ed25519", e);
    }
  }

  /** A key as text. */
  public static String text(Key key) {
    return Base64.getEncoder().encodeToString(key.getEncoded());
  }

  /**
   * A public key from text.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static PublicKey publicKey(String text) {
    try {
      return factory().generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(text)));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not a public key for Ed25519 (X.509, base64)", e);
    }
  }

  /**
   * A private key from text.
   *
   * @throws IllegalArgumentException when it is none; the message does not hold the text
   */
  public static PrivateKey privateKey(String text) {
    try {
      return factory().generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(text)));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not a private key for Ed25519 (PKCS#8, base64)", e);
    }
  }

  private static KeyFactory factory() throws NoSuchAlgorithmException {
    return KeyFactory.getInstance(ALGORITHM);
  }
}
