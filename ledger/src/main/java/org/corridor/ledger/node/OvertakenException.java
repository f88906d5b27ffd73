package org.corridor.ledger.node;

import org.stellar.sdk.xdr.TransactionResult;

/**
 * A transaction was acceptable when it was handed in, but no longer when its turn came: it was
 * dropped without a charge, and will never be applied unless it is handed in again.
 */
public final class OvertakenException extends RuntimeException {
  private final transient TransactionResult result;

  OvertakenException(TransactionResult result) {
    super("overtaken: " + result.getResult().getDiscriminant(), null, false, false);
    this.result = result;
  }

  /** What the transaction would have been refused with. */
  public TransactionResult result() {
    return result;
  }
}
