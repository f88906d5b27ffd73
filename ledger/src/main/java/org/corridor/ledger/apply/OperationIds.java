package org.corridor.ledger.apply;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.corridor.ledger.crypto.Digests;
import org.corridor.ledger.state.Asset;
import org.corridor.ledger.state.Bytes;
import org.corridor.ledger.state.KeyXdr;
import org.corridor.ledger.state.XdrValues;
import org.stellar.sdk.xdr.EnvelopeType;
import org.stellar.sdk.xdr.HashIDPreimage;
import org.stellar.sdk.xdr.Int64;
import org.stellar.sdk.xdr.SequenceNumber;

/** The ids of claimable balances: hashes of the operation that made them. */
final class OperationIds {
  private OperationIds() {}

  static Bytes of(OperationFrame.Place place) {
    var id = new HashIDPreimage.HashIDPreimageOperationID();
    id.setSourceAccount(place.transactionSource().toXdr());
    id.setSeqNum(new SequenceNumber(new Int64(place.sequence())));
    id.setOpNum(XdrValues.uint32(place.index()));
    HashIDPreimage preimage = new HashIDPreimage();
    preimage.setDiscriminant(EnvelopeType.ENVELOPE_TYPE_OP_ID);
    preimage.setOperationID(id);
    return hash(preimage);
  }

  static Bytes ofRevocation(OperationFrame.Place place, Bytes pool, Asset asset) {
    var id = new HashIDPreimage.HashIDPreimageRevokeID();
    id.setSourceAccount(place.transactionSource().toXdr());
    id.setSeqNum(new SequenceNumber(new Int64(place.sequence())));
    id.setOpNum(XdrValues.uint32(place.index()));
    id.setLiquidityPoolID(KeyXdr.poolId(pool));
    id.setAsset(asset.toXdr());
    HashIDPreimage preimage = new HashIDPreimage();
    preimage.setDiscriminant(EnvelopeType.ENVELOPE_TYPE_POOL_REVOKE_OP_ID);
    preimage.setRevokeID(id);
    return hash(preimage);
  }

  private static Bytes hash(HashIDPreimage preimage) {
    try {
      return Bytes.of(Digests.sha256(preimage.toXdrByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
  }
}
