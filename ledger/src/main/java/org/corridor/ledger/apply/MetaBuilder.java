package org.corridor.ledger.apply;

import java.util.ArrayList;
import java.util.List;
import org.corridor.ledger.AppliedTransaction;
import org.corridor.ledger.TransactionBytes;
import org.corridor.ledger.state.Entry;
import org.corridor.ledger.state.EntryWriter;
import org.corridor.ledger.state.KeyXdr;
import org.corridor.ledger.state.LedgerTransaction.Change;
import org.corridor.ledger.state.XdrWriter;
import org.stellar.sdk.xdr.LedgerEntryChange;
import org.stellar.sdk.xdr.LedgerEntryChangeType;
import org.stellar.sdk.xdr.LedgerEntryChanges;
import org.stellar.sdk.xdr.OperationMeta;
import org.stellar.sdk.xdr.TransactionMeta;
import org.stellar.sdk.xdr.TransactionMetaV2;
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
        build(),
        changes(feeChanges),
        new TransactionBytes(
            frame.bytes(),
            Frame.bytes(pair.getResult()::toXdrByteArray),
            encoded(),
            write(feeChanges, new XdrWriter()).toArray()));
  }

  private TransactionMeta build() {
    TransactionMetaV2 v2 = new TransactionMetaV2();
    v2.setTxChangesBefore(changes(before));
    OperationMeta[] metas = new OperationMeta[operations.size()];
    for (int i = 0; i < metas.length; i++) {
      metas[i] = new OperationMeta();
      metas[i].setChanges(changes(operations.get(i)));
    }
    v2.setOperations(metas);
    v2.setTxChangesAfter(new LedgerEntryChanges(new LedgerEntryChange[0]));
    TransactionMeta meta = new TransactionMeta();
    meta.setDiscriminant(VERSION);
    meta.setV2(v2);
    return meta;
  }

  private byte[] encoded() {
    XdrWriter out = new XdrWriter().int32(VERSION);
    write(before, out).int32(operations.size());
    operations.forEach(changes -> write(changes, out));
    return out.int32(0).toArray();
  }

  private static LedgerEntryChanges changes(List<Change> changes) {
    List<LedgerEntryChange> list = new ArrayList<>(changes.size() * 2);
    for (Change change : changes) {
      Entry old = change.before();
      Entry now = change.after();
      LedgerEntryChange xdr = new LedgerEntryChange();
      if (old != null) {
        LedgerEntryChange state = new LedgerEntryChange();
        state.setDiscriminant(LedgerEntryChangeType.LEDGER_ENTRY_STATE);
        state.setState(old.toXdr());
        list.add(state);
      }
      if (now == null) {
        xdr.setDiscriminant(LedgerEntryChangeType.LEDGER_ENTRY_REMOVED);
        xdr.setRemoved(KeyXdr.encode(change.key()));
      } else if (old == null) {
        xdr.setDiscriminant(LedgerEntryChangeType.LEDGER_ENTRY_CREATED);
        xdr.setCreated(now.toXdr());
      } else {
        xdr.setDiscriminant(LedgerEntryChangeType.LEDGER_ENTRY_UPDATED);
        xdr.setUpdated(now.toXdr());
      }
      list.add(xdr);
    }
    return new LedgerEntryChanges(list.toArray(LedgerEntryChange[]::new));
  }

  /** Writes what {@link #changes} builds. */
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
