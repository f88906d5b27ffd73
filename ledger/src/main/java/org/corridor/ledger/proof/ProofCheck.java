package org.corridor.ledger.proof;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.corridor.ledger.crypto.Digests;
import org.corridor.ledger.state.Bytes;
import org.stellar.sdk.xdr.EnvelopeType;
import org.stellar.sdk.xdr.LedgerHeader;
import org.stellar.sdk.xdr.TransactionEnvelope;
import org.stellar.sdk.xdr.TransactionResult;
import org.stellar.sdk.xdr.TransactionResultCode;

/**
 * Accepts or refuses a proof, with nothing but a header that the caller trusts. Knows no store, no
 * network and no node.
 */
public final class ProofCheck {
  private static final int HASH_BYTES = 32;

  private ProofCheck() {}

  /** What a proof comes to. */
  public sealed interface Verdict {
    /**
     * The transaction is in the ledger.
     *
     * @param closeTime Unix seconds
     * @param order its place in the order of application, from 1
     * @param successful whether it did what it was to do, or only paid its fee
     */
    record Included(int ledger, long closeTime, Bytes hash, int order, boolean successful)
        implements Verdict {}

    /** The proof proves nothing. */
    record Refused(String reason) implements Verdict {}
  }

  private static final class Refusal extends Exception {
    Refusal(String reason) {
      super(reason, null, false, false);
    }
  }

  /** Checks a proof against a header, as XDR bytes. */
  public static Verdict byHeader(byte[] proof, byte[] header) {
    return byHash(proof, Bytes.of(Digests.sha256(header)));
  }

  /** Checks a proof against the hash of a header, which stands for all of it. */
  public static Verdict byHash(byte[] proof, Bytes headerHash) {
    try {
      return included(InclusionProof.parse(proof), headerHash);
    } catch (InclusionProof.Malformed | Refusal e) {
      return new Verdict.Refused(String.valueOf(e.getMessage()));
    }
  }

  private static Verdict included(InclusionProof proof, Bytes headerHash) throws Refusal {
    require(sha256(proof.header()).equals(headerHash), "it is about another header");
    CloseCommitment commitment =
        new CloseCommitment(proof.state(), proof.transactions(), root(proof));
    try {
      // Decoded only now: these are bytes that the network itself has written.
      LedgerHeader header = LedgerHeader.fromXdrByteArray(proof.header());
      require(
          commitment.toHash().equals(Bytes.of(header.getBucketListHash().getHash())),
          "the header does not commit to it");
      require(
          header.getLedgerSeq().getUint32().getNumber() == proof.ledger(),
          "the ledger's number is another");
      Bytes hash = networkHash(proof.network(), proof.envelope());
      require(hash.equals(proof.hash()), "the hash is not the transaction's on this network");
      TransactionResultCode code =
          TransactionResult.fromXdrByteArray(proof.result()).getResult().getDiscriminant();
      return new Verdict.Included(
          proof.ledger(),
          header.getScpValue().getCloseTime().getTimePoint().getUint64().getNumber().longValue(),
          hash,
          proof.order(),
          code == TransactionResultCode.txSUCCESS
              || code == TransactionResultCode.txFEE_BUMP_INNER_SUCCESS);
    } catch (IOException e) {
      throw new Refusal("what it holds is not XDR");
    }
  }

  private static Bytes root(InclusionProof proof) throws Refusal {
    for (Bytes hash : proof.path()) {
      require(hash.length() == HASH_BYTES, "a hash in the path has another length");
    }
    for (Bytes hash : new Bytes[] {proof.state(), proof.hash(), proof.meta(), proof.feeChanges()}) {
      require(hash.length() == HASH_BYTES, "a hash has another length");
    }
    TransactionLeaf leaf =
        new TransactionLeaf(
            proof.order(),
            proof.hash(),
            sha256(proof.envelope()),
            sha256(proof.result()),
            proof.meta(),
            proof.feeChanges());
    try {
      return MerkleTree.rootBy(
          leaf.toHash(), proof.order() - 1, proof.transactions(), proof.path());
    } catch (IllegalArgumentException e) {
      throw new Refusal(String.valueOf(e.getMessage()));
    }
  }

  private static void require(boolean holds, String otherwise) throws Refusal {
    if (!holds) {
      throw new Refusal(otherwise);
    }
  }

  private static Bytes sha256(byte[] bytes) {
    return Bytes.of(Digests.sha256(bytes));
  }

  /** What the signatures cover: the network, the kind of envelope and the transaction's XDR. */
  static Bytes networkHash(String network, byte[] xdr) throws IOException {
    TransactionEnvelope envelope = TransactionEnvelope.fromXdrByteArray(xdr);
    byte[] id = Digests.sha256(network.getBytes(StandardCharsets.UTF_8));
    return switch (envelope.getDiscriminant()) {
      case ENVELOPE_TYPE_TX_FEE_BUMP ->
          hash(
              id,
              EnvelopeType.ENVELOPE_TYPE_TX_FEE_BUMP,
              envelope.getFeeBump().getTx().toXdrByteArray());
      case ENVELOPE_TYPE_TX ->
          hash(id, EnvelopeType.ENVELOPE_TYPE_TX, envelope.getV1().getTx().toXdrByteArray());
      case ENVELOPE_TYPE_TX_V0 -> {
        // Signed as if it were of version 1: its source is then a union, of the first kind.
        byte[] old = envelope.getV0().getTx().toXdrByteArray();
        byte[] same = new byte[Integer.BYTES + old.length];
        System.arraycopy(old, 0, same, Integer.BYTES, old.length);
        yield hash(id, EnvelopeType.ENVELOPE_TYPE_TX, same);
      }
      default -> throw new IOException("not an envelope of a transaction");
    };
  }

  private static Bytes hash(byte[] network, EnvelopeType type, byte[] transaction) {
    byte[] tag = ByteBuffer.allocate(Integer.BYTES).putInt(type.getValue()).array();
    return Bytes.of(Digests.sha256(network, tag, transaction));
  }
}
