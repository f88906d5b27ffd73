package org.corridor.ledger.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.corridor.ledger.AppliedTransaction;
import org.corridor.ledger.TransactionBytes;
import org.corridor.ledger.TransactionChanges;
import org.corridor.ledger.state.Bytes;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.stellar.sdk.xdr.Hash;
import org.stellar.sdk.xdr.TransactionEnvelope;
import org.stellar.sdk.xdr.TransactionMeta;
import org.stellar.sdk.xdr.TransactionResult;
import org.stellar.sdk.xdr.TransactionResultPair;

/**
 * Leaves out old transactions. Headers stay, so the chain of their hashes can always be walked.
 *
 * <p>First the boundary moves, durably, and with it what anybody may read; then the rows behind it
 * are removed ledger by ledger. A crash in between leaves rows that nobody reads, and the next
 * pruning goes on where this one stopped.
 */
final class Pruning {
  private final LedgerStore store;

  Pruning(LedgerStore store) {
    this.store = store;
  }

  /** Removes what lies before the boundary; ends early, without harm, when interrupted. */
  void sweep(int from, int elder) {
    for (int ledger = from; ledger < elder && !Thread.currentThread().isInterrupted(); ledger++) {
      int swept = ledger;
      List<StoredTransaction> transactions = store.transactionsOf(swept);
      store.write(
          false,
          batch -> {
            remove(batch, swept, transactions);
            StoredLedger header = store.ledger(swept).orElseThrow();
            batch.put(Keys.ledger(swept), header.pruned().encode());
            batch.put(Keys.SWEPT, Keys.number(swept + 1));
            if (swept < elder - 1) {
              batch.delete(Keys.snapshot(swept));
            }
          });
    }
  }

  private void remove(WriteBatch batch, int ledger, List<StoredTransaction> transactions)
      throws RocksDBException {
    List<AppliedTransaction> decoded = new ArrayList<>(transactions.size());
    for (StoredTransaction transaction : transactions) {
      batch.delete(Keys.transaction(transaction.id()));
      decoded.add(Xdr.trusted(() -> decode(transaction)));
    }
    CloseRows.indexes(
        ledger,
        decoded,
        (key, value) -> {
          // The same inner transaction may have come again later, and is found there then.
          if (key[0] != Keys.BY_HASH || Arrays.equals(store.get(key), value)) {
            LedgerStore.delete(batch, key);
          }
        });
  }

  private static AppliedTransaction decode(StoredTransaction stored) throws java.io.IOException {
    TransactionResultPair pair = new TransactionResultPair();
    pair.setTransactionHash(new Hash(stored.hash()));
    pair.setResult(TransactionResult.fromXdrByteArray(stored.result()));
    return new AppliedTransaction(
        Bytes.of(stored.hash()),
        TransactionEnvelope.fromXdrByteArray(stored.envelope()),
        pair,
        TransactionChanges.of(TransactionMeta.fromXdrByteArray(stored.meta())),
        new TransactionBytes(
            stored.envelope(), stored.result(), stored.meta(), stored.feeChanges()));
  }
}
