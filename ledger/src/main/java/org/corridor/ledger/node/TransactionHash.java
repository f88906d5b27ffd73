package org.corridor.ledger.node;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.corridor.ledger.state.Bytes;
import org.stellar.sdk.xdr.EnvelopeType;
import org.stellar.sdk.xdr.TransactionEnvelope;
import org.stellar.sdk.xdr.XdrDataOutputStream;

/** The hash that a transaction's signatures cover: network, kind, body. */
final class TransactionHash {
  private final byte[] networkId;

  TransactionHash(byte[] networkId) {
    this.networkId = networkId.clone();
  }

  Bytes of(TransactionEnvelope envelope) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (XdrDataOutputStream out = new XdrDataOutputStream(bytes)) {
      out.write(networkId);
      switch (envelope.getDiscriminant()) {
        case ENVELOPE_TYPE_TX_V0 -> {
          // A transaction of the first format is signed as one of the second: an account id is a
          // key type, then the key.
          EnvelopeType.ENVELOPE_TYPE_TX.encode(out);
          out.writeInt(0);
          envelope.getV0().getTx().encode(out);
        }
        case ENVELOPE_TYPE_TX_FEE_BUMP -> {
          EnvelopeType.ENVELOPE_TYPE_TX_FEE_BUMP.encode(out);
          envelope.getFeeBump().getTx().encode(out);
        }
        default -> {
          EnvelopeType.ENVELOPE_TYPE_TX.encode(out);
          envelope.getV1().getTx().encode(out);
        }
      }
      return Bytes.of(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new IllegalStateException("hashing in memory failed", e);
    }
  }
}
