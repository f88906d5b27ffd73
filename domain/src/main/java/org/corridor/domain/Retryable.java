package org.corridor.domain;

/**
 * A fault of infrastructure: a peer, a database or a ledger did not do its part. Says whether
 * trying again, bounded, makes sense.
 */
public class Retryable extends RuntimeException {
  /**
   * Reports a fault that may pass.
   *
   * @param message what did not answer, without personal data
   * @param cause the fault below
   */
  public Retryable(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Reports a fault that may pass.
   *
   * @param message what did not answer, without personal data
   */
  public Retryable(String message) {
    super(message);
  }
}
