package org.corridor.ledger.apply;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.corridor.ledger.AppliedTransaction;
import org.corridor.ledger.EntryChange;
import org.corridor.ledger.TransactionBytes;
import org.corridor.ledger.crypto.Digests;
import org.corridor.ledger.proof.MerkleTree;
import org.corridor.ledger.proof.TransactionHashes;
import org.corridor.ledger.proof.TransactionLeaf;
import org.corridor.ledger.state.Bytes;

/** The hashes by which a header stands for what was in the ledger. */
final class SetHashes {
  private SetHashes() {}

  /**
   * SHA-256 of a TransactionSet: the last ledger's hash and the envelopes in the order of theirs.
   */
  static Bytes ofTransactions(Bytes lastHash, List<AppliedTransaction> applied) {
    return TransactionHashes.ofSet(
        lastHash, applied.stream().map(one -> one.bytes().envelope()).toList());
  }

  /** SHA-256 of the TransactionResultSet, in the order in which they were applied. */
  static Bytes ofResults(List<AppliedTransaction> applied) {
    return TransactionHashes.ofResults(
        applied.stream()
            .map(one -> new TransactionHashes.Result(one.hash(), one.bytes().result()))
            .toList());
  }

  /** The root of the tree over the transactions, in the order in which they were applied. */
  static Bytes rootOf(List<AppliedTransaction> applied) {
    List<Bytes> leaves = new ArrayList<>(applied.size());
    for (AppliedTransaction one : applied) {
      TransactionBytes bytes = one.bytes();
      leaves.add(
          TransactionLeaf.of(
                  leaves.size() + 1,
                  one.hash(),
                  bytes.envelope(),
                  bytes.result(),
                  bytes.meta(),
                  bytes.feeChanges())
              .toHash());
    }
    return MerkleTree.root(leaves);
  }

  /**
   * The chain that commits to the state: SHA-256 of the last link and of all entries that the close
   * touched, each as its key and, if it is still there, itself, in the order of the keys' bytes.
   * Whoever has the entries of one ledger and the changes since can check the state of any later.
   */
  static Bytes ofState(Bytes last, List<EntryChange> inOrderOfKeys) {
    MessageDigest digest = Digests.sha256();
    digest.update(last.toArray());
    for (EntryChange change : inOrderOfKeys) {
      byte[] after = change.after();
      digest.update(change.key());
      digest.update(intBytes(after == null ? 0 : after.length));
      if (after != null) {
        digest.update(after);
      }
    }
    return Bytes.of(digest.digest());
  }

  private static byte[] intBytes(int value) {
    return java.nio.ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
  }
}
