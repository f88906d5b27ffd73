package org.corridor.domain.compliance;

import java.time.Instant;
import org.corridor.domain.party.Bic;

/**
 * The signed outside of one request or answer between two banks. The signature covers every other
 * component and the exact bytes of the body.
 *
 * @param purpose what the body is, for example {@code agreements}: a body signed for one purpose is
 *     none for another
 * @param sender who signed
 * @param recipient for whom alone
 * @param sentAt when
 * @param nonce {@value #NONCE_DIGITS} hexadecimal digits, never used before by this sender
 * @param inReplyTo the nonce of the request that is answered; empty in a request
 * @param signature Ed25519 in base64
 */
public record Letter(
    String purpose,
    Bic sender,
    Bic recipient,
    Instant sentAt,
    String nonce,
    String inReplyTo,
    String signature) {
  /** Digits of a nonce: 128 bits. */
  public static final int NONCE_DIGITS = 32;
}
