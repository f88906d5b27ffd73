package org.corridor.ledger.horizon;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stellar.sdk.xdr.AccountID;
import org.stellar.sdk.xdr.Asset;
import org.stellar.sdk.xdr.ClaimPredicate;
import org.stellar.sdk.xdr.Claimant;
import org.stellar.sdk.xdr.LiquidityPoolConstantProductParameters;
import org.stellar.sdk.xdr.LiquidityPoolEntry;
import org.stellar.sdk.xdr.MuxedAccount;
import org.stellar.sdk.xdr.Price;

/** The pieces that recur in Horizon's JSON. Fields keep the order in which they are set. */
final class Json {
  static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Json() {}

  static ObjectNode object() {
    return NODES.objectNode();
  }

  static JsonNode number(int number) {
    return NODES.numberNode(number);
  }

  static JsonNode text(String text) {
    return NODES.textNode(text);
  }

  static ArrayNode array() {
    return NODES.arrayNode();
  }

  static byte[] bytes(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of nodes is always JSON", e);
    }
  }

  /** One line, with the characters that Go escapes in a stream escaped. */
  static String line(JsonNode node) {
    return node.toString().replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e");
  }

  static void link(ObjectNode links, String name, String href) {
    links.putObject(name).put("href", href);
  }

  static void template(ObjectNode links, String name, String href) {
    links.putObject(name).put("href", href).put("templated", true);
  }

  static void asset(ObjectNode into, String prefix, Asset asset) {
    into.put(prefix + "asset_type", Text.assetType(asset));
    String code = Text.code(asset);
    if (!code.isEmpty()) {
      into.put(prefix + "asset_code", code).put(prefix + "asset_issuer", Text.issuer(asset));
    }
  }

  static ObjectNode asset(Asset asset) {
    ObjectNode node = object();
    asset(node, "", asset);
    return node;
  }

  /** The plain account, and beside it the multiplexed one when it is one. */
  static void muxed(ObjectNode into, String name, MuxedAccount account) {
    into.put(name, Text.account(account));
    if (Text.isMuxed(account)) {
      into.put(name + "_muxed", Text.muxed(account)).put(name + "_muxed_id", Text.muxedId(account));
    }
  }

  static void fraction(ObjectNode into, String name, Price price) {
    into.putObject(name).put("n", price.getN().getInt32()).put("d", price.getD().getInt32());
  }

  /** A fraction whose halves are strings, as trades have it. */
  static ObjectNode wideFraction(long n, long d) {
    return object().put("n", Long.toString(n)).put("d", Long.toString(d));
  }

  static ObjectNode assetAmount(Asset asset, long amount) {
    return object().put("asset", Text.canonical(asset)).put("amount", Text.amount(amount));
  }

  static ArrayNode reserves(
      @Nullable LiquidityPoolConstantProductParameters params, long amountA, long amountB) {
    ArrayNode reserves = array();
    if (params == null) {
      reserves.add(object().put("asset", "").put("amount", Text.amount(amountA)));
      reserves.add(object().put("asset", "").put("amount", Text.amount(amountB)));
    } else {
      reserves.add(assetAmount(params.getAssetA(), amountA));
      reserves.add(assetAmount(params.getAssetB(), amountB));
    }
    return reserves;
  }

  /** A pool as effects show it. */
  static ObjectNode pool(LiquidityPoolEntry pool) {
    var body = pool.getBody().getConstantProduct();
    ObjectNode node =
        object()
            .put("id", Text.pool(pool.getLiquidityPoolID()))
            .put("fee_bp", body.getParams().getFee().getInt32())
            .put("type", "constant_product")
            .put("total_trustlines", body.getPoolSharesTrustLineCount().getInt64().toString())
            .put("total_shares", Text.amount(body.getTotalPoolShares().getInt64()));
    long reserveA = body.getReserveA().getInt64();
    long reserveB = body.getReserveB().getInt64();
    node.set("reserves", reserves(body.getParams(), reserveA, reserveB));
    return node;
  }

  static ArrayNode claimants(Claimant[] claimants) {
    ArrayNode list = array();
    for (Claimant claimant : claimants) {
      ObjectNode node = list.addObject();
      node.put("destination", Text.account(claimant.getV0().getDestination()));
      node.set("predicate", predicate(claimant.getV0().getPredicate()));
    }
    return list;
  }

  static ObjectNode predicate(ClaimPredicate predicate) {
    ObjectNode node = object();
    switch (predicate.getDiscriminant()) {
      case CLAIM_PREDICATE_UNCONDITIONAL -> node.put("unconditional", true);
      case CLAIM_PREDICATE_AND -> node.set("and", predicates(predicate.getAndPredicates()));
      case CLAIM_PREDICATE_OR -> node.set("or", predicates(predicate.getOrPredicates()));
      case CLAIM_PREDICATE_NOT -> node.set("not", predicate(predicate.getNotPredicate()));
      case CLAIM_PREDICATE_BEFORE_ABSOLUTE_TIME -> {
        long seconds = predicate.getAbsBefore().getInt64();
        node.put("abs_before", Text.time(seconds));
        node.put("abs_before_epoch", Long.toString(seconds));
      }
      case CLAIM_PREDICATE_BEFORE_RELATIVE_TIME ->
          node.put("rel_before", predicate.getRelBefore().getInt64().toString());
    }
    return node;
  }

  private static ArrayNode predicates(ClaimPredicate[] predicates) {
    ArrayNode list = array();
    for (ClaimPredicate predicate : predicates) {
      list.add(predicate(predicate));
    }
    return list;
  }

  static void optional(ObjectNode into, String name, @Nullable AccountID account) {
    if (account != null) {
      into.put(name, Text.account(account));
    }
  }

  /** The names of the bits of a mask, and the bits. */
  static void flags(ObjectNode into, String prefix, long mask, List<String> names) {
    if (mask == 0) {
      return;
    }
    ArrayNode bits = array();
    ArrayNode words = array();
    for (int i = 0; i < names.size(); i++) {
      if ((mask & 1L << i) != 0) {
        bits.add(1 << i);
        words.add(names.get(i));
      }
    }
    into.set(prefix + "_flags", bits);
    into.set(prefix + "_flags_s", words);
  }
}
