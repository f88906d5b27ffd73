package org.corridor.adapters.settlement;

import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.corridor.domain.money.Asset;
import org.corridor.domain.money.LedgerAmount;
import org.corridor.domain.party.LedgerAddress;
import org.corridor.domain.settlement.SettlementLedger.Arrival;

/** Reads the payments that arrived on our account from Horizon's operation records. */
final class ArrivalReader {
  /** The fields of a payment's record, with its transaction, that are read. */
  static final Set<String> FIELDS =
      Set.of(
          "id",
          "paging_token",
          "transaction_successful",
          "transaction_hash",
          "created_at",
          "type",
          "from",
          "to",
          "to_muxed_id",
          "amount",
          "asset_type",
          "asset_code",
          "asset_issuer",
          "funder",
          "account",
          "starting_balance",
          "transaction.memo_type",
          "transaction.memo");

  private final String ourAccount;

  ArrivalReader(LedgerAddress ourAccount) {
    this.ourAccount = ourAccount.value();
  }

  /**
   * The arrival that a record tells of; empty when nothing arrived: a failed transaction, a payment
   * of ours, or an account merged into ours, which moves the native asset only and tells no amount
   * here.
   */
  Optional<Arrival> read(Map<String, String> record) {
    if (!"true".equals(record.getOrDefault("transaction_successful", "true"))) {
      return Optional.empty();
    }
    return switch (Records.field(record, "type")) {
      case "payment", "path_payment_strict_send", "path_payment_strict_receive", "path_payment" ->
          arrival(record, "from", "to", "amount", asset(record));
      case "create_account" ->
          arrival(record, "funder", "account", "starting_balance", Asset.NATIVE);
      default -> Optional.empty();
    };
  }

  private Optional<Arrival> arrival(
      Map<String, String> record, String from, String to, String amount, Asset asset) {
    String sender = Records.field(record, from);
    if (!ourAccount.equals(record.get(to)) || ourAccount.equals(sender)) {
      return Optional.empty();
    }
    return Optional.of(
        new Arrival(
            Records.field(record, "id"),
            Records.field(record, "transaction_hash"),
            new LedgerAddress(sender),
            asset,
            LedgerAmount.parse(Records.field(record, amount)),
            memoHash(record),
            memoText(record),
            Instant.parse(Records.field(record, "created_at"))));
  }

  private static Asset asset(Map<String, String> record) {
    if ("native".equals(record.get("asset_type"))) {
      return Asset.NATIVE;
    }
    return new Asset(
        Records.field(record, "asset_code"),
        new LedgerAddress(Records.field(record, "asset_issuer")));
  }

  private static String memoHash(Map<String, String> record) {
    return "hash".equals(record.get("transaction.memo_type")) ? hex(record) : "";
  }

  private static String memoText(Map<String, String> record) {
    return switch (record.getOrDefault("transaction.memo_type", "none")) {
      case "hash" -> "";
      case "return" -> "return " + hex(record);
      case "id" -> record.getOrDefault("transaction.memo", "");
      // Bytes of a stranger's choice: no control character may reach a table or a page.
      case "text" -> record.getOrDefault("transaction.memo", "").replaceAll("\\p{Cntrl}", " ");
      // SEP-23: the id of a multiplexed address stands for a memo id.
      default -> record.getOrDefault("to_muxed_id", "");
    };
  }

  private static String hex(Map<String, String> record) {
    return HexFormat.of()
        .formatHex(Base64.getDecoder().decode(Records.field(record, "transaction.memo")));
  }
}
