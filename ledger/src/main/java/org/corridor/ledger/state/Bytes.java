package org.corridor.ledger.state;

import java.util.Arrays;
import java.util.HexFormat;

/** An immutable string of bytes with value equality, ordered as unsigned bytes. */
public final class Bytes implements Comparable<Bytes> {
  private final byte[] bytes;
  private final int hash;

  private Bytes(byte[] bytes) {
    this.bytes = bytes;
    this.hash = Arrays.hashCode(bytes);
  }

  /** Returns the value of these bytes; the array is copied. */
  public static Bytes of(byte[] bytes) {
    return new Bytes(bytes.clone());
  }

  /** Returns the value of a hexadecimal text. */
  public static Bytes ofHex(String hex) {
    return new Bytes(HexFormat.of().parseHex(hex));
  }

  /** Returns a copy of the bytes. */
  public byte[] toArray() {
    return bytes.clone();
  }

  /** Writes the bytes into an array from an offset on. */
  public void copyTo(byte[] target, int offset) {
    System.arraycopy(bytes, 0, target, offset, bytes.length);
  }

  /** Returns the bytes as lower-case hexadecimal text. */
  public String toHex() {
    return HexFormat.of().formatHex(bytes);
  }

  /** Returns how many bytes there are. */
  public int length() {
    return bytes.length;
  }

  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Bytes that && hash == that.hash && Arrays.equals(bytes, that.bytes));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return toHex();
  }
}
