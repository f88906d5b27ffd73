package org.corridor.ledger.apply;

/** Texts that entries may hold. */
final class Texts {
  private static final char FIRST = ' ';
  private static final char LAST = '~';

  private Texts() {}

  /** Returns whether all is printable ASCII. */
  static boolean valid(String latin1) {
    return latin1.chars().allMatch(c -> c >= FIRST && c <= LAST);
  }
}
