package org.corridor.ledger.state;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Writes XDR to memory. The XDR library's streams write byte by byte through locks; what every
 * transaction writes several times over goes through this. Not thread-safe.
 */
public final class XdrWriter {
  private static final int FIRST_BYTES = 512;
  private static final int ALIGNMENT = 4;
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes = new byte[FIRST_BYTES];
  private int size;

  private int advance(int length) {
    int at = size;
    if (bytes.length - at < length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, at + length));
    }
    size = at + length;
    return at;
  }

  /** Writes a signed or unsigned number of 32 bits, a discriminant or a boolean. */
  public XdrWriter int32(int value) {
    int at = advance(Integer.BYTES);
    INT.set(bytes, at, value);
    return this;
  }

  /** Writes a signed or unsigned number of 64 bits. */
  public XdrWriter int64(long value) {
    int at = advance(Long.BYTES);
    LONG.set(bytes, at, value);
    return this;
  }

  /** Writes bytes as they are; their number must be a multiple of four. */
  public XdrWriter fixed(byte[] value) {
    int at = advance(value.length);
    System.arraycopy(value, 0, bytes, at, value.length);
    return this;
  }

  XdrWriter fixed(Bytes value) {
    int at = advance(value.length());
    value.copyTo(bytes, at);
    return this;
  }

  XdrWriter fixed(AccountId value) {
    int at = advance(AccountId.LENGTH);
    value.copyTo(bytes, at);
    return this;
  }

  /** Writes the low bytes of Latin-1 text, filled up with zeros to a length. */
  XdrWriter fixed(String latin1, int length) {
    int at = advance(length);
    Arrays.fill(bytes, at, at + length, (byte) 0);
    for (int i = 0; i < latin1.length(); i++) {
      bytes[at + i] = (byte) latin1.charAt(i);
    }
    return this;
  }

  /** Writes the length of Latin-1 text, the text, and zeros up to a multiple of four. */
  XdrWriter text(String latin1) {
    return int32(latin1.length()).fixed(latin1, padded(latin1.length()));
  }

  XdrWriter opaque(Bytes value) {
    int32(value.length());
    int at = advance(padded(value.length()));
    Arrays.fill(bytes, at, size, (byte) 0);
    value.copyTo(bytes, at);
    return this;
  }

  private static int padded(int length) {
    return (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  /** Returns a copy of what was written. */
  public byte[] toArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** Forgets what was written. */
  public XdrWriter clear() {
    size = 0;
    return this;
  }
}
