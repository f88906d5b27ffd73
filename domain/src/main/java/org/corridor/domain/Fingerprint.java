package org.corridor.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Derives identifiers that are the same whenever they are derived again. */
public final class Fingerprint {
  private Fingerprint() {}

  /**
   * The SHA-256 of a text.
   *
   * @param text in UTF-8
   * @param length how many hexadecimal characters, at most 64
   */
  public static String of(String text, int length) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] hash = digest.digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, length);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
