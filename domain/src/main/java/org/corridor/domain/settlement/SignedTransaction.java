package org.corridor.domain.settlement;

import java.time.Instant;

/**
 * A signed ledger transaction, as it is stored before it is submitted. Only these bytes may be
 * submitted.
 *
 * @param hash the transaction's hash on its network, 64 hexadecimal characters
 * @param envelope the TransactionEnvelope, XDR in base 64
 * @param validUntil the upper time bound: after a close beyond it, it can never apply
 * @param channel the account whose sequence number it uses
 */
public record SignedTransaction(String hash, String envelope, Instant validUntil, String channel) {}
