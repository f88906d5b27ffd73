package org.corridor.ledger.state;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.stellar.sdk.xdr.Uint32;
import org.stellar.sdk.xdr.Uint64;
import org.stellar.sdk.xdr.XdrString;
import org.stellar.sdk.xdr.XdrUnsignedHyperInteger;
import org.stellar.sdk.xdr.XdrUnsignedInteger;

/** Plain values to the XDR library's boxes and back. */
public final class XdrValues {
  private XdrValues() {}

  /** Returns Latin-1 text as an XDR string. */
  public static XdrString string(String latin1) {
    return new XdrString(latin1.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Returns the bytes of an XDR string as Latin-1 text. */
  public static String text(XdrString string) {
    return new String(string.getBytes(), StandardCharsets.ISO_8859_1);
  }

  /** Returns the bits of an int as an unsigned XDR number. */
  public static Uint32 uint32(int value) {
    return new Uint32(new XdrUnsignedInteger(Integer.toUnsignedLong(value)));
  }

  /** Returns the bits of an unsigned XDR number. */
  public static int int32(Uint32 value) {
    return (int) (long) value.getUint32().getNumber();
  }

  /** Returns the bits of a long as an unsigned XDR number. */
  public static Uint64 uint64(long value) {
    BigInteger number = BigInteger.valueOf(value);
    return new Uint64(
        new XdrUnsignedHyperInteger(
            value < 0 ? number.add(BigInteger.ONE.shiftLeft(Long.SIZE)) : number));
  }

  /** Returns the bits of an unsigned XDR number. */
  public static long int64(Uint64 value) {
    return value.getUint64().getNumber().longValue();
  }
}
