package org.corridor.adapters.settlement;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.corridor.domain.Invariant;
import org.corridor.domain.settlement.Quote;
import org.corridor.domain.settlement.SettlementLedger.Order;
import org.corridor.domain.settlement.SignedTransaction;
import org.stellar.sdk.KeyPair;
import org.stellar.sdk.xdr.Asset;
import org.stellar.sdk.xdr.CryptoKeyType;
import org.stellar.sdk.xdr.EnvelopeType;
import org.stellar.sdk.xdr.Hash;
import org.stellar.sdk.xdr.Int64;
import org.stellar.sdk.xdr.Memo;
import org.stellar.sdk.xdr.MemoType;
import org.stellar.sdk.xdr.MuxedAccount;
import org.stellar.sdk.xdr.Operation;
import org.stellar.sdk.xdr.OperationType;
import org.stellar.sdk.xdr.PathPaymentStrictReceiveOp;
import org.stellar.sdk.xdr.PathPaymentStrictSendOp;
import org.stellar.sdk.xdr.PaymentOp;
import org.stellar.sdk.xdr.PreconditionType;
import org.stellar.sdk.xdr.Preconditions;
import org.stellar.sdk.xdr.SequenceNumber;
import org.stellar.sdk.xdr.TimeBounds;
import org.stellar.sdk.xdr.TimePoint;
import org.stellar.sdk.xdr.Transaction;
import org.stellar.sdk.xdr.Uint256;
import org.stellar.sdk.xdr.Uint32;
import org.stellar.sdk.xdr.Uint64;
import org.stellar.sdk.xdr.XdrUnsignedHyperInteger;
import org.stellar.sdk.xdr.XdrUnsignedInteger;

/**
 * Builds and signs settlement transactions: one operation whose source is our account, in a
 * transaction whose source is a channel that lends its sequence number and pays the fee. Both sign.
 */
final class TransactionFactory {
  private static final int MEMO_BYTES = 32;
  private static final int SIGNATURE_BYTES = 64;

  /** Two signatures, each a hint, a length and the bytes; before them their number. */
  private static final int SIGNATURES_BYTES = 4 + 2 * (SigningKey.HINT_BYTES + 4 + SIGNATURE_BYTES);

  private final byte[] networkId;
  private final SigningKey account;
  private final int feeStroops;

  TransactionFactory(String passphrase, SigningKey account, int feeStroops) {
    networkId = sha256(passphrase.getBytes(StandardCharsets.UTF_8));
    this.account = account;
    this.feeStroops = feeStroops;
  }

  /** Builds and signs the order's transaction with a sequence number of the channel. */
  SignedTransaction sign(Order order, SigningKey channel, long sequence) {
    Instant validUntil = Instant.ofEpochSecond(order.validUntil().getEpochSecond());
    Transaction transaction = new Transaction();
    transaction.setSourceAccount(account(channel.publicKey()));
    transaction.setFee(new Uint32(new XdrUnsignedInteger(feeStroops)));
    transaction.setSeqNum(new SequenceNumber(new Int64(sequence)));
    transaction.setCond(validUntil(validUntil.getEpochSecond()));
    transaction.setMemo(memo(order.memoHash()));
    transaction.setOperations(new Operation[] {operation(order)});
    Transaction.TransactionExt ext = new Transaction.TransactionExt();
    ext.setDiscriminant(0);
    transaction.setExt(ext);
    byte[] body = bytes(transaction);
    int type = EnvelopeType.ENVELOPE_TYPE_TX.getValue();
    byte[] hash =
        sha256(
            ByteBuffer.allocate(networkId.length + 4 + body.length)
                .put(networkId)
                .putInt(type)
                .put(body)
                .array());
    ByteBuffer envelope = ByteBuffer.allocate(4 + body.length + SIGNATURES_BYTES);
    envelope.putInt(type).put(body).putInt(2);
    for (SigningKey key : List.of(channel, account)) {
      envelope.put(key.hint()).putInt(SIGNATURE_BYTES).put(key.sign(hash));
    }
    return new SignedTransaction(
        HexFormat.of().formatHex(hash),
        Base64.getEncoder().encodeToString(envelope.array()),
        validUntil,
        channel.address().value());
  }

  private Operation operation(Order order) {
    Quote quote = order.quote();
    MuxedAccount destination =
        account(KeyPair.fromAccountId(order.destination().value()).getPublicKey());
    Operation.OperationBody body = new Operation.OperationBody();
    if (quote.isSameAsset()) {
      Invariant.require(
          quote.sendAmount().equals(quote.deliverAmount()), "a payment delivers what is sent");
      PaymentOp payment = new PaymentOp();
      payment.setDestination(destination);
      payment.setAsset(asset(quote.sendAsset()));
      payment.setAmount(new Int64(quote.sendAmount().stroops()));
      body.setDiscriminant(OperationType.PAYMENT);
      body.setPaymentOp(payment);
    } else if (quote.mode() == Quote.Mode.STRICT_SEND) {
      PathPaymentStrictSendOp send = new PathPaymentStrictSendOp();
      send.setSendAsset(asset(quote.sendAsset()));
      send.setSendAmount(new Int64(quote.sendAmount().stroops()));
      send.setDestination(destination);
      send.setDestAsset(asset(quote.deliverAsset()));
      send.setDestMin(new Int64(quote.deliverAmount().stroops()));
      send.setPath(path(quote));
      body.setDiscriminant(OperationType.PATH_PAYMENT_STRICT_SEND);
      body.setPathPaymentStrictSendOp(send);
    } else {
      PathPaymentStrictReceiveOp receive = new PathPaymentStrictReceiveOp();
      receive.setSendAsset(asset(quote.sendAsset()));
      receive.setSendMax(new Int64(quote.sendAmount().stroops()));
      receive.setDestination(destination);
      receive.setDestAsset(asset(quote.deliverAsset()));
      receive.setDestAmount(new Int64(quote.deliverAmount().stroops()));
      receive.setPath(path(quote));
      body.setDiscriminant(OperationType.PATH_PAYMENT_STRICT_RECEIVE);
      body.setPathPaymentStrictReceiveOp(receive);
    }
    Operation operation = new Operation();
    operation.setSourceAccount(account(account.publicKey()));
    operation.setBody(body);
    return operation;
  }

  private static Asset[] path(Quote quote) {
    return quote.path().stream().map(TransactionFactory::asset).toArray(Asset[]::new);
  }

  static Asset asset(org.corridor.domain.money.Asset asset) {
    return org.stellar.sdk.Asset.create(asset.toString()).toXdr();
  }

  private static MuxedAccount account(byte[] publicKey) {
    Uint256 key = new Uint256();
    key.setUint256(publicKey);
    MuxedAccount account = new MuxedAccount();
    account.setDiscriminant(CryptoKeyType.KEY_TYPE_ED25519);
    account.setEd25519(key);
    return account;
  }

  private static Preconditions validUntil(long second) {
    TimeBounds bounds = new TimeBounds();
    bounds.setMinTime(time(0));
    bounds.setMaxTime(time(second));
    Preconditions preconditions = new Preconditions();
    preconditions.setDiscriminant(PreconditionType.PRECOND_TIME);
    preconditions.setTimeBounds(bounds);
    return preconditions;
  }

  private static TimePoint time(long second) {
    return new TimePoint(new Uint64(new XdrUnsignedHyperInteger(second)));
  }

  private static Memo memo(String hex) {
    byte[] hash = HexFormat.of().parseHex(hex);
    Invariant.require(hash.length == MEMO_BYTES, "a memo hash has 32 bytes");
    Memo memo = new Memo();
    memo.setDiscriminant(MemoType.MEMO_HASH);
    memo.setHash(new Hash(hash));
    return memo;
  }

  private static byte[] bytes(Transaction transaction) {
    try {
      return transaction.toXdrByteArray();
    } catch (IOException e) {
      throw new IllegalStateException("a transaction of ours can be encoded", e);
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
