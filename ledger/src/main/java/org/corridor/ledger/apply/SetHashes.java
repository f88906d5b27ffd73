package org.corridor.ledger.apply;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.corridor.ledger.AppliedTransaction;
import org.corridor.ledger.EntryChange;
import org.corridor.ledger.crypto.Digests;
import org.corridor.ledger.state.Bytes;
import org.stellar.sdk.xdr.TransactionEnvelope;
import org.stellar.sdk.xdr.TransactionResultPair;
import org.stellar.sdk.xdr.TransactionResultSet;
import org.stellar.sdk.xdr.XdrDataOutputStream;

/** The hashes by which a header stands for what was in the ledger. */
final class SetHashes {
  private SetHashes() {}

  /**
   * SHA-256 of a TransactionSet: the last ledger's hash and the envelopes in the order of theirs.
   */
  static Bytes ofTransactions(Bytes lastHash, List<TransactionEnvelope> envelopes) {
    record Encoded(Bytes hash, Bytes bytes) {}
    List<Encoded> encoded = new ArrayList<>(envelopes.size());
    for (TransactionEnvelope envelope : envelopes) {
      byte[] bytes = Frame.bytes(envelope::toXdrByteArray);
      encoded.add(new Encoded(Bytes.of(Digests.sha256(bytes)), Bytes.of(bytes)));
    }
    encoded.sort((a, b) -> a.hash().compareTo(b.hash()));
    MessageDigest digest = Digests.sha256();
    digest.update(lastHash.toArray());
    digest.update(intBytes(encoded.size()));
    encoded.forEach(one -> digest.update(one.bytes().toArray()));
    return Bytes.of(digest.digest());
  }

  /** SHA-256 of the TransactionResultSet, in the order in which they were applied. */
  static Bytes ofResults(List<AppliedTransaction> applied) {
    TransactionResultSet set = new TransactionResultSet();
    set.setResults(
        applied.stream().map(AppliedTransaction::result).toArray(TransactionResultPair[]::new));
    return Bytes.of(Digests.sha256(Frame.bytes(set::toXdrByteArray)));
  }

  /**
   * The chain that commits to the state: SHA-256 of the last link and of all entries that the close
   * touched, each as its key and, if it is still there, itself, in the order of the keys' bytes.
   * Whoever has the entries of one ledger and the changes since can check the state of any later.
   */
  static Bytes ofState(Bytes last, List<EntryChange> changes) {
    record Encoded(Bytes key, Bytes entry) {}
    List<Encoded> encoded = new ArrayList<>(changes.size());
    try {
      for (EntryChange change : changes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (change.after() != null) {
          change.after().encode(new XdrDataOutputStream(bytes));
        }
        encoded.add(
            new Encoded(Bytes.of(change.key().toXdrByteArray()), Bytes.of(bytes.toByteArray())));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    encoded.sort((a, b) -> a.key().compareTo(b.key()));
    MessageDigest digest = Digests.sha256();
    digest.update(last.toArray());
    for (Encoded one : encoded) {
      digest.update(one.key().toArray());
      digest.update(intBytes(one.entry().length()));
      digest.update(one.entry().toArray());
    }
    return Bytes.of(digest.digest());
  }

  private static byte[] intBytes(int value) {
    return java.nio.ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
  }
}
