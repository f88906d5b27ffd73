package org.corridor.ledger.node;

import java.util.concurrent.CompletableFuture;
import org.corridor.ledger.state.Bytes;
import org.stellar.sdk.xdr.TransactionResult;

/** What became of a transaction when it was handed in. */
public sealed interface Submission {
  /** The hash of the transaction on this network. */
  Bytes hash();

  /**
   * It waits for the next close.
   *
   * @param closed completed when the close that applied it is durable
   */
  record Pending(Bytes hash, CompletableFuture<Integer> closed) implements Submission {}

  /** The same transaction waits already. */
  record Duplicate(Bytes hash, CompletableFuture<Integer> closed) implements Submission {}

  /** The same transaction was applied in an earlier ledger. */
  record AlreadyApplied(Bytes hash) implements Submission {}

  /** The ledger would not charge it a fee, let alone apply it. */
  record Refused(Bytes hash, TransactionResult result) implements Submission {}

  /** Too much is waiting: come again after the next close. */
  record TryAgainLater(Bytes hash) implements Submission {}
}
