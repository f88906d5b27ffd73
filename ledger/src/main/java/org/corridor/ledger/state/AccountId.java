package org.corridor.ledger.state;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.stellar.sdk.StrKey;
import org.stellar.sdk.xdr.AccountID;
import org.stellar.sdk.xdr.MuxedAccount;
import org.stellar.sdk.xdr.PublicKey;
import org.stellar.sdk.xdr.PublicKeyType;
import org.stellar.sdk.xdr.Uint256;

/** The Ed25519 public key that names an account. */
public final class AccountId implements Comparable<AccountId> {
  static final int LENGTH = 32;
  private static final int BITS = 5;
  private static final int LETTERS = 26;
  private static final int DIGITS = 6;

  private final byte[] key;
  private final int hash;

  private AccountId(byte[] key) {
    if (key.length != LENGTH) {
      throw new IllegalArgumentException("an account id has 32 bytes, not " + key.length);
    }
    this.key = key;
    this.hash = Arrays.hashCode(key);
  }

  /** Returns the id with these 32 bytes; the array is copied. */
  public static AccountId of(byte[] key) {
    return new AccountId(key.clone());
  }

  static AccountId read(ByteBuffer in) {
    byte[] key = new byte[LENGTH];
    in.get(key);
    return new AccountId(key);
  }

  /** Returns the id of an XDR account id. */
  public static AccountId of(AccountID id) {
    return of(id.getAccountID().getEd25519().getUint256());
  }

  /** Returns the account behind a possibly multiplexed address. */
  public static AccountId of(MuxedAccount account) {
    return of(
        switch (account.getDiscriminant()) {
          case KEY_TYPE_ED25519 -> account.getEd25519().getUint256();
          case KEY_TYPE_MUXED_ED25519 -> account.getMed25519().getEd25519().getUint256();
          default -> throw new IllegalArgumentException("no account: " + account);
        });
  }

  /** Returns the id behind a {@code G...} address; throws IllegalArgumentException on others. */
  public static AccountId parse(String address) {
    return new AccountId(StrKey.decodeEd25519PublicKey(address));
  }

  /** Returns the {@code G...} address. */
  public String address() {
    return StrKey.encodeEd25519PublicKey(key);
  }

  /** Returns a copy of the 32 bytes. */
  public byte[] toArray() {
    return key.clone();
  }

  void copyTo(byte[] target, int offset) {
    System.arraycopy(key, 0, target, offset, LENGTH);
  }

  /** Returns the id as XDR. */
  public AccountID toXdr() {
    PublicKey publicKey = new PublicKey();
    publicKey.setDiscriminant(PublicKeyType.PUBLIC_KEY_TYPE_ED25519);
    publicKey.setEd25519(new Uint256(key));
    return new AccountID(publicKey);
  }

  /** Returns whether the last four bytes are these, which is what a signature's hint tells. */
  public boolean endsWith(byte[] hint) {
    return Arrays.equals(key, LENGTH - hint.length, LENGTH, hint, 0, hint.length);
  }

  @Override
  public int compareTo(AccountId other) {
    return Arrays.compareUnsigned(key, other.key);
  }

  /**
   * Compares addresses as they are written. An address shows five bits a character, of a version
   * byte and then of the key; its alphabet has the digits last, where text sorts them first.
   */
  int compareAddress(AccountId other) {
    int first = Arrays.mismatch(key, other.key);
    if (first < 0) {
      return 0;
    }
    int different = (key[first] ^ other.key[first]) & 0xff;
    int bit = Byte.SIZE * (first + 1) + Integer.numberOfLeadingZeros(different) - 24;
    int group = bit / BITS;
    return Integer.compare(rank(group), other.rank(group));
  }

  /** Where a character of the address stands in text order. */
  private int rank(int group) {
    int value = 0;
    for (int bit = group * BITS; bit < (group + 1) * BITS; bit++) {
      int at = bit / Byte.SIZE - 1;
      int octet = at < 0 ? 0 : at < LENGTH ? key[at] : 0;
      value = value << 1 | (octet >> (Byte.SIZE - 1 - bit % Byte.SIZE) & 1);
    }
    return value < LETTERS ? value + DIGITS : value - LETTERS;
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof AccountId that && hash == that.hash && Arrays.equals(key, that.key));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return address();
  }
}
