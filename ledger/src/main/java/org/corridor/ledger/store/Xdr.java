package org.corridor.ledger.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.stellar.sdk.xdr.AccountID;
import org.stellar.sdk.xdr.ClaimAtom;
import org.stellar.sdk.xdr.CryptoKeyType;
import org.stellar.sdk.xdr.LedgerEntry;
import org.stellar.sdk.xdr.LedgerEntryChange;
import org.stellar.sdk.xdr.LedgerEntryChanges;
import org.stellar.sdk.xdr.LedgerHeader;
import org.stellar.sdk.xdr.ManageOfferSuccessResult;
import org.stellar.sdk.xdr.MuxedAccount;
import org.stellar.sdk.xdr.Operation;
import org.stellar.sdk.xdr.OperationMeta;
import org.stellar.sdk.xdr.OperationResult;
import org.stellar.sdk.xdr.OperationResultCode;
import org.stellar.sdk.xdr.PathPaymentStrictReceiveResult;
import org.stellar.sdk.xdr.PathPaymentStrictSendResult;
import org.stellar.sdk.xdr.SequenceNumber;
import org.stellar.sdk.xdr.TransactionEnvelope;
import org.stellar.sdk.xdr.TransactionMeta;
import org.stellar.sdk.xdr.TransactionResult;
import org.stellar.sdk.xdr.TransactionResultCode;
import org.stellar.sdk.xdr.XdrDataOutputStream;

/** Reading of envelopes, results and metas without regard to their versions. */
public final class Xdr {
  private static final LedgerEntryChange[] NO_CHANGES = {};
  private static final ClaimAtom[] NO_CLAIMS = {};

  /** A step that reads or writes XDR in memory, where no I/O can fail. */
  @FunctionalInterface
  public interface Step<T> {
    /** Runs the step. */
    T run() throws IOException;
  }

  /** What every XDR type can do; the SDK keeps its own interface to itself. */
  @FunctionalInterface
  private interface Encoder {
    void encode(XdrDataOutputStream out) throws IOException;
  }

  private Xdr() {}

  /** Runs a step on bytes that this ledger wrote itself: a failure is a bug or a broken disk. */
  public static <T> T trusted(Step<T> step) {
    try {
      return step.run();
    } catch (IOException e) {
      throw new IllegalStateException("stored XDR cannot be read", e);
    }
  }

  private static byte[] encoded(Encoder encoder) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (XdrDataOutputStream out = new XdrDataOutputStream(bytes)) {
      encoder.encode(out);
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  /** XDR bytes of an asset. */
  public static byte[] bytes(org.stellar.sdk.xdr.Asset asset) {
    return encoded(asset::encode);
  }

  /** XDR bytes of an envelope. */
  public static byte[] bytes(TransactionEnvelope envelope) {
    return encoded(envelope::encode);
  }

  /** XDR bytes of a result. */
  public static byte[] bytes(TransactionResult result) {
    return encoded(result::encode);
  }

  static byte[] bytes(TransactionMeta meta) {
    return encoded(meta::encode);
  }

  static byte[] bytes(LedgerEntryChanges changes) {
    return encoded(changes::encode);
  }

  static byte[] bytes(LedgerHeader header) {
    return encoded(header::encode);
  }

  /** XDR bytes of an entry. */
  public static byte[] bytes(LedgerEntry entry) {
    return encoded(entry::encode);
  }

  /** XDR bytes of a ledger key. */
  public static byte[] bytes(org.stellar.sdk.xdr.LedgerKey key) {
    return encoded(key::encode);
  }

  static LedgerHeader ledgerHeader(byte[] bytes) {
    return trusted(() -> LedgerHeader.fromXdrByteArray(bytes));
  }

  /** The 32 bytes of an account's public key. */
  public static byte[] key(AccountID account) {
    return account.getAccountID().getEd25519().getUint256();
  }

  /** The 32 bytes of the public key underneath a possibly multiplexed account. */
  public static byte[] key(MuxedAccount account) {
    return account.getDiscriminant() == CryptoKeyType.KEY_TYPE_ED25519
        ? account.getEd25519().getUint256()
        : account.getMed25519().getEd25519().getUint256();
  }

  /** The operations of an envelope; of a fee bump, those of the inner transaction. */
  public static Operation[] operations(TransactionEnvelope envelope) {
    return switch (envelope.getDiscriminant()) {
      case ENVELOPE_TYPE_TX_V0 -> envelope.getV0().getTx().getOperations();
      case ENVELOPE_TYPE_TX_FEE_BUMP ->
          envelope.getFeeBump().getTx().getInnerTx().getV1().getTx().getOperations();
      default -> envelope.getV1().getTx().getOperations();
    };
  }

  /** The account whose sequence number the envelope uses. */
  public static MuxedAccount source(TransactionEnvelope envelope) {
    return switch (envelope.getDiscriminant()) {
      case ENVELOPE_TYPE_TX_V0 -> {
        MuxedAccount source = new MuxedAccount();
        source.setDiscriminant(CryptoKeyType.KEY_TYPE_ED25519);
        source.setEd25519(envelope.getV0().getTx().getSourceAccountEd25519());
        yield source;
      }
      case ENVELOPE_TYPE_TX_FEE_BUMP ->
          envelope.getFeeBump().getTx().getInnerTx().getV1().getTx().getSourceAccount();
      default -> envelope.getV1().getTx().getSourceAccount();
    };
  }

  /** The account that pays the fee. */
  public static MuxedAccount feeSource(TransactionEnvelope envelope) {
    return switch (envelope.getDiscriminant()) {
      case ENVELOPE_TYPE_TX_FEE_BUMP -> envelope.getFeeBump().getTx().getFeeSource();
      default -> source(envelope);
    };
  }

  /** The sequence number that the envelope uses. */
  public static long sequence(TransactionEnvelope envelope) {
    SequenceNumber sequence =
        switch (envelope.getDiscriminant()) {
          case ENVELOPE_TYPE_TX_V0 -> envelope.getV0().getTx().getSeqNum();
          case ENVELOPE_TYPE_TX_FEE_BUMP ->
              envelope.getFeeBump().getTx().getInnerTx().getV1().getTx().getSeqNum();
          default -> envelope.getV1().getTx().getSeqNum();
        };
    return sequence.getSequenceNumber().getInt64();
  }

  /** The most that the envelope is ready to pay, in stroops for the whole of it. */
  public static long maxFee(TransactionEnvelope envelope) {
    return switch (envelope.getDiscriminant()) {
      case ENVELOPE_TYPE_TX_V0 -> envelope.getV0().getTx().getFee().getUint32().getNumber();
      case ENVELOPE_TYPE_TX_FEE_BUMP -> envelope.getFeeBump().getTx().getFee().getInt64();
      default -> envelope.getV1().getTx().getFee().getUint32().getNumber();
    };
  }

  /** Whether the transaction, or the one that a fee bump carries, succeeded. */
  public static boolean successful(TransactionResult result) {
    TransactionResultCode code = result.getResult().getDiscriminant();
    return code == TransactionResultCode.txSUCCESS
        || code == TransactionResultCode.txFEE_BUMP_INNER_SUCCESS;
  }

  /** Results of the operations; empty when the transaction failed before any was tried. */
  public static OperationResult[] operationResults(TransactionResult result) {
    OperationResult[] results =
        switch (result.getResult().getDiscriminant()) {
          case txSUCCESS, txFAILED -> result.getResult().getResults();
          case txFEE_BUMP_INNER_SUCCESS, txFEE_BUMP_INNER_FAILED ->
              innerResults(result.getResult().getInnerResultPair().getResult().getResult());
          default -> null;
        };
    return results == null ? new OperationResult[0] : results;
  }

  private static OperationResult @Nullable [] innerResults(
      org.stellar.sdk.xdr.InnerTransactionResult.InnerTransactionResultResult result) {
    return switch (result.getDiscriminant()) {
      case txSUCCESS, txFAILED -> result.getResults();
      default -> null;
    };
  }

  /** Changes of the transaction itself and of each of its operations. */
  public static LedgerEntryChange[] changesBefore(TransactionMeta meta) {
    return switch (meta.getDiscriminant()) {
      case 1 -> changes(meta.getV1().getTxChanges());
      case 2 -> changes(meta.getV2().getTxChangesBefore());
      default -> NO_CHANGES;
    };
  }

  /** Changes made after the operations: what is left of the transaction's own bookkeeping. */
  public static LedgerEntryChange[] changesAfter(TransactionMeta meta) {
    return meta.getDiscriminant() == 2 ? changes(meta.getV2().getTxChangesAfter()) : NO_CHANGES;
  }

  /** Changes of the operation with this index, from 0; none when the transaction failed. */
  public static LedgerEntryChange[] operationChanges(TransactionMeta meta, int index) {
    OperationMeta[] metas =
        switch (meta.getDiscriminant()) {
          case 0 -> meta.getOperations();
          case 1 -> meta.getV1().getOperations();
          default -> meta.getV2().getOperations();
        };
    return index < metas.length ? changes(metas[index].getChanges()) : NO_CHANGES;
  }

  /** The changes in a possibly absent list. */
  public static LedgerEntryChange[] changes(@Nullable LedgerEntryChanges changes) {
    return changes == null ? NO_CHANGES : changes.getLedgerEntryChanges();
  }

  /** The resting offers and pools that an operation took from; none when it failed. */
  public static ClaimAtom[] claims(OperationResult result) {
    if (result.getDiscriminant() != OperationResultCode.opINNER) {
      return NO_CLAIMS;
    }
    OperationResult.OperationResultTr tr = result.getTr();
    return switch (tr.getDiscriminant()) {
      case PATH_PAYMENT_STRICT_RECEIVE -> {
        PathPaymentStrictReceiveResult r = tr.getPathPaymentStrictReceiveResult();
        yield r.getSuccess() == null ? NO_CLAIMS : r.getSuccess().getOffers();
      }
      case PATH_PAYMENT_STRICT_SEND -> {
        PathPaymentStrictSendResult r = tr.getPathPaymentStrictSendResult();
        yield r.getSuccess() == null ? NO_CLAIMS : r.getSuccess().getOffers();
      }
      default -> {
        ManageOfferSuccessResult success = manageOfferSuccess(tr);
        yield success == null ? NO_CLAIMS : success.getOffersClaimed();
      }
    };
  }

  /** The success arm of an operation that manages an offer; null for all else. */
  public static @Nullable ManageOfferSuccessResult manageOfferSuccess(
      OperationResult.OperationResultTr tr) {
    return switch (tr.getDiscriminant()) {
      case MANAGE_SELL_OFFER -> tr.getManageSellOfferResult().getSuccess();
      case MANAGE_BUY_OFFER -> tr.getManageBuyOfferResult().getSuccess();
      case CREATE_PASSIVE_SELL_OFFER -> tr.getCreatePassiveSellOfferResult().getSuccess();
      default -> null;
    };
  }
}
