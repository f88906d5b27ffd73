package org.corridor.ledger.horizon;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.corridor.ledger.LedgerView;
import org.corridor.ledger.state.Account;
import org.corridor.ledger.state.Asset;
import org.corridor.ledger.state.ClaimableBalance;
import org.corridor.ledger.state.LiquidityPool;
import org.corridor.ledger.state.TrustLine;

/** Who holds an issued asset, and how much: computed from the state when it is asked for. */
final class AssetStatistics {
  private final Asset.Credit asset;
  private final int[] lines = new int[3];
  private final BigDecimal[] balances = {BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO};
  private int claimables;
  private BigDecimal claimable = BigDecimal.ZERO;
  private int pools;
  private BigDecimal pooled = BigDecimal.ZERO;

  private AssetStatistics(Asset.Credit asset) {
    this.asset = asset;
  }

  /** Statistics of the assets that pass, by their paging tokens. */
  static Map<String, AssetStatistics> of(LedgerView view, Predicate<Asset.Credit> filter) {
    Map<String, AssetStatistics> all = new TreeMap<>();
    view.forEach(
        TrustLine.class,
        line -> {
          if (line.asset() instanceof Asset.Credit credit && filter.test(credit)) {
            of(all, credit).add(line);
          }
        });
    view.forEach(
        ClaimableBalance.class,
        balance -> {
          if (balance.asset() instanceof Asset.Credit credit && filter.test(credit)) {
            AssetStatistics statistics = of(all, credit);
            statistics.claimables++;
            statistics.claimable = statistics.claimable.add(decimal(balance.amount()));
          }
        });
    view.forEach(
        LiquidityPool.class,
        pool -> {
          pooled(all, filter, pool.assetA(), pool.reserveA());
          pooled(all, filter, pool.assetB(), pool.reserveB());
        });
    return all;
  }

  private static void pooled(
      Map<String, AssetStatistics> all, Predicate<Asset.Credit> filter, Asset asset, long reserve) {
    if (asset instanceof Asset.Credit credit && filter.test(credit)) {
      AssetStatistics statistics = of(all, credit);
      statistics.pools++;
      statistics.pooled = statistics.pooled.add(decimal(reserve));
    }
  }

  private static AssetStatistics of(Map<String, AssetStatistics> all, Asset.Credit asset) {
    return all.computeIfAbsent(token(asset), key -> new AssetStatistics(asset));
  }

  private static String token(Asset.Credit asset) {
    String type = asset.wide() ? "credit_alphanum12" : "credit_alphanum4";
    return asset.code() + "_" + asset.issuer().address() + "_" + type;
  }

  private static BigDecimal decimal(long stroops) {
    return BigDecimal.valueOf(stroops, Text.DECIMALS);
  }

  private void add(TrustLine line) {
    int kind = line.authorized() ? 0 : line.maintainsLiabilities() ? 1 : 2;
    lines[kind]++;
    balances[kind] = balances[kind].add(decimal(line.balance()));
  }

  ObjectNode json(LedgerView view) {
    Account issuer = view.account(asset.issuer()).orElse(null);
    String domain = issuer == null ? "" : issuer.homeDomain();
    ObjectNode node = Json.object();
    String toml = domain.isEmpty() ? "" : "https://" + domain + "/.well-known/stellar.toml";
    Json.link(node.putObject("_links"), "toml", toml);
    Json.asset(node, "", asset.toXdr());
    node.put("paging_token", token(asset));
    node.put("num_accounts", lines[0]);
    node.put("num_claimable_balances", claimables);
    node.put("num_liquidity_pools", pools);
    node.put("amount", text(balances[0]));
    node.putObject("accounts")
        .put("authorized", lines[0])
        .put("authorized_to_maintain_liabilities", lines[1])
        .put("unauthorized", lines[2]);
    node.put("claimable_balances_amount", text(claimable));
    node.put("liquidity_pools_amount", text(pooled));
    node.putObject("balances")
        .put("authorized", text(balances[0]))
        .put("authorized_to_maintain_liabilities", text(balances[1]))
        .put("unauthorized", text(balances[2]));
    node.set("flags", StateJson.accountFlags(issuer == null ? 0 : issuer.flags()));
    return node;
  }

  private static String text(BigDecimal amount) {
    return amount.setScale(Text.DECIMALS).toPlainString();
  }
}
