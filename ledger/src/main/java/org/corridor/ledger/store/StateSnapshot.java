package org.corridor.ledger.store;

import java.nio.ByteBuffer;

/**
 * All entries after a close, as a digest: what history behind it can be left out for.
 *
 * @param ledger the close
 * @param headerHash the hash of its header
 * @param digest the {@link StateDigest} of the entries
 * @param entries how many there are
 */
@SuppressWarnings("ArrayRecordComponent") // compared by hand; copied by nobody who changes it
public record StateSnapshot(int ledger, byte[] headerHash, byte[] digest, long entries) {
  private static final int HASH_BYTES = 32;
  private static final int BYTES = 2 * HASH_BYTES + Long.BYTES;

  byte[] encode() {
    return ByteBuffer.allocate(BYTES).put(headerHash).put(digest).putLong(entries).array();
  }

  static StateSnapshot decode(int ledger, byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new StoreException("the snapshot of ledger " + ledger + " cannot be read", null);
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte[] headerHash = new byte[HASH_BYTES];
    in.get(headerHash);
    byte[] digest = new byte[HASH_BYTES];
    in.get(digest);
    return new StateSnapshot(ledger, headerHash, digest, in.getLong());
  }
}
