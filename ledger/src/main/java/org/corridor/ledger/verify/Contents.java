package org.corridor.ledger.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.corridor.ledger.crypto.Digests;
import org.corridor.ledger.proof.CloseCommitment;
import org.corridor.ledger.proof.MerkleTree;
import org.corridor.ledger.proof.TransactionHashes;
import org.corridor.ledger.state.Bytes;
import org.corridor.ledger.state.XdrValues;
import org.corridor.ledger.store.HistoryId;
import org.corridor.ledger.store.LedgerStore;
import org.corridor.ledger.store.StoredLedger;
import org.corridor.ledger.store.StoredTransaction;
import org.stellar.sdk.xdr.LedgerHeader;

/** Checks stored headers and transactions against each other by hashes, without applying them. */
final class Contents {
  private final LedgerStore store;
  private Bytes lastHash;

  Contents(LedgerStore store, Bytes genesisHash) {
    this.store = store;
    this.lastHash = genesisHash;
  }

  /** The hash of the last header that was checked. */
  Bytes lastHash() {
    return lastHash;
  }

  /** Checks that a ledger's header is there, is itself, and follows the one before. */
  LedgerHeader header(int ledger) {
    Optional<StoredLedger> found = store.ledger(ledger);
    if (found.isEmpty()) {
      throw new Fault(ledger, "the header is missing");
    }
    StoredLedger stored = found.get();
    Bytes hash = Bytes.of(Digests.sha256(stored.header()));
    require(
        ledger, hash.equals(Bytes.of(stored.hash())), "the header's hash is not what is stored");
    LedgerHeader header = stored.decodedHeader();
    require(ledger, XdrValues.int32(header.getLedgerSeq()) == ledger, "the header is of another");
    require(
        ledger,
        Bytes.of(header.getPreviousLedgerHash().getHash()).equals(lastHash),
        "the header does not follow the one before");
    CloseCommitment commitment =
        new CloseCommitment(
            Bytes.of(stored.state()), stored.transactions(), Bytes.of(stored.root()));
    require(
        ledger,
        commitment.toHash().equals(Bytes.of(header.getBucketListHash().getHash())),
        "the state's link or the tree's root is not what the header commits to");
    lastHash = hash;
    return header;
  }

  /** Checks that a ledger's transactions are those that its header stands for. */
  void transactions(int ledger, LedgerHeader header) {
    List<byte[]> envelopes = new ArrayList<>();
    List<TransactionHashes.Result> results = new ArrayList<>();
    List<Bytes> leaves = new ArrayList<>();
    long closeTime = XdrValues.int64(header.getScpValue().getCloseTime().getTimePoint());
    for (StoredTransaction transaction : store.transactionsOf(ledger)) {
      int order = HistoryId.transaction(transaction.id());
      require(
          ledger,
          order == leaves.size() + 1 && transaction.closeTime() == closeTime,
          "transaction " + order + " is out of order or of another time");
      envelopes.add(transaction.envelope());
      results.add(new TransactionHashes.Result(Bytes.of(transaction.hash()), transaction.result()));
      leaves.add(Proofs.leaf(transaction));
    }
    require(
        ledger,
        TransactionHashes.ofSet(Bytes.of(header.getPreviousLedgerHash().getHash()), envelopes)
            .equals(Bytes.of(header.getScpValue().getTxSetHash().getHash())),
        "the envelopes are not those of the header");
    require(
        ledger,
        TransactionHashes.ofResults(results)
            .equals(Bytes.of(header.getTxSetResultHash().getHash())),
        "the results are not those of the header");
    require(
        ledger,
        MerkleTree.root(leaves).equals(Bytes.of(store.ledger(ledger).orElseThrow().root())),
        "the transactions or their changes are not those of the tree");
  }

  private static void require(int ledger, boolean holds, String otherwise) {
    if (!holds) {
      throw new Fault(ledger, otherwise);
    }
  }
}
