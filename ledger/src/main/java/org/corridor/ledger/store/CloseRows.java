package org.corridor.ledger.store;

import java.nio.ByteBuffer;
import java.util.List;
import org.corridor.ledger.AppliedTransaction;
import org.corridor.ledger.ClosedLedger;
import org.corridor.ledger.TransactionBytes;
import org.corridor.ledger.state.Bytes;
import org.jspecify.annotations.Nullable;
import org.stellar.sdk.xdr.TransactionResult;

/** What a close adds to history: its header, its transactions and their indexes, as rows. */
public final class CloseRows {
  private CloseRows() {}

  /** Takes a row. */
  @FunctionalInterface
  public interface Sink {
    /** Takes a row. */
    void put(byte[] key, byte[] value);
  }

  /** Hands out the rows of a close: always the same ones. */
  public static void of(ClosedLedger closed, Sink sink) {
    int sequence = closed.header().getLedgerSeq().getUint32().getNumber().intValue();
    long closeTime = closeTime(closed);
    int order = 0;
    int succeeded = 0;
    int operations = 0;
    int allOperations = 0;
    for (AppliedTransaction applied : closed.applied()) {
      order++;
      int count = Xdr.operations(applied.envelope()).length;
      allOperations += count;
      if (Xdr.successful(applied.result().getResult())) {
        succeeded++;
        operations += count;
      }
      sink.put(Keys.transaction(HistoryId.of(sequence, order, 0)), encoded(applied, closeTime));
    }
    StoredLedger ledger =
        new StoredLedger(
            closed.hash().toArray(),
            closed.commitment().state().toArray(),
            closed.commitment().root().toArray(),
            Xdr.bytes(closed.header()),
            succeeded,
            order - succeeded,
            operations,
            allOperations);
    sink.put(Keys.ledger(sequence), ledger.encode());
    indexes(sequence, closed.applied(), sink);
  }

  /** Hands out the rows by which the transactions of a ledger are found. */
  static void indexes(int sequence, List<AppliedTransaction> inOrder, Sink sink) {
    HistoryRows rows = new HistoryRows();
    int order = 0;
    for (AppliedTransaction applied : inOrder) {
      order++;
      rows.add(applied, order);
      byte[] position = Keys.number(HistoryId.of(sequence, order, 0));
      sink.put(Keys.byHash(applied.hash().toArray()), position);
      byte[] inner = innerHash(applied);
      if (inner != null) {
        sink.put(Keys.byHash(inner), position);
      }
    }
    rows.forEach((subject, row) -> sink.put(Keys.history(subject, sequence), row));
  }

  /** Whether a row says where the transaction with some hash is. */
  public static boolean isHash(byte[] key) {
    return key[0] == Keys.BY_HASH;
  }

  /** The position that such a row holds. */
  public static long position(Bytes value) {
    return ByteBuffer.wrap(value.toArray()).getLong();
  }

  /** Says in words what kind of row it is. */
  public static String describe(byte[] key) {
    return switch (key[0]) {
      case Keys.LEDGER -> "header";
      case Keys.TRANSACTION -> "transaction";
      case Keys.BY_HASH -> "hash";
      default -> "history of an account, asset or offer";
    };
  }

  private static byte[] encoded(AppliedTransaction applied, long closeTime) {
    TransactionBytes bytes = applied.bytes();
    return StoredTransaction.encode(
        closeTime,
        applied.hash().toArray(),
        bytes.envelope(),
        bytes.result(),
        bytes.meta(),
        bytes.feeChanges());
  }

  private static long closeTime(ClosedLedger closed) {
    return closed
        .header()
        .getScpValue()
        .getCloseTime()
        .getTimePoint()
        .getUint64()
        .getNumber()
        .longValueExact();
  }

  private static byte @Nullable [] innerHash(AppliedTransaction applied) {
    TransactionResult result = applied.result().getResult();
    return switch (result.getResult().getDiscriminant()) {
      case txFEE_BUMP_INNER_SUCCESS, txFEE_BUMP_INNER_FAILED ->
          result.getResult().getInnerResultPair().getTransactionHash().getHash();
      default -> null;
    };
  }
}
