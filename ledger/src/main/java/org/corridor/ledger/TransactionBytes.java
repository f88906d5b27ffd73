package org.corridor.ledger;

/** The XDR of an applied transaction: encoded once, then hashed and stored. */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere; copied by nobody who changes it
public record TransactionBytes(byte[] envelope, byte[] result, byte[] meta, byte[] feeChanges) {}
