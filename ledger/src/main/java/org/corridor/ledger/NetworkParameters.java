package org.corridor.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.corridor.ledger.state.AccountId;

/**
 * What makes one network differ from another.
 *
 * @param passphrase names the network and, hashed, is the seed of its root account
 * @param protocol the version of the rules; only 19 is implemented
 * @param totalCoins how many stroops the root account holds after ledger 1
 * @param baseFee the least fee of an operation, in stroops
 * @param baseReserve the reserve of an entry, in stroops
 * @param maxTxSetSize the most operations in a ledger
 * @param nativeCode the code shown for the native asset; it is in no hash
 */
public record NetworkParameters(
    String passphrase,
    int protocol,
    long totalCoins,
    int baseFee,
    int baseReserve,
    int maxTxSetSize,
    String nativeCode) {

  /** The version of the Stellar protocol that this ledger implements. */
  public static final int PROTOCOL = 19;

  private static final long LUMENS = 100_000_000_000L;
  private static final long STROOPS = 10_000_000L;

  /** Returns the parameters of a Stellar network after its first upgrade. */
  public static NetworkParameters stellar(String passphrase) {
    return new NetworkParameters(
        passphrase, PROTOCOL, LUMENS * STROOPS, 100, 5_000_000, 10_000, "XLM");
  }

  /** Returns SHA-256 of the passphrase, which every signature covers. */
  public byte[] networkId() {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(passphrase.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Returns the account that holds all coins at first; its seed is the network id. */
  public AccountId rootAccountId() {
    byte[] seed = networkId();
    return AccountId.of(new Ed25519PrivateKeyParameters(seed, 0).generatePublicKey().getEncoded());
  }
}
