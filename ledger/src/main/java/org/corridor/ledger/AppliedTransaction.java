package org.corridor.ledger;

import org.corridor.ledger.state.Bytes;
import org.stellar.sdk.xdr.LedgerEntryChanges;
import org.stellar.sdk.xdr.TransactionEnvelope;
import org.stellar.sdk.xdr.TransactionMeta;
import org.stellar.sdk.xdr.TransactionResultPair;

/**
 * A transaction that a close charged, successful or not.
 *
 * @param hash the 32 bytes that its signatures cover
 * @param meta what it changed, apart from the fee
 * @param feeChanges what charging its fee changed
 * @param bytes the XDR of all of it
 */
public record AppliedTransaction(
    Bytes hash,
    TransactionEnvelope envelope,
    TransactionResultPair result,
    TransactionMeta meta,
    LedgerEntryChanges feeChanges,
    TransactionBytes bytes) {

  /** Encodes the transaction and holds it. */
  public static AppliedTransaction of(
      Bytes hash,
      TransactionEnvelope envelope,
      TransactionResultPair result,
      TransactionMeta meta,
      LedgerEntryChanges feeChanges) {
    return new AppliedTransaction(
        hash,
        envelope,
        result,
        meta,
        feeChanges,
        TransactionBytes.of(envelope, result.getResult(), meta, feeChanges));
  }
}
