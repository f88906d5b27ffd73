package org.corridor.domain.payment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.corridor.domain.Malformed;
import org.corridor.domain.ReasonCode;

/**
 * The unique end-to-end transaction reference of a payment: a version 4 UUID (RFC 9562) in lower
 * case, as SWIFT gpi and CBPR+ ask. It is the payment's identity everywhere in Corridor.
 *
 * @param value 36 characters
 */
public record Uetr(String value) {
  private static final Pattern FORM =
      Pattern.compile("[a-f0-9]{8}-[a-f0-9]{4}-4[a-f0-9]{3}-[89ab][a-f0-9]{3}-[a-f0-9]{12}");

  /**
   * Checks the form.
   *
   * @throws Malformed when it is not a version 4 UUID in lower case
   */
  public Uetr {
    if (!FORM.matcher(value).matches()) {
      throw new Malformed(
          "uetr.format", ReasonCode.CH16, "UETR must be a lower-case version 4 UUID");
    }
  }

  /**
   * The reference of a payment whose message carries none (pain.001.001.03, older MT103): derived
   * from what identifies it at its sender, so that the same order sent again has the same
   * reference.
   *
   * @param sender who sent it
   * @param messageId the message's identification
   * @param index the order's place in the message
   * @param endToEndId the order's end-to-end identification
   */
  public static Uetr derived(String sender, String messageId, int index, String endToEndId) {
    String seed = sender + '\n' + messageId + '\n' + index + '\n' + endToEndId;
    byte[] hash;
    try {
      hash = MessageDigest.getInstance("SHA-256").digest(seed.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
    hash[6] = (byte) (hash[6] & 0x0F | 0x40);
    hash[8] = (byte) (hash[8] & 0x3F | 0x80);
    java.nio.ByteBuffer bytes = java.nio.ByteBuffer.wrap(hash);
    return new Uetr(new UUID(bytes.getLong(), bytes.getLong()).toString());
  }

  @Override
  public String toString() {
    return value;
  }
}
