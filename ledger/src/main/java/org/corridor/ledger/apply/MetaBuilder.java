package org.corridor.ledger.apply;

import java.util.ArrayList;
import java.util.List;
import org.corridor.ledger.AppliedTransaction;
import org.corridor.ledger.TransactionBytes;
import org.corridor.ledger.TransactionChanges;
import org.corridor.ledger.state.Entry;
import org.corridor.ledger.state.EntryWriter;
import org.corridor.ledger.state.LedgerTransaction.Change;
import org.corridor.ledger.state.XdrWriter;
import org.stellar.sdk.xdr.LedgerEntryChangeType;
import org.stellar.sdk.xdr.TransactionResultPair;

/** Gathers what a transaction changed: before its operations, then by each of them. */
final class MetaBuilder {
  private static final int VERSION = 2;

  private final List<Change> before = new ArrayList<>(4);
  private final List<List<Change>> operations = new ArrayList<>();

  void addBefore(List<Change> changes) {
    before.addAll(changes);
  }

  void addOperation(List<Change> changes) {
    operations.add(changes);
  }

  /** Forgets the operations, since none of them is kept. */
  void dropOperations() {
    operations.clear();
  }

  /** Returns the whole transaction, encoded. */
  AppliedTransaction applied(Frame frame, TransactionResultPair pair, List<Change> feeChanges) {
    return new AppliedTransaction(
        frame.hash(),
        frame.envelope(),
        pair,
        new TransactionChanges(before, operations),
        new TransactionBytes(
            frame.bytes(),
            Frame.bytes(pair.getResult()::toXdrByteArray),
            encoded(),
            write(feeChanges, new XdrWriter()).toArray()));
  }

  /** A TransactionMeta. */
  private byte[] encoded() {
    XdrWriter out = new XdrWriter().int32(VERSION);
    write(before, out).int32(operations.size());
    operations.forEach(changes -> write(changes, out));
    return out.int32(0).toArray();
  }

  /** Writes a LedgerEntryChanges. */
  private static XdrWriter write(List<Change> changes, XdrWriter out) {
    int count = 0;
    for (Change change : changes) {
      count += change.before() == null ? 1 : 2;
    }
    out.int32(count);
    for (Change change : changes) {
      Entry old = change.before();
      Entry now = change.after();
      if (old != null) {
        EntryWriter.entry(old, out.int32(LedgerEntryChangeType.LEDGER_ENTRY_STATE.getValue()));
      }
      if (now == null) {
        EntryWriter.key(
            change.key(), out.int32(LedgerEntryChangeType.LEDGER_ENTRY_REMOVED.getValue()));
      } else {
        LedgerEntryChangeType type =
            old == null
                ? LedgerEntryChangeType.LEDGER_ENTRY_CREATED
                : LedgerEntryChangeType.LEDGER_ENTRY_UPDATED;
        EntryWriter.entry(now, out.int32(type.getValue()));
      }
    }
    return out;
  }
}
