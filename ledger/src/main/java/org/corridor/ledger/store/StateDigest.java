package org.corridor.ledger.store;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import org.corridor.ledger.crypto.Digests;

/** SHA-256 over all entries in the order of their keys: each its key, its length and itself. */
public final class StateDigest {
  /** Other than the tags of a close's tree. */
  private static final byte STATE = 3;

  private final MessageDigest digest = Digests.sha256();
  private long entries;

  /** Begins with no entries. */
  public StateDigest() {
    digest.update(STATE);
  }

  /** Adds an entry; keys come in ascending order of their bytes. */
  public void add(byte[] key, byte[] entry) {
    digest.update(key);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, entry.length));
    digest.update(entry);
    entries++;
  }

  /** Returns the snapshot that these entries are, of a ledger; the digest is over then. */
  public StateSnapshot snapshot(int ledger, byte[] headerHash) {
    return new StateSnapshot(ledger, headerHash, digest.digest(), entries);
  }
}
