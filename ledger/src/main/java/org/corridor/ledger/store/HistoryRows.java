package org.corridor.ledger.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.corridor.ledger.AppliedTransaction;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.Key;
import org.corridor.ledger.state.LedgerTransaction.Change;
import org.stellar.sdk.xdr.ClaimAtom;
import org.stellar.sdk.xdr.Operation;
import org.stellar.sdk.xdr.OperationResult;
import org.stellar.sdk.xdr.TransactionEnvelope;
import org.stellar.sdk.xdr.TransactionResult;

/**
 * The index rows of one close: for each subject, what it took part in. One row a subject and ledger
 * keeps the index small where one account has thousands of payments in a close.
 */
final class HistoryRows {
  /** Low half of the position, then the flags. */
  static final int ENTRY_BYTES = Integer.BYTES + 1;

  private static final int FIRST_ENTRIES = 4;

  private final Map<Subject, ByteBuffer> rows = new LinkedHashMap<>();
  private final Map<Subject, Integer> inTransaction = new LinkedHashMap<>();
  private final List<Map<Subject, Integer>> inOperations = new ArrayList<>();

  /** Adds a transaction; order counts from 1 and transactions come in order. */
  void add(AppliedTransaction applied, int order) {
    inTransaction.clear();
    inOperations.clear();
    TransactionEnvelope envelope = applied.envelope();
    TransactionResult result = applied.result().getResult();
    boolean successful = Xdr.successful(result);
    int outcome = successful ? 0 : HistoryFlag.FAILED;
    int transaction = HistoryFlag.TRANSACTION | outcome;
    put(inTransaction, Subject.EVERYTHING, transaction);
    if (!successful) {
      put(inTransaction, Subject.failure(result.getResult().getDiscriminant()), transaction);
    }
    put(inTransaction, Subject.account(Xdr.key(Xdr.source(envelope))), transaction);
    put(inTransaction, Subject.account(Xdr.key(Xdr.feeSource(envelope))), transaction);
    changed(applied.changes().before(), transaction, inTransaction);
    Operation[] operations = Xdr.operations(envelope);
    OperationResult[] results = Xdr.operationResults(result);
    for (int i = 0; i < operations.length; i++) {
      Map<Subject, Integer> subjects = new LinkedHashMap<>();
      inOperations.add(subjects);
      List<Change> changes = applied.changes().operation(i);
      operation(envelope, i, outcome, changes, subjects);
      if (successful) {
        trades(results[i], operations[i], subjects);
        Participants.paidByInflation(
            results[i], key -> put(subjects, Subject.account(key), HistoryFlag.EFFECTS));
      }
      for (Map.Entry<Subject, Integer> subject : subjects.entrySet()) {
        if ((subject.getValue() & HistoryFlag.OPERATION) != 0) {
          put(inTransaction, subject.getKey(), transaction);
        }
      }
      changed(changes, transaction, inTransaction);
    }
    write(order);
  }

  private static void operation(
      TransactionEnvelope envelope,
      int index,
      int outcome,
      List<Change> changes,
      Map<Subject, Integer> subjects) {
    Operation operation = Xdr.operations(envelope)[index];
    boolean successful = outcome == 0;
    int flags = HistoryFlag.OPERATION | outcome;
    if (Participants.isPayment(operation.getBody().getDiscriminant())) {
      flags |= HistoryFlag.PAYMENT;
    }
    if (successful) {
      flags |= HistoryFlag.EFFECTS;
    }
    int marked = flags;
    put(subjects, Subject.EVERYTHING, marked);
    put(subjects, Subject.type(operation.getBody().getDiscriminant()), marked);
    NamedAssets.of(operation, changes, asset -> put(subjects, Subject.asset(asset), marked));
    byte[] source = Xdr.key(Participants.source(envelope, operation));
    put(subjects, Subject.account(source), marked);
    Participants.named(
        envelope, index, successful, key -> put(subjects, Subject.account(key), marked));
    AccountId sponsor = Participants.sponsor(operation, changes);
    if (sponsor != null) {
      put(subjects, Subject.account(sponsor), marked);
    }
    poolsAndBalances(operation, changes, marked, subjects);
  }

  private static void poolsAndBalances(
      Operation operation, List<Change> changes, int flags, Map<Subject, Integer> subjects) {
    Operation.OperationBody body = operation.getBody();
    switch (body.getDiscriminant()) {
      case LIQUIDITY_POOL_DEPOSIT ->
          put(subjects, pool(body.getLiquidityPoolDepositOp().getLiquidityPoolID()), flags);
      case LIQUIDITY_POOL_WITHDRAW ->
          put(subjects, pool(body.getLiquidityPoolWithdrawOp().getLiquidityPoolID()), flags);
      case CLAIM_CLAIMABLE_BALANCE ->
          put(subjects, balance(body.getClaimClaimableBalanceOp().getBalanceID()), flags);
      case CLAWBACK_CLAIMABLE_BALANCE ->
          put(subjects, balance(body.getClawbackClaimableBalanceOp().getBalanceID()), flags);
      default -> {}
    }
    for (Change change : changes) {
      switch (change.key()) {
        case Key.OfPool pool -> put(subjects, Subject.pool(pool.id().toArray()), flags);
        case Key.OfClaimableBalance balance ->
            put(subjects, Subject.balance(balance.id().toArray()), flags);
        default -> {}
      }
    }
  }

  private static void trades(
      OperationResult result, Operation operation, Map<Subject, Integer> subjects) {
    int flags = HistoryFlag.EFFECTS | HistoryFlag.TRADES;
    int moved = flags | HistoryFlag.OPERATION;
    boolean traded = false;
    for (ClaimAtom claim : Xdr.claims(result)) {
      switch (claim.getDiscriminant()) {
        case CLAIM_ATOM_TYPE_ORDER_BOOK -> {
          var offer = claim.getOrderBook();
          if (offer.getAmountSold().getInt64() != 0 || offer.getAmountBought().getInt64() != 0) {
            traded = true;
            put(subjects, Subject.account(Xdr.key(offer.getSellerID())), flags);
            put(subjects, Subject.offer(offer.getOfferID().getInt64()), flags);
            put(subjects, Subject.pair(offer.getAssetSold(), offer.getAssetBought()), flags);
            put(subjects, Subject.asset(offer.getAssetSold()), moved);
            put(subjects, Subject.asset(offer.getAssetBought()), moved);
          }
        }
        case CLAIM_ATOM_TYPE_LIQUIDITY_POOL -> {
          var pool = claim.getLiquidityPool();
          traded = true;
          put(subjects, pool(pool.getLiquidityPoolID()), flags);
          put(subjects, Subject.pair(pool.getAssetSold(), pool.getAssetBought()), flags);
          put(subjects, Subject.asset(pool.getAssetSold()), moved);
          put(subjects, Subject.asset(pool.getAssetBought()), moved);
        }
        case CLAIM_ATOM_TYPE_V0 ->
            throw new IllegalStateException("claims of protocol 17 in " + operation);
      }
    }
    if (traded) {
      put(subjects, Subject.EVERYTHING, flags);
    }
  }

  private static void changed(List<Change> changes, int flags, Map<Subject, Integer> subjects) {
    for (Change change : changes) {
      if (change.key() instanceof Key.OfAccount account) {
        put(subjects, Subject.account(account.id()), flags);
      }
    }
  }

  private static Subject pool(org.stellar.sdk.xdr.PoolID id) {
    return Subject.pool(id.getPoolID().getHash());
  }

  private static Subject balance(org.stellar.sdk.xdr.ClaimableBalanceID id) {
    return Subject.balance(id.getV0().getHash());
  }

  private static void put(Map<Subject, Integer> subjects, Subject subject, int flags) {
    subjects.merge(subject, flags, (a, b) -> a | b);
  }

  private void write(int order) {
    int low = HistoryId.low(HistoryId.of(0, order, 0));
    inTransaction.forEach((subject, flags) -> append(subject, low, flags));
    for (int i = 0; i < inOperations.size(); i++) {
      int operation = low + i + 1;
      inOperations.get(i).forEach((subject, flags) -> append(subject, operation, flags));
    }
  }

  private void append(Subject subject, int low, int flags) {
    ByteBuffer row = rows.get(subject);
    if (row == null) {
      row = ByteBuffer.allocate(FIRST_ENTRIES * ENTRY_BYTES);
      rows.put(subject, row);
    } else if (row.remaining() < ENTRY_BYTES) {
      row = ByteBuffer.allocate(2 * row.capacity()).put(row.flip());
      rows.put(subject, row);
    }
    row.putInt(low).put((byte) flags);
  }

  /** Hands out each subject's row. */
  void forEach(BiConsumer<Subject, byte[]> consumer) {
    rows.forEach(
        (subject, row) -> {
          byte[] bytes = new byte[row.position()];
          row.get(0, bytes);
          consumer.accept(subject, bytes);
        });
  }
}
