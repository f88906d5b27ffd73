package org.corridor.domain;

/**
 * States what the code relies on; when it does not hold there is a bug, and the thing that has it
 * must stop.
 */
public final class Invariant {
  private Invariant() {}

  /**
   * Requires that a condition holds.
   *
   * @param condition what must be true
   * @param message what was relied on, without personal data
   * @throws BrokenInvariant when it does not hold; never to be caught except at the outermost edge
   */
  public static void require(boolean condition, String message) {
    if (!condition) {
      throw new BrokenInvariant(message);
    }
  }

  /** A bug: something that the code relies on was not so. */
  public static final class BrokenInvariant extends IllegalStateException {
    BrokenInvariant(String message) {
      super(message);
    }
  }
}
