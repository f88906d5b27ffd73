package org.corridor.ledger.store;

/** What a position in a subject's history stands for; one byte of these bits per position. */
public final class HistoryFlag {
  /** A transaction that the subject took part in. */
  public static final int TRANSACTION = 1;

  /** An operation that the subject took part in. */
  public static final int OPERATION = 1 << 1;

  /** An operation that Horizon lists as a payment. */
  public static final int PAYMENT = 1 << 2;

  /** An operation that may have had effects on the subject. */
  public static final int EFFECTS = 1 << 3;

  /** An operation in which the subject traded. */
  public static final int TRADES = 1 << 4;

  /** The transaction failed. */
  public static final int FAILED = 1 << 5;

  private HistoryFlag() {}
}
