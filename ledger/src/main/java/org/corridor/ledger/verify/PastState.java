package org.corridor.ledger.verify;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.corridor.ledger.state.Entry;
import org.corridor.ledger.state.KeyXdr;
import org.corridor.ledger.store.LedgerStore;
import org.corridor.ledger.store.StateDigest;
import org.corridor.ledger.store.StateSnapshot;
import org.corridor.ledger.store.StoredTransaction;
import org.corridor.ledger.store.Xdr;
import org.jspecify.annotations.Nullable;
import org.stellar.sdk.xdr.LedgerEntry;
import org.stellar.sdk.xdr.LedgerEntryChange;
import org.stellar.sdk.xdr.LedgerEntryChanges;
import org.stellar.sdk.xdr.TransactionEnvelope;
import org.stellar.sdk.xdr.TransactionMeta;

/**
 * The entries after an earlier close: those of now, but for what was touched since, which is as the
 * first change since then found it.
 */
final class PastState {
  /** An entry that was not there yet has no bytes. */
  private static final byte[] ABSENT = {};

  private final LedgerStore store;
  private final int ledger;
  private final TreeMap<byte[], byte[]> before = new TreeMap<>(Arrays::compareUnsigned);

  private PastState(LedgerStore store, int ledger) {
    this.store = store;
    this.ledger = ledger;
  }

  /** Works the state out; all transactions since the ledger must still be kept. */
  static PastState after(LedgerStore store, int ledger) {
    PastState state = new PastState(store, ledger);
    for (int next = ledger + 1; next <= store.last(); next++) {
      state.undo(store.transactionsOf(next));
    }
    return state;
  }

  private void undo(List<StoredTransaction> transactions) {
    // A ledger charges all fees before it applies the first transaction.
    for (StoredTransaction transaction : transactions) {
      remember(
          Xdr.changes(
              Xdr.trusted(() -> LedgerEntryChanges.fromXdrByteArray(transaction.feeChanges()))));
    }
    for (StoredTransaction transaction : transactions) {
      TransactionMeta meta =
          Xdr.trusted(() -> TransactionMeta.fromXdrByteArray(transaction.meta()));
      TransactionEnvelope envelope = LedgerStore.envelope(transaction);
      remember(Xdr.changesBefore(meta));
      int operations = Xdr.operations(envelope).length;
      for (int i = 0; i < operations; i++) {
        remember(Xdr.operationChanges(meta, i));
      }
      remember(Xdr.changesAfter(meta));
    }
  }

  private void remember(LedgerEntryChange[] changes) {
    for (LedgerEntryChange change : changes) {
      switch (change.getDiscriminant()) {
        case LEDGER_ENTRY_STATE -> {
          LedgerEntry entry = change.getState();
          before.putIfAbsent(keyOf(entry), Xdr.bytes(entry));
        }
        case LEDGER_ENTRY_CREATED -> before.putIfAbsent(keyOf(change.getCreated()), ABSENT);
        case LEDGER_ENTRY_UPDATED, LEDGER_ENTRY_REMOVED -> {
          // What it was came just before.
        }
      }
    }
  }

  private static byte[] keyOf(LedgerEntry entry) {
    return Xdr.bytes(KeyXdr.encode(Entry.of(entry).key()));
  }

  /** The digest of the entries, as a snapshot under a header's hash. */
  StateSnapshot digest(byte[] headerHash) {
    StateDigest digest = new StateDigest();
    each(digest::add);
    return digest.snapshot(ledger, headerHash);
  }

  /** Hands out the entries in the order of their keys. */
  void eachEntry(Consumer<LedgerEntry> consumer) {
    each((key, entry) -> consumer.accept(Xdr.trusted(() -> LedgerEntry.fromXdrByteArray(entry))));
  }

  private void each(LedgerStore.RowVisitor visitor) {
    Iterator<Map.Entry<byte[], byte[]>> undone = before.entrySet().iterator();
    Cursor cursor = new Cursor(undone);
    store.eachEntry(
        (key, value) -> {
          Map.Entry<byte[], byte[]> next = cursor.head;
          while (next != null && Arrays.compareUnsigned(next.getKey(), key) < 0) {
            present(next, visitor);
            next = cursor.advance();
          }
          if (next != null && Arrays.equals(next.getKey(), key)) {
            present(next, visitor);
            cursor.advance();
          } else {
            visitor.visit(key, value);
          }
        });
    for (Map.Entry<byte[], byte[]> next = cursor.head; next != null; next = cursor.advance()) {
      present(next, visitor);
    }
  }

  private static void present(Map.Entry<byte[], byte[]> entry, LedgerStore.RowVisitor visitor) {
    if (entry.getValue().length > 0) {
      visitor.visit(entry.getKey(), entry.getValue());
    }
  }

  private static final class Cursor {
    private final Iterator<Map.Entry<byte[], byte[]>> rest;
    private Map.@Nullable Entry<byte[], byte[]> head;

    Cursor(Iterator<Map.Entry<byte[], byte[]>> rest) {
      this.rest = rest;
      head = rest.hasNext() ? rest.next() : null;
    }

    Map.@Nullable Entry<byte[], byte[]> advance() {
      head = rest.hasNext() ? rest.next() : null;
      return head;
    }
  }
}
