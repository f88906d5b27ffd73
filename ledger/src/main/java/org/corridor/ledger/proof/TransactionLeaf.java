package org.corridor.ledger.proof;

import java.nio.ByteBuffer;
import org.corridor.ledger.crypto.Digests;
import org.corridor.ledger.state.Bytes;

/**
 * What a leaf of a close's tree stands for: a transaction, what came of it, and what it changed.
 *
 * @param order its place in the order of application, from 1
 * @param hash the network hash, which its signatures cover
 * @param envelope SHA-256 of the TransactionEnvelope
 * @param result SHA-256 of the TransactionResult
 * @param meta SHA-256 of the TransactionMeta
 * @param feeChanges SHA-256 of the LedgerEntryChanges of the fee
 */
public record TransactionLeaf(
    int order, Bytes hash, Bytes envelope, Bytes result, Bytes meta, Bytes feeChanges) {

  /** Returns the leaf of a transaction by its XDR bytes. */
  public static TransactionLeaf of(
      int order, Bytes hash, byte[] envelope, byte[] result, byte[] meta, byte[] feeChanges) {
    return new TransactionLeaf(
        order, hash, digest(envelope), digest(result), digest(meta), digest(feeChanges));
  }

  private static Bytes digest(byte[] bytes) {
    return Bytes.of(Digests.sha256(bytes));
  }

  /** Returns the leaf's hash. All parts have a fixed length, so none can run into the next. */
  public Bytes toHash() {
    byte[] head = ByteBuffer.allocate(1 + Integer.BYTES).put(MerkleTree.LEAF).putInt(order).array();
    return Bytes.of(
        Digests.sha256(
            head,
            hash.toArray(),
            envelope.toArray(),
            result.toArray(),
            meta.toArray(),
            feeChanges.toArray()));
  }
}
