package org.corridor.ledger.horizon;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.corridor.ledger.store.HistoryId;
import org.corridor.ledger.store.LedgerStore;
import org.corridor.ledger.store.Participants;
import org.corridor.ledger.store.StoredTransaction;
import org.corridor.ledger.store.Xdr;
import org.jspecify.annotations.Nullable;
import org.stellar.sdk.xdr.LedgerEntry;
import org.stellar.sdk.xdr.LedgerEntryChange;
import org.stellar.sdk.xdr.LedgerEntryType;
import org.stellar.sdk.xdr.LiquidityPoolEntry;
import org.stellar.sdk.xdr.MuxedAccount;
import org.stellar.sdk.xdr.Operation;
import org.stellar.sdk.xdr.OperationResult;
import org.stellar.sdk.xdr.TransactionEnvelope;
import org.stellar.sdk.xdr.TransactionMeta;
import org.stellar.sdk.xdr.TransactionResult;

/** A stored transaction, decoded once for all operations of it that an answer shows. */
final class Applied {
  private final StoredTransaction stored;
  private final TransactionEnvelope envelope;
  private final TransactionResult result;
  private final boolean successful;
  private @Nullable TransactionMeta meta;

  Applied(StoredTransaction stored) {
    this.stored = stored;
    envelope = LedgerStore.envelope(stored);
    result = Xdr.trusted(() -> TransactionResult.fromXdrByteArray(stored.result()));
    successful = Xdr.successful(result);
  }

  /** An entry before and after an operation; absent before it was made or after it was removed. */
  record Change(@Nullable LedgerEntry before, @Nullable LedgerEntry after) {
    LedgerEntry some() {
      LedgerEntry entry = after == null ? before : after;
      if (entry == null) {
        throw new IllegalStateException("a change of nothing into nothing");
      }
      return entry;
    }

    LedgerEntryType type() {
      return some().getData().getDiscriminant();
    }
  }

  /** What an operation did to a pool: its latest state, and the difference. */
  record PoolChange(LiquidityPoolEntry pool, long reserveA, long reserveB, long shares) {}

  StoredTransaction stored() {
    return stored;
  }

  TransactionEnvelope envelope() {
    return envelope;
  }

  boolean successful() {
    return successful;
  }

  int operations() {
    return Xdr.operations(envelope).length;
  }

  Operation operation(int index) {
    return Xdr.operations(envelope)[index];
  }

  long operationId(int index) {
    return HistoryId.of(stored.ledger(), HistoryId.transaction(stored.id()), index + 1);
  }

  MuxedAccount source(int index) {
    return Participants.source(envelope, operation(index));
  }

  /** The result of an operation of a transaction that succeeded. */
  OperationResult.OperationResultTr outcome(int index) {
    return Xdr.operationResults(result)[index].getTr();
  }

  OperationResult operationResult(int index) {
    return Xdr.operationResults(result)[index];
  }

  LedgerEntryChange[] rawChanges(int index) {
    if (!successful) {
      return new LedgerEntryChange[0];
    }
    TransactionMeta decoded = meta;
    if (decoded == null) {
      decoded = Xdr.trusted(() -> TransactionMeta.fromXdrByteArray(stored.meta()));
      meta = decoded;
    }
    return Xdr.operationChanges(decoded, index);
  }

  /** What an operation changed, in the order in which the ledger recorded it. */
  List<Change> changes(int index) {
    LedgerEntryChange[] raw = rawChanges(index);
    List<Change> changes = new ArrayList<>(raw.length);
    for (int i = 0; i < raw.length; i++) {
      switch (raw[i].getDiscriminant()) {
        case LEDGER_ENTRY_CREATED -> changes.add(new Change(null, raw[i].getCreated()));
        case LEDGER_ENTRY_UPDATED ->
            changes.add(new Change(raw[i - 1].getState(), raw[i].getUpdated()));
        case LEDGER_ENTRY_REMOVED -> changes.add(new Change(raw[i - 1].getState(), null));
        default -> {}
      }
    }
    return changes;
  }

  /** What an operation did to a pool, or to the first one when none is named; null for nothing. */
  @Nullable PoolChange poolChange(int index, byte @Nullable [] id) {
    for (Change change : changes(index)) {
      if (change.type() != LedgerEntryType.LIQUIDITY_POOL) {
        continue;
      }
      LiquidityPoolEntry latest = change.some().getData().getLiquidityPool();
      byte[] changed = latest.getLiquidityPoolID().getPoolID().getHash();
      if (id == null || Arrays.equals(id, changed)) {
        long[] before = amounts(change.before());
        long[] after = amounts(change.after());
        return new PoolChange(
            latest, after[0] - before[0], after[1] - before[1], after[2] - before[2]);
      }
    }
    return null;
  }

  private static long[] amounts(@Nullable LedgerEntry entry) {
    if (entry == null) {
      return new long[3];
    }
    var body = entry.getData().getLiquidityPool().getBody().getConstantProduct();
    return new long[] {
      body.getReserveA().getInt64(),
      body.getReserveB().getInt64(),
      body.getTotalPoolShares().getInt64()
    };
  }
}
