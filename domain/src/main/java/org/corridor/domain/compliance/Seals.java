package org.corridor.domain.compliance;

import org.corridor.domain.party.Bic;

/** Port: signs what goes to other banks, and checks what comes from them. */
public interface Seals {
  /** Our own bank. */
  Bic self();

  /** Signs a request with a fresh nonce. */
  Letter seal(String purpose, Bic recipient, byte[] body);

  /** Signs an answer that is good for one request only. */
  Letter sealReply(String purpose, Letter request, byte[] body);

  /**
   * Checks a request and uses up its nonce: the same letter is refused the second time.
   *
   * @param purpose what the body must be
   * @throws org.corridor.domain.Retryable when the nonces seen cannot be asked for
   */
  Opened open(String purpose, Letter letter, byte[] body);

  /** Checks an answer: from the bank that was asked, and to this very request. */
  Opened openReply(String purpose, Letter request, Letter reply, byte[] body);

  /** What became of a letter. */
  sealed interface Opened {
    /** It is genuine, fresh, and for us. */
    record Genuine(Bic sender) implements Opened {}

    /**
     * It is not to be believed.
     *
     * @param why which check it failed
     */
    record NotGenuine(Fault why) implements Opened {}
  }

  /** The checks, in the order in which they are made. */
  enum Fault {
    /** It was signed for another purpose. */
    WRONG_PURPOSE,
    /** It is for another bank. */
    NOT_FOR_US,
    /** No key is known for its sender. */
    UNKNOWN_SENDER,
    /** Sender, recipient or nonce do not belong to the request that it claims to answer. */
    NOT_THE_ANSWER,
    /** It was sent too long ago. */
    EXPIRED,
    /** It was sent in the future. */
    FROM_THE_FUTURE,
    /** The nonce or the signature is not of the right form. */
    MALFORMED,
    /** The signature does not belong to these bytes and this sender. */
    BAD_SIGNATURE,
    /** This nonce was used before. */
    REPLAYED
  }
}
