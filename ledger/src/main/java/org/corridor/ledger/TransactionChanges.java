package org.corridor.ledger;

import java.util.ArrayList;
import java.util.List;
import org.corridor.ledger.state.Entry;
import org.corridor.ledger.state.LedgerTransaction.Change;
import org.jspecify.annotations.Nullable;
import org.stellar.sdk.xdr.LedgerEntryChange;
import org.stellar.sdk.xdr.OperationMeta;
import org.stellar.sdk.xdr.TransactionMeta;

/**
 * What a transaction changed, apart from the fee: what its meta says, as entries.
 *
 * @param before what changed before its operations, most of all its sequence number
 * @param operations what each operation changed; empty when the transaction failed
 */
public record TransactionChanges(List<Change> before, List<List<Change>> operations) {
  /** What the operation with this index changed, from 0; nothing when the transaction failed. */
  public List<Change> operation(int index) {
    return index < operations.size() ? operations.get(index) : List.of();
  }

  /** Reads what a meta of protocol 19 says. */
  public static TransactionChanges of(TransactionMeta meta) {
    List<List<Change>> operations = new ArrayList<>();
    for (OperationMeta operation : meta.getV2().getOperations()) {
      operations.add(of(operation.getChanges().getLedgerEntryChanges()));
    }
    return new TransactionChanges(
        of(meta.getV2().getTxChangesBefore().getLedgerEntryChanges()), operations);
  }

  /** Reads a list of changes, in which what an entry was stands before what it became. */
  public static List<Change> of(LedgerEntryChange[] list) {
    List<Change> changes = new ArrayList<>(list.length);
    Entry before = null;
    for (LedgerEntryChange one : list) {
      Entry after =
          switch (one.getDiscriminant()) {
            case LEDGER_ENTRY_STATE, LEDGER_ENTRY_REMOVED -> null;
            case LEDGER_ENTRY_CREATED -> Entry.of(one.getCreated());
            case LEDGER_ENTRY_UPDATED -> Entry.of(one.getUpdated());
          };
      switch (one.getDiscriminant()) {
        case LEDGER_ENTRY_STATE -> before = Entry.of(one.getState());
        case LEDGER_ENTRY_CREATED, LEDGER_ENTRY_UPDATED, LEDGER_ENTRY_REMOVED -> {
          changes.add(change(before, after));
          before = null;
        }
      }
    }
    return changes;
  }

  private static Change change(@Nullable Entry before, @Nullable Entry after) {
    Entry either = after == null ? before : after;
    if (either == null) {
      throw new IllegalArgumentException("an entry is removed that was not there");
    }
    return new Change(either.key(), before, after);
  }
}
