package org.corridor.ledger.proof;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.corridor.ledger.crypto.Digests;
import org.corridor.ledger.state.Bytes;

/** The two hashes by which the protocol's header stands for its transactions, from XDR bytes. */
public final class TransactionHashes {
  private TransactionHashes() {}

  /** A transaction's network hash with its TransactionResult. */
  @SuppressWarnings("ArrayRecordComponent") // compared nowhere; copied by nobody who changes it
  public record Result(Bytes hash, byte[] result) {}

  /**
   * SHA-256 of a TransactionSet: the last ledger's hash and the envelopes in the order of theirs.
   */
  public static Bytes ofSet(Bytes lastHash, List<byte[]> envelopes) {
    @SuppressWarnings("ArrayRecordComponent") // sorted by hand, compared nowhere
    record Hashed(byte[] hash, byte[] bytes) {}
    List<Hashed> hashed = new ArrayList<>(envelopes.size());
    envelopes.forEach(bytes -> hashed.add(new Hashed(Digests.sha256(bytes), bytes)));
    hashed.sort((a, b) -> Arrays.compareUnsigned(a.hash(), b.hash()));
    MessageDigest digest = Digests.sha256();
    digest.update(lastHash.toArray());
    digest.update(count(hashed.size()));
    hashed.forEach(one -> digest.update(one.bytes()));
    return Bytes.of(digest.digest());
  }

  /** SHA-256 of the TransactionResultSet, in the order in which they were applied. */
  public static Bytes ofResults(List<Result> inApplyOrder) {
    MessageDigest digest = Digests.sha256();
    digest.update(count(inApplyOrder.size()));
    for (Result one : inApplyOrder) {
      digest.update(one.hash().toArray());
      digest.update(one.result());
    }
    return Bytes.of(digest.digest());
  }

  private static byte[] count(int count) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(count).array();
  }
}
