package org.corridor.ledger.apply;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import org.corridor.ledger.apply.Conditions.Moment;
import org.corridor.ledger.crypto.Digests;
import org.corridor.ledger.crypto.SignatureVerifier;
import org.corridor.ledger.state.Account;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.Bytes;
import org.corridor.ledger.state.LedgerTransaction;
import org.corridor.ledger.state.Signer;
import org.corridor.ledger.state.SignerKey;
import org.stellar.sdk.xdr.DecoratedSignature;
import org.stellar.sdk.xdr.EnvelopeType;
import org.stellar.sdk.xdr.TransactionEnvelope;
import org.stellar.sdk.xdr.TransactionResult;

/** A transaction as it came, a plain one or a fee bump around one. */
abstract sealed class Frame permits TransactionFrame, FeeBumpFrame {
  private static final int PADDING = 4;

  private final TransactionEnvelope envelope;
  private final byte[] bytes;

  Frame(TransactionEnvelope envelope) {
    this.envelope = envelope;
    this.bytes = bytes(envelope::toXdrByteArray);
  }

  /** What all frames of one network share. */
  record Network(Bytes id, SignatureVerifier verifier, int baseFee) {}

  static Frame of(Network network, TransactionEnvelope envelope) {
    return envelope.getDiscriminant() == EnvelopeType.ENVELOPE_TYPE_TX_FEE_BUMP
        ? new FeeBumpFrame(network, envelope)
        : new TransactionFrame(network, envelope);
  }

  final TransactionEnvelope envelope() {
    return envelope;
  }

  /** The XDR of the envelope; not to be changed. */
  final byte[] bytes() {
    return bytes;
  }

  /** What the signatures cover. */
  abstract Bytes hash();

  abstract AccountId feeSource();

  /** The transaction that acts: this, or the one inside. */
  abstract TransactionFrame acting();

  /** The most that may be charged. */
  abstract long feeBid();

  /** How many base fees it costs at least. */
  abstract int feeUnits();

  /** Returns what it is charged at a base fee, unless the account has less. */
  final long feeAt(long baseFee) {
    return Math.min(feeBid(), baseFee * Math.max(1, feeUnits()));
  }

  /** Says what applying it may read and change. */
  abstract void footprint(LedgerTransaction ledger, Footprint footprint);

  /** Says what is wrong with it before it is queued; success when nothing is. */
  abstract TransactionResult check(LedgerTransaction ledger, Moment moment, long pendingSequence);

  /** Applies it; its fee was charged before. */
  abstract TransactionResult apply(
      LedgerTransaction ledger, long baseFee, long feeCharged, MetaBuilder meta);

  /**
   * The hash of an envelope whose own tag is that of what the signatures cover: everything before
   * the signatures, under the network's id.
   */
  final Bytes hash(Network network, DecoratedSignature[] signatures) {
    int end = bytes.length - Integer.BYTES;
    for (DecoratedSignature signature : signatures) {
      int length = signature.getSignature().getSignature().length;
      end -= 2 * Integer.BYTES + Math.ceilDiv(length, PADDING) * PADDING;
    }
    MessageDigest digest = Digests.sha256();
    digest.update(network.id().toArray());
    digest.update(bytes, 0, end);
    return Bytes.of(digest.digest());
  }

  static Bytes hash(Network network, EnvelopeType type, byte[] body) {
    byte[] tag = ByteBuffer.allocate(Integer.BYTES).putInt(type.getValue()).array();
    return Bytes.of(Digests.sha256(network.id().toArray(), tag, body));
  }

  interface Encoder {
    byte[] encode() throws IOException;
  }

  static byte[] bytes(Encoder encoder) {
    try {
      return encoder.encode();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
  }

  /** Removes the signer that was there to authorise just this transaction. */
  static void removeOneTimeSigner(LedgerTransaction ledger, AccountId owner, Bytes hash) {
    Account account = ledger.peekAccount(owner);
    if (account == null) {
      return;
    }
    SignerKey key = SignerKey.preAuthTx(hash);
    for (int i = 0; i < account.signers().size(); i++) {
      Signer signer = account.signers().get(i);
      if (signer.key().equals(key)) {
        Sponsorships.removeSigner(ledger, owner, i);
        return;
      }
    }
  }
}
