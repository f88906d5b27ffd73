package org.corridor.ledger.horizon;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import org.corridor.ledger.store.Xdr;
import org.stellar.sdk.xdr.OperationResult;
import org.stellar.sdk.xdr.OperationResultCode;
import org.stellar.sdk.xdr.TransactionResult;
import org.stellar.sdk.xdr.TransactionResultCode;

/** Horizon's words for result codes. Most follow the protocol's names; the table has the rest. */
final class ResultCodes {
  private static final Map<String, String> EXCEPTIONS =
      Map.ofEntries(
          Map.entry("CREATE_ACCOUNT_ALREADY_EXIST", "op_already_exists"),
          Map.entry("PATH_PAYMENT_STRICT_RECEIVE_OVER_SENDMAX", "op_over_source_max"),
          Map.entry("PATH_PAYMENT_STRICT_RECEIVE_OFFER_CROSS_SELF", "op_cross_self"),
          Map.entry("PATH_PAYMENT_STRICT_SEND_OFFER_CROSS_SELF", "op_cross_self"),
          Map.entry("PATH_PAYMENT_STRICT_SEND_UNDER_DESTMIN", "op_under_dest_min"),
          Map.entry("MANAGE_SELL_OFFER_SELL_NOT_AUTHORIZED", "sell_not_authorized"),
          Map.entry("MANAGE_SELL_OFFER_BUY_NOT_AUTHORIZED", "buy_not_authorized"),
          Map.entry("MANAGE_SELL_OFFER_BUY_NO_ISSUER", "buy_no_issuer"),
          Map.entry("MANAGE_SELL_OFFER_NOT_FOUND", "op_offer_not_found"),
          Map.entry("MANAGE_BUY_OFFER_SELL_NOT_AUTHORIZED", "sell_not_authorized"),
          Map.entry("MANAGE_BUY_OFFER_BUY_NOT_AUTHORIZED", "buy_not_authorized"),
          Map.entry("MANAGE_BUY_OFFER_BUY_NO_ISSUER", "buy_no_issuer"),
          Map.entry("MANAGE_BUY_OFFER_NOT_FOUND", "op_offer_not_found"),
          Map.entry(
              "CHANGE_TRUST_NOT_AUTH_MAINTAIN_LIABILITIES", "op_not_aut_maintain_liabilities"),
          Map.entry("ALLOW_TRUST_NO_TRUST_LINE", "op_no_trustline"),
          Map.entry("ALLOW_TRUST_TRUST_NOT_REQUIRED", "op_not_required"),
          Map.entry("ACCOUNT_MERGE_SEQNUM_TOO_FAR", "op_seq_num_too_far"),
          Map.entry("MANAGE_DATA_NAME_NOT_FOUND", "op_data_name_not_found"),
          Map.entry("MANAGE_DATA_INVALID_NAME", "op_data_invalid_name"));

  private ResultCodes() {}

  /** The {@code result_codes} of a problem document. */
  static ObjectNode of(TransactionResult result) {
    ObjectNode codes = Json.object();
    TransactionResult.TransactionResultResult body = result.getResult();
    codes.put("transaction", transaction(body.getDiscriminant()));
    if (body.getDiscriminant() == TransactionResultCode.txFEE_BUMP_INNER_FAILED
        || body.getDiscriminant() == TransactionResultCode.txFEE_BUMP_INNER_SUCCESS) {
      codes.put(
          "inner_transaction",
          transaction(body.getInnerResultPair().getResult().getResult().getDiscriminant()));
    }
    OperationResult[] results = Xdr.operationResults(result);
    if (results.length > 0) {
      ArrayNode operations = codes.putArray("operations");
      for (OperationResult operation : results) {
        operations.add(operation(operation));
      }
    }
    return codes;
  }

  static String transaction(TransactionResultCode code) {
    return switch (code) {
      case txNO_ACCOUNT -> "tx_no_source_account";
      default -> "tx_" + code.name().substring("tx".length()).toLowerCase(Locale.ROOT);
    };
  }

  static String operation(OperationResult result) {
    OperationResultCode code = result.getDiscriminant();
    return switch (code) {
      case opINNER -> inner(result.getTr());
      case opNO_ACCOUNT -> "op_no_source_account";
      default -> "op_" + code.name().substring("op".length()).toLowerCase(Locale.ROOT);
    };
  }

  private static String inner(OperationResult.OperationResultTr result) {
    Enum<?> code = code(result);
    String name = code.name();
    if (name.endsWith("_SUCCESS")) {
      return "op_success";
    }
    String exception = EXCEPTIONS.get(name);
    if (exception != null) {
      return exception;
    }
    // The first constant of each of these enums is <OPERATION>_SUCCESS.
    String success = code.getDeclaringClass().getEnumConstants()[0].name();
    String prefix = success.substring(0, success.length() - "SUCCESS".length());
    return "op_" + name.substring(prefix.length()).toLowerCase(Locale.ROOT);
  }

  private static Enum<?> code(OperationResult.OperationResultTr tr) {
    return switch (tr.getDiscriminant()) {
      case CREATE_ACCOUNT -> tr.getCreateAccountResult().getDiscriminant();
      case PAYMENT -> tr.getPaymentResult().getDiscriminant();
      case PATH_PAYMENT_STRICT_RECEIVE -> tr.getPathPaymentStrictReceiveResult().getDiscriminant();
      case MANAGE_SELL_OFFER -> tr.getManageSellOfferResult().getDiscriminant();
      case CREATE_PASSIVE_SELL_OFFER -> tr.getCreatePassiveSellOfferResult().getDiscriminant();
      case SET_OPTIONS -> tr.getSetOptionsResult().getDiscriminant();
      case CHANGE_TRUST -> tr.getChangeTrustResult().getDiscriminant();
      case ALLOW_TRUST -> tr.getAllowTrustResult().getDiscriminant();
      case ACCOUNT_MERGE -> tr.getAccountMergeResult().getDiscriminant();
      case INFLATION -> tr.getInflationResult().getDiscriminant();
      case MANAGE_DATA -> tr.getManageDataResult().getDiscriminant();
      case BUMP_SEQUENCE -> tr.getBumpSeqResult().getDiscriminant();
      case MANAGE_BUY_OFFER -> tr.getManageBuyOfferResult().getDiscriminant();
      case PATH_PAYMENT_STRICT_SEND -> tr.getPathPaymentStrictSendResult().getDiscriminant();
      case CREATE_CLAIMABLE_BALANCE -> tr.getCreateClaimableBalanceResult().getDiscriminant();
      case CLAIM_CLAIMABLE_BALANCE -> tr.getClaimClaimableBalanceResult().getDiscriminant();
      case BEGIN_SPONSORING_FUTURE_RESERVES ->
          tr.getBeginSponsoringFutureReservesResult().getDiscriminant();
      case END_SPONSORING_FUTURE_RESERVES ->
          tr.getEndSponsoringFutureReservesResult().getDiscriminant();
      case REVOKE_SPONSORSHIP -> tr.getRevokeSponsorshipResult().getDiscriminant();
      case CLAWBACK -> tr.getClawbackResult().getDiscriminant();
      case CLAWBACK_CLAIMABLE_BALANCE -> tr.getClawbackClaimableBalanceResult().getDiscriminant();
      case SET_TRUST_LINE_FLAGS -> tr.getSetTrustLineFlagsResult().getDiscriminant();
      case LIQUIDITY_POOL_DEPOSIT -> tr.getLiquidityPoolDepositResult().getDiscriminant();
      case LIQUIDITY_POOL_WITHDRAW -> tr.getLiquidityPoolWithdrawResult().getDiscriminant();
      case INVOKE_HOST_FUNCTION -> tr.getInvokeHostFunctionResult().getDiscriminant();
      case EXTEND_FOOTPRINT_TTL -> tr.getExtendFootprintTTLResult().getDiscriminant();
      case RESTORE_FOOTPRINT -> tr.getRestoreFootprintResult().getDiscriminant();
    };
  }
}
