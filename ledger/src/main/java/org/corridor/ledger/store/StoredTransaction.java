package org.corridor.ledger.store;

import java.nio.ByteBuffer;

/**
 * An applied transaction as it was written at its close: XDR bytes, decoded only where needed.
 *
 * @param id its position in history, which is also its paging token
 * @param closeTime close time of its ledger, in Unix seconds
 * @param hash network hash of the envelope (of the outer one of a fee bump)
 * @param envelope TransactionEnvelope
 * @param result TransactionResult
 * @param meta TransactionMeta
 * @param feeChanges LedgerEntryChanges of the charging of the fee
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere; copied by nobody who changes it
public record StoredTransaction(
    long id,
    long closeTime,
    byte[] hash,
    byte[] envelope,
    byte[] result,
    byte[] meta,
    byte[] feeChanges) {

  /** The sequence of the ledger in which it was applied. */
  public int ledger() {
    return HistoryId.ledger(id);
  }

  static byte[] encode(
      long closeTime, byte[] hash, byte[] envelope, byte[] result, byte[] meta, byte[] feeChanges) {
    int length = Long.BYTES + 5 * Integer.BYTES;
    length += hash.length + envelope.length + result.length + meta.length + feeChanges.length;
    ByteBuffer out = ByteBuffer.allocate(length).putLong(closeTime);
    for (byte[] part : new byte[][] {hash, envelope, result, meta, feeChanges}) {
      out.putInt(part.length).put(part);
    }
    return out.array();
  }

  static StoredTransaction decode(long id, byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    long closeTime = in.getLong();
    byte[] hash = part(in);
    byte[] envelope = part(in);
    byte[] result = part(in);
    byte[] meta = part(in);
    byte[] feeChanges = part(in);
    return new StoredTransaction(id, closeTime, hash, envelope, result, meta, feeChanges);
  }

  private static byte[] part(ByteBuffer in) {
    int length = in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw new StoreException("a stored transaction cannot be read: its parts do not fit", null);
    }
    byte[] part = new byte[length];
    in.get(part);
    return part;
  }
}
