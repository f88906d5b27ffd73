package org.corridor.ledger.horizon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.function.Function;
import org.corridor.ledger.LedgerView;
import org.corridor.ledger.state.Account;
import org.corridor.ledger.state.Asset;
import org.corridor.ledger.state.AssetTotals;
import org.corridor.ledger.state.AssetTotals.Standing;

/** Who holds an issued asset, and how much. */
record AssetStatistics(Asset.Credit asset, AssetTotals totals) {
  /** The statistics of an asset; empty when nobody holds it or could hold it. */
  static Optional<AssetStatistics> of(LedgerView view, Asset.Credit asset) {
    AssetTotals totals = view.index().totals(asset);
    return totals == null ? Optional.empty() : Optional.of(new AssetStatistics(asset, totals));
  }

  String token() {
    String type = asset.wide() ? "credit_alphanum12" : "credit_alphanum4";
    return asset.code() + "_" + asset.issuer().address() + "_" + type;
  }

  ObjectNode json(LedgerView view) {
    Account issuer = view.account(asset.issuer()).orElse(null);
    String domain = issuer == null ? "" : issuer.homeDomain();
    ObjectNode node = Json.object();
    String toml = domain.isEmpty() ? "" : "https://" + domain + "/.well-known/stellar.toml";
    Json.link(node.putObject("_links"), "toml", toml);
    Json.asset(node, "", asset.toXdr());
    node.put("paging_token", token());
    node.put("num_accounts", totals.lines(Standing.AUTHORIZED));
    node.put("num_claimable_balances", totals.claimables());
    node.put("num_liquidity_pools", totals.pools());
    node.put("amount", text(totals.balance(Standing.AUTHORIZED)));
    node.set("accounts", standings(standing -> Json.number(totals.lines(standing))));
    node.put("claimable_balances_amount", text(totals.claimable()));
    node.put("liquidity_pools_amount", text(totals.pooled()));
    node.set("balances", standings(standing -> Json.text(text(totals.balance(standing)))));
    node.set("flags", StateJson.accountFlags(issuer == null ? 0 : issuer.flags()));
    return node;
  }

  private static ObjectNode standings(Function<Standing, JsonNode> value) {
    ObjectNode node = Json.object();
    node.set("authorized", value.apply(Standing.AUTHORIZED));
    node.set("authorized_to_maintain_liabilities", value.apply(Standing.MAINTAINS_LIABILITIES));
    node.set("unauthorized", value.apply(Standing.UNAUTHORIZED));
    return node;
  }

  static String text(BigInteger stroops) {
    return new BigDecimal(stroops, Text.DECIMALS).toPlainString();
  }
}
