package org.corridor.ledger.store;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import org.corridor.ledger.crypto.Digests;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.Asset;
import org.corridor.ledger.state.EntryWriter;
import org.corridor.ledger.state.XdrWriter;
import org.stellar.sdk.xdr.OperationType;
import org.stellar.sdk.xdr.TransactionResultCode;

/**
 * Something that has a history of its own: everything, an account, a pool, a balance, an offer, an
 * asset, a type of operations, a way of failing.
 */
public final class Subject {
  /** All of the network's history. */
  public static final Subject EVERYTHING = new Subject('g', new byte[0]);

  private static final Subject LUMENS = new Subject('c', bytes(Asset.lumens()));

  private final byte[] key;
  private final int hash;

  private Subject(char kind, byte[] id) {
    key = new byte[id.length + 1];
    key[0] = (byte) kind;
    System.arraycopy(id, 0, key, 1, id.length);
    hash = Arrays.hashCode(key);
  }

  /** An account, by the 32 bytes of its public key. */
  public static Subject account(byte[] publicKey) {
    return new Subject('a', publicKey);
  }

  /** An account. */
  public static Subject account(AccountId id) {
    return new Subject('a', id.toArray());
  }

  /** A liquidity pool, by its 32 byte id. */
  public static Subject pool(byte[] id) {
    return new Subject('p', id);
  }

  /** A claimable balance, by the 32 byte hash of its id. */
  public static Subject balance(byte[] id) {
    return new Subject('b', id);
  }

  /** An offer that rested in a book when it was taken. */
  public static Subject offer(long id) {
    return new Subject('o', ByteBuffer.allocate(Long.BYTES).putLong(id).array());
  }

  /** An asset that operations named, moved or traded. */
  public static Subject asset(Asset asset) {
    return asset.isNative() ? LUMENS : new Subject('c', bytes(asset));
  }

  /** As {@link #asset(Asset)}, of the library's. */
  public static Subject asset(org.stellar.sdk.xdr.Asset asset) {
    return asset(Asset.of(asset));
  }

  /** Operations of a type, and the transactions that had them. */
  public static Subject type(OperationType type) {
    return new Subject('y', new byte[] {(byte) type.getValue()});
  }

  /** Transactions that failed with a code. */
  public static Subject failure(TransactionResultCode code) {
    return new Subject('f', ByteBuffer.allocate(Integer.BYTES).putInt(code.getValue()).array());
  }

  /** The trades between two assets, whichever was sold. */
  public static Subject pair(Asset one, Asset other) {
    byte[] first = bytes(one);
    byte[] second = bytes(other);
    boolean inOrder = Arrays.compareUnsigned(first, second) <= 0;
    MessageDigest digest = Digests.sha256();
    digest.update(inOrder ? first : second);
    digest.update(inOrder ? second : first);
    return new Subject('x', digest.digest());
  }

  /** As {@link #pair(Asset, Asset)}, of the library's. */
  public static Subject pair(org.stellar.sdk.xdr.Asset one, org.stellar.sdk.xdr.Asset other) {
    return pair(Asset.of(one), Asset.of(other));
  }

  private static byte[] bytes(Asset asset) {
    XdrWriter out = new XdrWriter();
    EntryWriter.asset(asset, out);
    return out.toArray();
  }

  byte[] key() {
    return key;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Subject other && hash == other.hash && Arrays.equals(key, other.key);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
