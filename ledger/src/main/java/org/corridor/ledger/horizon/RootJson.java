package org.corridor.ledger.horizon;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.corridor.ledger.NetworkParameters;
import org.corridor.ledger.node.LedgerNode;
import org.corridor.ledger.store.StoredLedger;
import org.stellar.sdk.xdr.LedgerHeader;

/** The root resource: where everything is, and how far the ledger has got. */
final class RootJson {
  private static final String VERSION = "corridor";
  private static final String PAGE = "cursor,limit,order}";

  /** Name, then path; a path with braces is a template. */
  private static final List<List<String>> LINKS =
      List.of(
          List.of("account", "/accounts/{account_id}"),
          List.of("accounts", "/accounts{?signer,sponsor,asset,liquidity_pool," + PAGE),
          List.of("account_transactions", "/accounts/{account_id}/transactions{?" + PAGE),
          List.of("claimable_balances", "/claimable_balances{?asset,sponsor,claimant," + PAGE),
          List.of("assets", "/assets{?asset_code,asset_issuer," + PAGE),
          List.of("effects", "/effects{?" + PAGE),
          List.of("fee_stats", "/fee_stats"),
          List.of("ledger", "/ledger/{sequence}"),
          List.of("ledgers", "/ledgers{?" + PAGE),
          List.of("liquidity_pools", "/liquidity_pools{?reserves,account," + PAGE),
          List.of("offer", "/offers/{offer_id}"),
          List.of("offers", "/offers{?selling,buying,seller,sponsor," + PAGE),
          List.of("operation", "/operations/{id}"),
          List.of("operations", "/operations{?cursor,limit,order,include_failed}"),
          List.of(
              "order_book",
              "/order_book{?selling_asset_type,selling_asset_code,selling_asset_issuer,"
                  + "buying_asset_type,buying_asset_code,buying_asset_issuer,limit}"),
          List.of("payments", "/payments{?cursor,limit,order,include_failed}"),
          List.of("self", "/"),
          List.of(
              "strict_receive_paths",
              "/paths/strict-receive{?source_assets,source_account,destination_account,"
                  + "destination_asset_type,destination_asset_issuer,destination_asset_code,"
                  + "destination_amount}"),
          List.of(
              "strict_send_paths",
              "/paths/strict-send{?destination_account,destination_assets,source_asset_type,"
                  + "source_asset_issuer,source_asset_code,source_amount}"),
          List.of("trade_aggregations", "/trade_aggregations?" + pair()),
          List.of("trades", "/trades?" + pair()),
          List.of("transaction", "/transactions/{hash}"),
          List.of("transactions", "/transactions{?" + PAGE));

  private RootJson() {}

  private static String pair() {
    StringBuilder text = new StringBuilder();
    for (String side : new String[] {"base", "counter"}) {
      for (String part : new String[] {"type", "code", "issuer"}) {
        String name = side + "_asset_" + part;
        text.append(text.isEmpty() ? "" : "&").append(name).append("={").append(name).append('}');
      }
    }
    return text.toString();
  }

  static ObjectNode of(LedgerNode ledger, String base, boolean friendbot) {
    ObjectNode node = Json.object();
    ObjectNode links = node.putObject("_links");
    for (List<String> link : LINKS) {
      if (link.getLast().contains("{")) {
        Json.template(links, link.getFirst(), base + link.getLast());
      } else {
        Json.link(links, link.getFirst(), base + link.getLast());
      }
      if (friendbot && link.getFirst().equals("fee_stats")) {
        Json.template(links, "friendbot", base + "/friendbot{?addr}");
      }
    }
    StoredLedger last = ledger.history().ledger(ledger.last()).orElseThrow();
    LedgerHeader header = last.decodedHeader();
    node.put("horizon_version", VERSION);
    node.put("core_version", VERSION);
    node.put("ingest_latest_ledger", ledger.last());
    node.put("history_latest_ledger", ledger.last());
    node.put("history_latest_ledger_closed_at", Text.time(LedgerJson.closeTime(header)));
    node.put("history_elder_ledger", ledger.history().elder());
    node.put("core_latest_ledger", ledger.last());
    node.put("network_passphrase", ledger.network().passphrase());
    node.put("current_protocol_version", LedgerJson.number(header.getLedgerVersion()));
    node.put("supported_protocol_version", NetworkParameters.PROTOCOL);
    node.put("core_supported_protocol_version", NetworkParameters.PROTOCOL);
    return node;
  }
}
