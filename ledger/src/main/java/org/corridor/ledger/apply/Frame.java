package org.corridor.ledger.apply;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.corridor.ledger.apply.Conditions.Moment;
import org.corridor.ledger.crypto.Digests;
import org.corridor.ledger.crypto.SignatureVerifier;
import org.corridor.ledger.state.Account;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.Bytes;
import org.corridor.ledger.state.LedgerTransaction;
import org.corridor.ledger.state.Signer;
import org.corridor.ledger.state.SignerKey;
import org.stellar.sdk.xdr.EnvelopeType;
import org.stellar.sdk.xdr.TransactionEnvelope;
import org.stellar.sdk.xdr.TransactionResult;

/** A transaction as it came, a plain one or a fee bump around one. */
abstract sealed class Frame permits TransactionFrame, FeeBumpFrame {
  private final TransactionEnvelope envelope;

  Frame(TransactionEnvelope envelope) {
    this.envelope = envelope;
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

  /** Says what is wrong with it before it is queued; success when nothing is. */
  abstract TransactionResult check(LedgerTransaction ledger, Moment moment, long pendingSequence);

  /** Applies it; its fee was charged before. */
  abstract TransactionResult apply(
      LedgerTransaction ledger, long baseFee, long feeCharged, MetaBuilder meta);

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
