package org.corridor.ledger.horizon;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.corridor.ledger.LedgerView;
import org.corridor.ledger.state.Account;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.Asset;
import org.corridor.ledger.state.ClaimableBalance;
import org.corridor.ledger.state.DataItem;
import org.corridor.ledger.state.Entry;
import org.corridor.ledger.state.LiquidityPool;
import org.corridor.ledger.state.Offer;
import org.corridor.ledger.state.PoolShare;
import org.corridor.ledger.state.Price;
import org.corridor.ledger.state.Signer;
import org.corridor.ledger.state.TrustLine;
import org.corridor.ledger.store.LedgerStore;
import org.jspecify.annotations.Nullable;

/** Horizon's resources of entries in the state. */
final class StateJson {
  private static final List<String> FLAGS =
      List.of("auth_required", "auth_revocable", "auth_immutable", "auth_clawback_enabled");
  private static final String BALANCE_V0 = "00000000";

  private final LedgerStore store;
  private final String base;

  StateJson(LedgerStore store, String base) {
    this.store = store;
    this.base = base;
  }

  private void lastModified(ObjectNode node, Entry entry) {
    int ledger = entry.lastModified();
    node.put("last_modified_ledger", ledger);
    store
        .ledger(ledger)
        .map(stored -> Text.time(LedgerJson.closeTime(stored.decodedHeader())))
        .ifPresent(time -> node.put("last_modified_time", time));
  }

  private static void sponsor(ObjectNode node, @Nullable AccountId sponsor) {
    if (sponsor != null) {
      node.put("sponsor", sponsor.address());
    }
  }

  static ObjectNode accountFlags(int flags) {
    ObjectNode node = Json.object();
    for (int i = 0; i < FLAGS.size(); i++) {
      node.put(FLAGS.get(i), (flags & 1 << i) != 0);
    }
    return node;
  }

  ObjectNode account(LedgerView view, Account account) {
    String id = account.id().address();
    ObjectNode node = Json.object();
    ObjectNode links = node.putObject("_links");
    String self = base + "/accounts/" + id;
    Json.link(links, "self", self);
    for (String part :
        new String[] {"transactions", "operations", "payments", "effects", "offers", "trades"}) {
      Json.template(links, part, self + "/" + part + "{?cursor,limit,order}");
    }
    Json.template(links, "data", self + "/data/{key}");
    node.put("id", id);
    node.put("account_id", id);
    node.put("sequence", Long.toString(account.sequence()));
    if (account.extension().sequenceLedger() != 0) {
      node.put("sequence_ledger", account.extension().sequenceLedger());
      node.put("sequence_time", Long.toString(account.extension().sequenceTime()));
    }
    node.put("subentry_count", account.subEntries());
    if (account.inflationDestination() != null) {
      node.put("inflation_destination", account.inflationDestination().address());
    }
    if (!account.homeDomain().isEmpty()) {
      node.put("home_domain", account.homeDomain());
    }
    lastModified(node, account);
    node.putObject("thresholds")
        .put("low_threshold", account.thresholds().low())
        .put("med_threshold", account.thresholds().medium())
        .put("high_threshold", account.thresholds().high());
    node.set("flags", accountFlags(account.flags()));
    node.set("balances", balances(view, account));
    node.set("signers", signers(account));
    ObjectNode data = node.putObject("data");
    view.dataItems(account.id()).stream()
        .sorted(Comparator.comparing(DataItem::name))
        .forEach(item -> data.put(item.name(), Text.base64(item.value().toArray())));
    node.put("num_sponsoring", account.sponsoring());
    node.put("num_sponsored", account.sponsored());
    sponsor(node, account.sponsor());
    node.put("paging_token", id);
    return node;
  }

  private static ArrayNode signers(Account account) {
    List<ObjectNode> nodes = new ArrayList<>();
    if (account.thresholds().master() > 0) {
      nodes.add(
          Json.object()
              .put("weight", account.thresholds().master())
              .put("key", account.id().address())
              .put("type", "ed25519_public_key"));
    }
    for (Signer signer : account.signers()) {
      ObjectNode node =
          Json.object()
              .put("weight", signer.weight())
              .put("key", Text.signer(signer.key().toXdr()))
              .put("type", Text.signerType(signer.key().toXdr()));
      sponsor(node, signer.sponsor());
      nodes.add(node);
    }
    nodes.sort(Comparator.comparing(node -> node.get("key").textValue()));
    return Json.array().addAll(nodes);
  }

  private static ArrayNode balances(LedgerView view, Account account) {
    ArrayNode balances = Json.array();
    view.trustLines(account.id()).stream()
        .sorted(Comparator.comparing(StateJson::lineOrder))
        .forEach(line -> balances.add(balance(line)));
    balances
        .addObject()
        .put("balance", Text.amount(account.balance()))
        .put("buying_liabilities", Text.amount(account.buying()))
        .put("selling_liabilities", Text.amount(account.selling()))
        .put("asset_type", "native");
    return balances;
  }

  private static String lineOrder(TrustLine line) {
    return line.asset() instanceof Asset asset
        ? Text.code(asset.toXdr()) + "/" + Text.issuer(asset.toXdr())
        : "";
  }

  private static ObjectNode balance(TrustLine line) {
    ObjectNode node = Json.object().put("balance", Text.amount(line.balance()));
    if (line.asset() instanceof PoolShare share) {
      node.put("liquidity_pool_id", share.pool().toHex());
    }
    node.put("limit", Text.amount(line.limit()));
    if (line.asset() instanceof Asset) {
      node.put("buying_liabilities", Text.amount(line.buying()));
      node.put("selling_liabilities", Text.amount(line.selling()));
    }
    sponsor(node, line.sponsor());
    node.put("last_modified_ledger", line.lastModified());
    node.put("is_authorized", line.authorized());
    node.put("is_authorized_to_maintain_liabilities", line.maintainsLiabilities());
    if (line.clawbackEnabled()) {
      node.put("is_clawback_enabled", true);
    }
    if (line.asset() instanceof Asset asset) {
      Json.asset(node, "", asset.toXdr());
    } else {
      node.put("asset_type", "liquidity_pool_shares");
    }
    return node;
  }

  ObjectNode offer(Offer offer) {
    String id = Long.toString(offer.id());
    ObjectNode node = Json.object();
    ObjectNode links = node.putObject("_links");
    Json.link(links, "self", base + "/offers/" + id);
    Json.link(links, "offer_maker", base + "/accounts/" + offer.seller().address());
    node.put("id", id);
    node.put("paging_token", id);
    node.put("seller", offer.seller().address());
    node.set("selling", Json.asset(offer.selling().toXdr()));
    node.set("buying", Json.asset(offer.buying().toXdr()));
    node.put("amount", Text.amount(offer.amount()));
    price(node, offer.price());
    lastModified(node, offer);
    sponsor(node, offer.sponsor());
    return node;
  }

  static void price(ObjectNode node, Price price) {
    node.putObject("price_r").put("n", price.n()).put("d", price.d());
    node.put("price", Text.price(price.n(), price.d()));
  }

  ObjectNode balance(ClaimableBalance balance) {
    String id = BALANCE_V0 + balance.id().toHex();
    ObjectNode node = Json.object();
    ObjectNode links = node.putObject("_links");
    String self = base + "/claimable_balances/" + id;
    Json.link(links, "self", self);
    Json.template(links, "transactions", self + "/transactions{?cursor,limit,order}");
    Json.template(links, "operations", self + "/operations{?cursor,limit,order}");
    node.put("id", id);
    node.put("asset", Text.canonical(balance.asset().toXdr()));
    node.put("amount", Text.amount(balance.amount()));
    sponsor(node, balance.sponsor());
    lastModified(node, balance);
    node.set(
        "claimants",
        Json.claimants(balance.toXdr().getData().getClaimableBalance().getClaimants()));
    node.putObject("flags").put("clawback_enabled", balance.clawbackEnabled());
    node.put("paging_token", balanceToken(balance));
    return node;
  }

  static String balanceToken(ClaimableBalance balance) {
    return balance.lastModified() + "-" + BALANCE_V0 + balance.id().toHex();
  }

  ObjectNode pool(LiquidityPool pool) {
    String id = pool.id().toHex();
    ObjectNode node = Json.object();
    ObjectNode links = node.putObject("_links");
    String self = base + "/liquidity_pools/" + id;
    Json.link(links, "self", self);
    Json.template(links, "transactions", self + "/transactions{?cursor,limit,order}");
    Json.template(links, "operations", self + "/operations{?cursor,limit,order}");
    node.put("id", id);
    node.put("paging_token", id);
    node.put("fee_bp", pool.fee());
    node.put("type", "constant_product");
    node.put("total_trustlines", Long.toString(pool.lines()));
    node.put("total_shares", Text.amount(pool.shares()));
    ArrayNode reserves = node.putArray("reserves");
    reserves.add(Json.assetAmount(pool.assetA().toXdr(), pool.reserveA()));
    reserves.add(Json.assetAmount(pool.assetB().toXdr(), pool.reserveB()));
    lastModified(node, pool);
    return node;
  }
}
