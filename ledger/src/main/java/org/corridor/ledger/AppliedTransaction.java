package org.corridor.ledger;

import org.corridor.ledger.state.Bytes;
import org.stellar.sdk.xdr.TransactionEnvelope;
import org.stellar.sdk.xdr.TransactionResultPair;

/**
 * A transaction that a close charged, successful or not.
 *
 * @param hash the 32 bytes that its signatures cover
 * @param changes what it changed, apart from the fee
 * @param bytes the XDR of all of it, the changes of the fee included
 */
public record AppliedTransaction(
    Bytes hash,
    TransactionEnvelope envelope,
    TransactionResultPair result,
    TransactionChanges changes,
    TransactionBytes bytes) {}
