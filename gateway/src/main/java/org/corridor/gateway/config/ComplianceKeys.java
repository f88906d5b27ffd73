package org.corridor.gateway.config;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * Our Ed25519 key for compliance messages, made at first start; other banks know its public half.
 */
public final class ComplianceKeys {
  private static final String ALGORITHM = "Ed25519";

  private ComplianceKeys() {}

  /** Our key pair. */
  public static KeyPair own(Secrets secrets) {
    String[] halves = secrets.text("compliance-key", ComplianceKeys::newPair).split(":");
    try {
      KeyFactory keys = KeyFactory.getInstance(ALGORITHM);
      return new KeyPair(
          publicKey(halves[0]),
          keys.generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(halves[1]))));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the compliance key cannot be read", e);
    }
  }

  /** The text form of a public key, as settings carry it. */
  public static String text(PublicKey key) {
    return Base64.getEncoder().encodeToString(key.getEncoded());
  }

  /**
   * Reads a public key from settings.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static PublicKey publicKey(String text) {
    try {
      return KeyFactory.getInstance(ALGORITHM)
          .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(text)));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not an Ed25519 public key", e);
    }
  }

  private static String newPair() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
      Base64.Encoder encoder = Base64.getEncoder();
      return text(pair.getPublic()) + ":" + encoder.encodeToString(pair.getPrivate().getEncoded());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has Ed25519", e);
    }
  }
}
