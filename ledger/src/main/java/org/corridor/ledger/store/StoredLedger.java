package org.corridor.ledger.store;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.stellar.sdk.xdr.LedgerHeader;

/**
 * A closed ledger's header with the counts that Horizon shows.
 *
 * @param hash SHA-256 of the header's XDR
 * @param state the link of the state's chain, which the header's commitment covers
 * @param root the root of the tree over the transactions, which the commitment covers too
 * @param header the header's XDR
 * @param succeeded transactions that succeeded
 * @param failed transactions that were charged a fee and failed
 * @param operations operations of transactions that succeeded
 * @param allOperations operations of all transactions of the set
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere; copied by nobody who changes it
public record StoredLedger(
    byte[] hash,
    byte[] state,
    byte[] root,
    byte[] header,
    int succeeded,
    int failed,
    int operations,
    int allOperations) {
  private static final int HASH_BYTES = 32;
  private static final int FIXED_BYTES = 3 * HASH_BYTES + 4 * Integer.BYTES;

  /** The decoded header. */
  public LedgerHeader decodedHeader() {
    return Xdr.ledgerHeader(header);
  }

  /** How many transactions there were. */
  public int transactions() {
    return succeeded + failed;
  }

  /** What stays when the transactions are pruned: their number, and nothing that needs them. */
  public StoredLedger pruned() {
    return new StoredLedger(hash, state, root, header, transactions(), 0, 0, 0);
  }

  /** The bytes that are stored. */
  public byte[] encode() {
    return ByteBuffer.allocate(FIXED_BYTES + header.length)
        .put(hash)
        .put(state)
        .put(root)
        .putInt(succeeded)
        .putInt(failed)
        .putInt(operations)
        .putInt(allOperations)
        .put(header)
        .array();
  }

  static StoredLedger decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte[] hash = new byte[HASH_BYTES];
    in.get(hash);
    byte[] state = new byte[HASH_BYTES];
    in.get(state);
    byte[] root = new byte[HASH_BYTES];
    in.get(root);
    int succeeded = in.getInt();
    int failed = in.getInt();
    int operations = in.getInt();
    int allOperations = in.getInt();
    byte[] header = Arrays.copyOfRange(bytes, FIXED_BYTES, bytes.length);
    return new StoredLedger(
        hash, state, root, header, succeeded, failed, operations, allOperations);
  }
}
