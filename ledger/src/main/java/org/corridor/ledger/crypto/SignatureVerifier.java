package org.corridor.ledger.crypto;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.corridor.ledger.state.Bytes;

/**
 * Verifies Ed25519 signatures and remembers the answers, since a transaction is verified when it is
 * queued and again when it is applied. Thread-safe.
 *
 * <p>The provider is the first of these that proves itself on a known signature: Amazon Corretto
 * (native code, several times faster), Bouncy Castle, the JDK.
 */
public final class SignatureVerifier {
  private static final int REMEMBERED_MAX = 50_000;
  private static final int KEY_LENGTH = 32;
  private static final int SIGNATURE_LENGTH = 64;
  private static final String CORRETTO =
      "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";
  private static final byte[] KEY_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  // RFC 8032, 7.1, test 2.
  private static final String PROOF_KEY =
      "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
  private static final String PROOF_MESSAGE = "72";
  private static final String PROOF_SIGNATURE =
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
          + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";

  private final Provider provider;
  private final Object lock = new Object();
  private Map<Question, Boolean> young = new HashMap<>();
  private Map<Question, Boolean> old = new HashMap<>();

  private record Question(Bytes key, Bytes message, Bytes signature) {}

  /** Chooses the provider. */
  public SignatureVerifier() {
    this.provider = choose();
  }

  /** Returns the name of the provider that is in use. */
  public String providerName() {
    return provider.getName();
  }

  /**
   * Returns whether a signature is one of a key over a message.
   *
   * @param key 32 bytes
   * @param signature 64 bytes; other lengths are not valid
   */
  public boolean verify(Bytes key, Bytes message, Bytes signature) {
    if (signature.length() != SIGNATURE_LENGTH || key.length() != KEY_LENGTH) {
      return false;
    }
    Question question = new Question(key, message, signature);
    synchronized (lock) {
      Boolean known = young.get(question);
      if (known == null) {
        known = old.get(question);
      }
      if (known != null) {
        return known;
      }
    }
    boolean valid = verify(provider, key, message, signature);
    synchronized (lock) {
      // Two generations: what was not asked for a whole generation is forgotten with it.
      if (young.size() >= REMEMBERED_MAX / 2) {
        old = young;
        young = new HashMap<>();
      }
      young.put(question, valid);
    }
    return valid;
  }

  private static boolean verify(Provider provider, Bytes key, Bytes message, Bytes signature) {
    try {
      byte[] encoded = new byte[KEY_PREFIX.length + KEY_LENGTH];
      System.arraycopy(KEY_PREFIX, 0, encoded, 0, KEY_PREFIX.length);
      System.arraycopy(key.toArray(), 0, encoded, KEY_PREFIX.length, KEY_LENGTH);
      PublicKey publicKey =
          KeyFactory.getInstance("Ed25519", provider)
              .generatePublic(new X509EncodedKeySpec(encoded));
      Signature verification = Signature.getInstance("Ed25519", provider);
      verification.initVerify(publicKey);
      verification.update(message.toArray());
      return verification.verify(signature.toArray());
    } catch (InvalidKeySpecException | InvalidKeyException | SignatureException e) {
      return false; // the bytes of the key or signature are no curve points
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no Ed25519 in " + provider.getName(), e);
    }
  }

  private static Provider choose() {
    List<Provider> candidates = new ArrayList<>();
    try {
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
      return verify(candidate, key, Bytes.ofHex(PROOF_MESSAGE), signature)
          && !verify(candidate, key, Bytes.ofHex("73"), signature);
    } catch (IllegalStateException e) {
      return false; // the candidate cannot do it; the next may
    }
  }
}
