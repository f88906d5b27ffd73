package org.corridor.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.stellar.sdk.xdr.LedgerEntryChanges;
import org.stellar.sdk.xdr.TransactionEnvelope;
import org.stellar.sdk.xdr.TransactionMeta;
import org.stellar.sdk.xdr.TransactionResult;

/** The XDR of an applied transaction: encoded once, then hashed and stored. */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere; copied by nobody who changes it
public record TransactionBytes(byte[] envelope, byte[] result, byte[] meta, byte[] feeChanges) {

  /** Encodes the parts. */
  public static TransactionBytes of(
      TransactionEnvelope envelope,
      TransactionResult result,
      TransactionMeta meta,
      LedgerEntryChanges feeChanges) {
    try {
      return new TransactionBytes(
          envelope.toXdrByteArray(),
          result.toXdrByteArray(),
          meta.toXdrByteArray(),
          feeChanges.toXdrByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
  }
}
