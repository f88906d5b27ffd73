package org.corridor.ledger.proof;

import java.nio.ByteBuffer;
import org.corridor.ledger.crypto.Digests;
import org.corridor.ledger.state.Bytes;

/**
 * What a close commits to beyond the protocol's own hashes. Its hash is in the header, in the place
 * where stellar-core has the hash of its bucket list.
 *
 * @param state the link of the chain over all entries that closes touched
 * @param transactions how many leaves the tree has
 * @param root the root of the tree over the close's transactions
 */
public record CloseCommitment(Bytes state, int transactions, Bytes root) {
  /** Other than the tags of the tree's leaves and nodes. */
  private static final byte CLOSE = 2;

  /** Returns what the header holds. */
  public Bytes toHash() {
    byte[] count = ByteBuffer.allocate(Integer.BYTES).putInt(transactions).array();
    return Bytes.of(Digests.sha256(new byte[] {CLOSE}, state.toArray(), count, root.toArray()));
  }
}
