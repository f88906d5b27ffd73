package org.corridor.ledger.store;

/**
 * Positions in history as Horizon numbers them (SEP-35): 32 bits of ledger sequence, 20 bits of the
 * transaction's order of application (from 1), 12 bits of the operation's order (from 1; 0 names
 * the transaction itself). A position is also its own paging token.
 */
public final class HistoryId {
  private static final int TRANSACTION_SHIFT = 12;
  private static final int LEDGER_SHIFT = 32;
  private static final long OPERATION_MASK = (1L << TRANSACTION_SHIFT) - 1;
  private static final long LOW_MASK = (1L << LEDGER_SHIFT) - 1;
  private static final long TRANSACTION_MASK = ~OPERATION_MASK;

  private HistoryId() {}

  /** The position of a ledger: before everything that happened in it. */
  public static long ofLedger(int ledger) {
    return (long) ledger << LEDGER_SHIFT;
  }

  /** The position of a transaction (operation 0) or of one of its operations (from 1). */
  public static long of(int ledger, int transaction, int operation) {
    return ofLedger(ledger) | (long) transaction << TRANSACTION_SHIFT | operation;
  }

  /** The ledger of a position. */
  public static int ledger(long id) {
    return (int) (id >>> LEDGER_SHIFT);
  }

  /** The order of application, from 1, of the transaction of a position. */
  public static int transaction(long id) {
    return (int) ((id & LOW_MASK) >>> TRANSACTION_SHIFT);
  }

  /** The order, from 1, of the operation of a position; 0 when it names the transaction. */
  public static int operation(long id) {
    return (int) (id & OPERATION_MASK);
  }

  /** The position of the transaction to which this position belongs. */
  public static long transactionOf(long id) {
    return id & TRANSACTION_MASK;
  }

  static int low(long id) {
    return (int) id;
  }

  static long join(int ledger, int low) {
    return ofLedger(ledger) | (low & LOW_MASK);
  }
}
