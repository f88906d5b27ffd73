package org.corridor.ledger.apply;

import java.util.ArrayList;
import java.util.List;
import org.corridor.ledger.state.Entry;
import org.corridor.ledger.state.KeyXdr;
import org.corridor.ledger.state.LedgerTransaction.Change;
import org.stellar.sdk.xdr.LedgerEntryChange;
import org.stellar.sdk.xdr.LedgerEntryChangeType;
import org.stellar.sdk.xdr.LedgerEntryChanges;
import org.stellar.sdk.xdr.OperationMeta;
import org.stellar.sdk.xdr.TransactionMeta;
import org.stellar.sdk.xdr.TransactionMetaV2;

/** Gathers what a transaction changed: before its operations, then by each of them. */
final class MetaBuilder {
  private static final int VERSION = 2;

  private final List<LedgerEntryChange> before = new ArrayList<>();
  private final List<OperationMeta> operations = new ArrayList<>();

  void addBefore(List<Change> changes) {
    append(before, changes);
  }

  void addOperation(List<Change> changes) {
    OperationMeta meta = new OperationMeta();
    meta.setChanges(changes(changes));
    operations.add(meta);
  }

  /** Forgets the operations, since none of them is kept. */
  void dropOperations() {
    operations.clear();
  }

  TransactionMeta build() {
    TransactionMetaV2 v2 = new TransactionMetaV2();
    v2.setTxChangesBefore(new LedgerEntryChanges(before.toArray(LedgerEntryChange[]::new)));
    v2.setOperations(operations.toArray(OperationMeta[]::new));
    v2.setTxChangesAfter(new LedgerEntryChanges(new LedgerEntryChange[0]));
    TransactionMeta meta = new TransactionMeta();
    meta.setDiscriminant(VERSION);
    meta.setV2(v2);
    return meta;
  }

  static LedgerEntryChanges changes(List<Change> changes) {
    List<LedgerEntryChange> list = new ArrayList<>(changes.size() * 2);
    append(list, changes);
    return new LedgerEntryChanges(list.toArray(LedgerEntryChange[]::new));
  }

  private static void append(List<LedgerEntryChange> list, List<Change> changes) {
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
  }
}
