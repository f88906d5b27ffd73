package org.corridor.ledger.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.corridor.ledger.crypto.Digests;
import org.corridor.ledger.proof.InclusionProof;
import org.corridor.ledger.proof.MerkleTree;
import org.corridor.ledger.proof.TransactionLeaf;
import org.corridor.ledger.state.Bytes;
import org.corridor.ledger.store.HistoryId;
import org.corridor.ledger.store.LedgerStore;
import org.corridor.ledger.store.StoredLedger;
import org.corridor.ledger.store.StoredTransaction;

/** Makes proofs from what is stored. */
public final class Proofs {
  private Proofs() {}

  /** The proof for a transaction; for the inner hash of a fee bump, that of the fee bump. */
  public static Optional<InclusionProof> of(LedgerStore store, byte[] hash) {
    return store.transaction(hash).map(transaction -> of(store, transaction));
  }

  /** The proof for a stored transaction. */
  public static InclusionProof of(LedgerStore store, StoredTransaction transaction) {
    int ledger = transaction.ledger();
    List<Bytes> leaves = new ArrayList<>();
    store.transactionsOf(ledger).forEach(one -> leaves.add(leaf(one)));
    StoredLedger stored = store.ledger(ledger).orElseThrow();
    int order = HistoryId.transaction(transaction.id());
    return new InclusionProof(
        store.passphrase(),
        ledger,
        stored.header(),
        Bytes.of(stored.state()),
        leaves.size(),
        order,
        MerkleTree.path(leaves, order - 1),
        Bytes.of(transaction.hash()),
        transaction.envelope(),
        transaction.result(),
        Bytes.of(Digests.sha256(transaction.meta())),
        Bytes.of(Digests.sha256(transaction.feeChanges())));
  }

  static Bytes leaf(StoredTransaction transaction) {
    return TransactionLeaf.of(
            HistoryId.transaction(transaction.id()),
            Bytes.of(transaction.hash()),
            transaction.envelope(),
            transaction.result(),
            transaction.meta(),
            transaction.feeChanges())
        .toHash();
  }
}
