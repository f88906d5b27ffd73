package org.corridor.ledger.crypto;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.corridor.ledger.state.Bytes;

/**
 * Chooses who computes: the first that proves itself on a known signature of Amazon Corretto
 * (native code, several times faster), Bouncy Castle, the JDK.
 */
final class Ed25519Provider {
  private static final int KEY_LENGTH = 32;
  private static final String CORRETTO =
      "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

  /** Without it, Corretto verifies Ed25519 signatures but can read no Ed25519 key. */
  private static final String CORRETTO_READS_KEYS =
      "com.amazon.corretto.crypto.provider.registerEdKeyFactory";

  private static final byte[] KEY_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  // RFC 8032, 7.1, test 2.
  private static final String PROOF_KEY =
      "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
  private static final String PROOF_MESSAGE = "72";
  private static final String PROOF_SIGNATURE =
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
          + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";

  private Ed25519Provider() {}

  private static final class Chosen {
    private static final Provider PROVIDER = choose();
  }

  /** What one thread needs to verify; not thread-safe. */
  static final class Engine {
    private final KeyFactory keys;
    private final Signature signature;
    private final byte[] encoded = new byte[KEY_PREFIX.length + KEY_LENGTH];

    Engine(Provider provider) {
      try {
        keys = KeyFactory.getInstance("Ed25519", provider);
        signature = Signature.getInstance("Ed25519", provider);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("no Ed25519 in " + provider.getName(), e);
      }
      System.arraycopy(KEY_PREFIX, 0, encoded, 0, KEY_PREFIX.length);
    }

    boolean verify(Bytes key, Bytes message, Bytes claimed) {
      try {
        key.copyTo(encoded, KEY_PREFIX.length);
        signature.initVerify(keys.generatePublic(new X509EncodedKeySpec(encoded)));
        signature.update(message.toArray());
        return signature.verify(claimed.toArray());
      } catch (InvalidKeySpecException | InvalidKeyException | SignatureException e) {
        return false; // the bytes of the key or signature are no curve points
      }
    }
  }

  static Provider fastest() {
    return Chosen.PROVIDER;
  }

  private static Provider choose() {
    List<Provider> candidates = new ArrayList<>();
    try {
      System.setProperty(CORRETTO_READS_KEYS, "true");
      candidates.add(
          Class.forName(CORRETTO)
              .asSubclass(Provider.class)
              .getDeclaredConstructor()
              .newInstance());
    } catch (ReflectiveOperationException | LinkageError e) {
      // Optional at run time, and absent on other processors: the next one does the same, slower.
      candidates.clear();
    }
    candidates.add(new BouncyCastleProvider());
    candidates.addAll(List.of(Security.getProviders("Signature.Ed25519")));
    for (Provider candidate : candidates) {
      if (provesItself(candidate)) {
        return candidate;
      }
    }
    throw new IllegalStateException("no provider can verify Ed25519 signatures");
  }

  private static boolean provesItself(Provider candidate) {
    try {
      Bytes key = Bytes.ofHex(PROOF_KEY);
      Bytes signature = Bytes.ofHex(PROOF_SIGNATURE);
      Engine engine = new Engine(candidate);
      return engine.verify(key, Bytes.ofHex(PROOF_MESSAGE), signature)
          && !engine.verify(key, Bytes.ofHex("73"), signature);
    } catch (IllegalStateException e) {
      return false; // the candidate cannot do it; the next may
    }
  }
}
