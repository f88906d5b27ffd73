package org.corridor.adapters.codec.check;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.corridor.domain.Malformed;
import org.corridor.domain.ReasonCode;

/** Decodes UTF-8 without mercy: what is not UTF-8 is refused and never replaced. */
public final class Utf8 {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private Utf8() {}

  /** Whether bytes begin with the mark that some systems put before UTF-8. */
  public static boolean startsWithMark(byte[] bytes) {
    return bytes.length >= BYTE_ORDER_MARK.length
        && bytes[0] == BYTE_ORDER_MARK[0]
        && bytes[1] == BYTE_ORDER_MARK[1]
        && bytes[2] == BYTE_ORDER_MARK[2];
  }

  /** Where the text begins: after the mark, when there is one. */
  public static int start(byte[] bytes) {
    return startsWithMark(bytes) ? BYTE_ORDER_MARK.length : 0;
  }

  /**
   * Decodes bytes.
   *
   * @return the characters; the buffer has an array
   * @throws Malformed when they are not UTF-8
   */
  public static CharBuffer decode(byte[] bytes) {
    int from = start(bytes);
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, from, bytes.length - from));
    } catch (CharacterCodingException e) {
      throw new Malformed("text.encoding", ReasonCode.FF01, "not valid UTF-8");
    }
  }
}
