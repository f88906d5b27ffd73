package org.corridor.ledger.bench;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.corridor.ledger.crypto.Digests;
import org.corridor.ledger.crypto.SignatureSigner;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.Bytes;
import org.corridor.ledger.state.XdrValues;
import org.stellar.sdk.xdr.CryptoKeyType;
import org.stellar.sdk.xdr.DecoratedSignature;
import org.stellar.sdk.xdr.EnvelopeType;
import org.stellar.sdk.xdr.Memo;
import org.stellar.sdk.xdr.MemoType;
import org.stellar.sdk.xdr.MuxedAccount;
import org.stellar.sdk.xdr.Operation;
import org.stellar.sdk.xdr.PreconditionType;
import org.stellar.sdk.xdr.Preconditions;
import org.stellar.sdk.xdr.SequenceNumber;
import org.stellar.sdk.xdr.Signature;
import org.stellar.sdk.xdr.SignatureHint;
import org.stellar.sdk.xdr.Transaction;
import org.stellar.sdk.xdr.TransactionEnvelope;
import org.stellar.sdk.xdr.TransactionV1Envelope;
import org.stellar.sdk.xdr.Uint256;

/** An account with its key that signs transactions in the order of their sequence numbers. */
final class Purse {
  private static final int HINT_LENGTH = 4;
  private static final int KEY_LENGTH = 32;
  private static final int FEE_PER_OPERATION = 100;

  private final AccountId id;
  private final byte[] seed;
  private long sequence;

  private Purse(byte[] seed) {
    this.seed = seed;
    this.id =
        AccountId.of(new Ed25519PrivateKeyParameters(seed, 0).generatePublicKey().getEncoded());
  }

  /** Returns the purse with this seed of 32 bytes. */
  static Purse of(byte[] seed) {
    return new Purse(seed.clone());
  }

  /** Returns a purse by its number; the same number always gives the same key. */
  static Purse numbered(long number) {
    return new Purse(Digests.sha256(ByteBuffer.allocate(Long.BYTES).putLong(number).array()));
  }

  /** Returns so many purses, counted from a first number. */
  static List<Purse> numbered(int count, long first) {
    List<Purse> purses = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      purses.add(numbered(first + i));
    }
    return purses;
  }

  AccountId id() {
    return id;
  }

  /** Says which sequence number the account has on the ledger. */
  void setSequence(long current) {
    sequence = current;
  }

  static MuxedAccount address(AccountId id) {
    MuxedAccount address = new MuxedAccount();
    address.setDiscriminant(CryptoKeyType.KEY_TYPE_ED25519);
    address.setEd25519(new Uint256(id.toArray()));
    return address;
  }

  /** Returns the next transaction of the account, signed. */
  TransactionEnvelope sign(Bytes networkId, SignatureSigner signer, Operation... operations) {
    sequence++;
    Transaction tx = new Transaction();
    tx.setSourceAccount(address(id));
    tx.setFee(XdrValues.uint32(FEE_PER_OPERATION * operations.length));
    tx.setSeqNum(new SequenceNumber(new org.stellar.sdk.xdr.Int64(sequence)));
    Preconditions none = new Preconditions();
    none.setDiscriminant(PreconditionType.PRECOND_NONE);
    tx.setCond(none);
    Memo memo = new Memo();
    memo.setDiscriminant(MemoType.MEMO_NONE);
    tx.setMemo(memo);
    tx.setOperations(operations);
    Transaction.TransactionExt ext = new Transaction.TransactionExt();
    ext.setDiscriminant(0);
    tx.setExt(ext);
    byte[] tag =
        ByteBuffer.allocate(Integer.BYTES).putInt(EnvelopeType.ENVELOPE_TYPE_TX.getValue()).array();
    byte[] body = org.corridor.ledger.store.Xdr.trusted(tx::toXdrByteArray);
    byte[] hash = Digests.sha256(networkId.toArray(), tag, body);
    return sealed(tx, hash, signer);
  }

  private TransactionEnvelope sealed(Transaction tx, byte[] hash, SignatureSigner signer) {
    byte[] key = id.toArray();
    byte[] hint = java.util.Arrays.copyOfRange(key, KEY_LENGTH - HINT_LENGTH, KEY_LENGTH);
    DecoratedSignature signature = new DecoratedSignature();
    signature.setHint(new SignatureHint(hint));
    signature.setSignature(new Signature(signer.sign(seed, hash)));
    TransactionV1Envelope v1 = new TransactionV1Envelope();
    v1.setTx(tx);
    v1.setSignatures(new DecoratedSignature[] {signature});
    TransactionEnvelope envelope = new TransactionEnvelope();
    envelope.setDiscriminant(EnvelopeType.ENVELOPE_TYPE_TX);
    envelope.setV1(v1);
    return envelope;
  }
}
