package org.corridor.adapters.settlement;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.corridor.domain.Retryable;
import org.corridor.domain.money.LedgerAmount;
import org.corridor.domain.party.LedgerAddress;
import org.corridor.domain.settlement.Delivery;
import org.corridor.domain.settlement.SettlementLedger.Outcome;
import org.stellar.sdk.StrKey;
import org.stellar.sdk.xdr.ClaimAtom;
import org.stellar.sdk.xdr.EnvelopeType;
import org.stellar.sdk.xdr.InnerTransactionResult;
import org.stellar.sdk.xdr.MuxedAccount;
import org.stellar.sdk.xdr.Operation;
import org.stellar.sdk.xdr.OperationResult;
import org.stellar.sdk.xdr.OperationResult.OperationResultTr;
import org.stellar.sdk.xdr.OperationResultCode;
import org.stellar.sdk.xdr.PathPaymentStrictReceiveOp;
import org.stellar.sdk.xdr.PathPaymentStrictReceiveResult;
import org.stellar.sdk.xdr.PathPaymentStrictSendResult;
import org.stellar.sdk.xdr.Transaction;
import org.stellar.sdk.xdr.TransactionEnvelope;
import org.stellar.sdk.xdr.TransactionResult;
import org.stellar.sdk.xdr.TransactionResultCode;

/**
 * Reads what became of our transactions from the ledger's own result, never from what the envelope
 * had asked for.
 */
final class OutcomeReader {
  /** The fields of a transaction's record that are read. */
  static final Set<String> FIELDS =
      Set.of(
          "paging_token",
          "hash",
          "inner_transaction.hash",
          "ledger",
          "created_at",
          "fee_charged",
          "envelope_xdr",
          "result_xdr");

  private final byte[] ourKey;

  OutcomeReader(LedgerAddress ourAccount) {
    ourKey = StrKey.decodeEd25519PublicKey(ourAccount.value());
  }

  /**
   * The outcome of a settlement of ours; empty for any other transaction that touches our account.
   *
   * @throws Retryable when the record cannot be read
   */
  Optional<Outcome> read(Map<String, String> record) {
    try {
      TransactionEnvelope envelope =
          TransactionEnvelope.fromXdrBase64(Records.field(record, "envelope_xdr"));
      // Anybody who has our bytes can wrap them in a fee bump; they keep their inner hash.
      boolean bumped = envelope.getDiscriminant() == EnvelopeType.ENVELOPE_TYPE_TX_FEE_BUMP;
      if (!bumped && envelope.getDiscriminant() != EnvelopeType.ENVELOPE_TYPE_TX) {
        return Optional.empty();
      }
      Transaction transaction =
          bumped
              ? envelope.getFeeBump().getTx().getInnerTx().getV1().getTx()
              : envelope.getV1().getTx();
      if (!isSettlement(transaction)) {
        return Optional.empty();
      }
      String hash = Records.field(record, bumped ? "inner_transaction.hash" : "hash");
      TransactionResult result =
          TransactionResult.fromXdrBase64(Records.field(record, "result_xdr"));
      return Optional.of(outcome(record, hash, transaction.getOperations()[0], result));
    } catch (IOException e) {
      throw new Retryable("ledger's transaction cannot be decoded", e);
    }
  }

  /** The sequence number that an envelope of ours uses. */
  static long sequence(String envelope) {
    try {
      return TransactionEnvelope.fromXdrBase64(envelope)
          .getV1()
          .getTx()
          .getSeqNum()
          .getSequenceNumber()
          .getInt64();
    } catch (IOException e) {
      throw new IllegalStateException("an envelope of ours can be decoded", e);
    }
  }

  /** The name of the code of a result, as Horizon writes it. */
  static String code(String resultXdr) {
    try {
      return name(TransactionResult.fromXdrBase64(resultXdr).getResult().getDiscriminant());
    } catch (IOException e) {
      throw new Retryable("ledger's result cannot be decoded", e);
    }
  }

  private boolean isSettlement(Transaction transaction) {
    if (transaction.getOperations().length != 1) {
      return false;
    }
    Operation operation = transaction.getOperations()[0];
    MuxedAccount source = operation.getSourceAccount();
    if (!isOurs(source == null ? transaction.getSourceAccount() : source)) {
      return false;
    }
    return switch (operation.getBody().getDiscriminant()) {
      case PAYMENT, PATH_PAYMENT_STRICT_RECEIVE, PATH_PAYMENT_STRICT_SEND -> true;
      default -> false;
    };
  }

  private boolean isOurs(MuxedAccount account) {
    byte[] key =
        switch (account.getDiscriminant()) {
          case KEY_TYPE_ED25519 -> account.getEd25519().getUint256();
          case KEY_TYPE_MUXED_ED25519 -> account.getMed25519().getEd25519().getUint256();
          default -> new byte[0];
        };
    return Arrays.equals(key, ourKey);
  }

  private static Outcome outcome(
      Map<String, String> record, String hash, Operation operation, TransactionResult result) {
    TransactionResultCode code = result.getResult().getDiscriminant();
    OperationResult[] operations = result.getResult().getResults();
    if (code == TransactionResultCode.txFEE_BUMP_INNER_SUCCESS
        || code == TransactionResultCode.txFEE_BUMP_INNER_FAILED) {
      InnerTransactionResult inner = result.getResult().getInnerResultPair().getResult();
      code = inner.getResult().getDiscriminant();
      operations = inner.getResult().getResults();
    }
    if (code == TransactionResultCode.txFAILED) {
      return new Outcome.Failed(hash, name(operations[0]));
    }
    if (code != TransactionResultCode.txSUCCESS) {
      return new Outcome.Failed(hash, name(code));
    }
    long delivered = delivered(operation, operations[0].getTr());
    long spent = spent(operation, operations[0].getTr());
    return new Outcome.Applied(
        hash,
        new Delivery(
            hash,
            Long.parseLong(Records.field(record, "ledger")),
            Instant.parse(Records.field(record, "created_at")),
            new LedgerAmount(delivered),
            new LedgerAmount(spent),
            Long.parseLong(Records.field(record, "fee_charged"))));
  }

  private static long delivered(Operation operation, OperationResultTr result) {
    return switch (result.getDiscriminant()) {
      case PATH_PAYMENT_STRICT_SEND ->
          result.getPathPaymentStrictSendResult().getSuccess().getLast().getAmount().getInt64();
      case PATH_PAYMENT_STRICT_RECEIVE ->
          result.getPathPaymentStrictReceiveResult().getSuccess().getLast().getAmount().getInt64();
      // A payment's result holds no amount: it delivers what it says, or nothing.
      default -> operation.getBody().getPaymentOp().getAmount().getInt64();
    };
  }

  private static long spent(Operation operation, OperationResultTr result) {
    return switch (result.getDiscriminant()) {
      case PATH_PAYMENT_STRICT_SEND ->
          operation.getBody().getPathPaymentStrictSendOp().getSendAmount().getInt64();
      case PATH_PAYMENT_STRICT_RECEIVE ->
          spent(
              operation.getBody().getPathPaymentStrictReceiveOp(),
              result.getPathPaymentStrictReceiveResult());
      default -> operation.getBody().getPaymentOp().getAmount().getInt64();
    };
  }

  /** The first hop's offers come first, and only they buy the asset that we send. */
  private static long spent(
      PathPaymentStrictReceiveOp operation, PathPaymentStrictReceiveResult result) {
    ClaimAtom[] offers = result.getSuccess().getOffers();
    if (offers.length == 0) {
      return result.getSuccess().getLast().getAmount().getInt64();
    }
    long spent = 0;
    for (ClaimAtom offer : offers) {
      if (!bought(offer).equals(operation.getSendAsset())) {
        break;
      }
      spent = Math.addExact(spent, amountBought(offer));
    }
    return spent;
  }

  private static org.stellar.sdk.xdr.Asset bought(ClaimAtom claim) {
    return switch (claim.getDiscriminant()) {
      case CLAIM_ATOM_TYPE_V0 -> claim.getV0().getAssetBought();
      case CLAIM_ATOM_TYPE_ORDER_BOOK -> claim.getOrderBook().getAssetBought();
      case CLAIM_ATOM_TYPE_LIQUIDITY_POOL -> claim.getLiquidityPool().getAssetBought();
    };
  }

  private static long amountBought(ClaimAtom claim) {
    return switch (claim.getDiscriminant()) {
      case CLAIM_ATOM_TYPE_V0 -> claim.getV0().getAmountBought().getInt64();
      case CLAIM_ATOM_TYPE_ORDER_BOOK -> claim.getOrderBook().getAmountBought().getInt64();
      case CLAIM_ATOM_TYPE_LIQUIDITY_POOL -> claim.getLiquidityPool().getAmountBought().getInt64();
    };
  }

  private static String name(TransactionResultCode code) {
    return "tx_" + code.name().substring("tx".length()).toLowerCase(Locale.ROOT);
  }

  private static String name(OperationResult result) {
    if (result.getDiscriminant() != OperationResultCode.opINNER) {
      return "op_"
          + result.getDiscriminant().name().substring("op".length()).toLowerCase(Locale.ROOT);
    }
    OperationResultTr inner = result.getTr();
    return switch (inner.getDiscriminant()) {
      case PAYMENT -> name(inner.getPaymentResult().getDiscriminant(), "PAYMENT_");
      case PATH_PAYMENT_STRICT_RECEIVE ->
          name(
              inner.getPathPaymentStrictReceiveResult().getDiscriminant(),
              "PATH_PAYMENT_STRICT_RECEIVE_");
      case PATH_PAYMENT_STRICT_SEND -> name(strictSend(inner), "PATH_PAYMENT_STRICT_SEND_");
      default -> "op_inner";
    };
  }

  private static Enum<?> strictSend(OperationResultTr inner) {
    PathPaymentStrictSendResult result = inner.getPathPaymentStrictSendResult();
    return result.getDiscriminant();
  }

  /** Horizon's names are the protocol's, but for three. */
  private static String name(Enum<?> code, String prefix) {
    return switch (code.name().substring(prefix.length())) {
      case "OVER_SENDMAX" -> "op_over_source_max";
      case "UNDER_DESTMIN" -> "op_under_dest_min";
      case "OFFER_CROSS_SELF" -> "op_cross_self";
      case String other -> "op_" + other.toLowerCase(Locale.ROOT);
    };
  }
}
