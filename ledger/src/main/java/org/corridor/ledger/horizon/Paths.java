package org.corridor.ledger.horizon;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.corridor.ledger.LedgerView;
import org.corridor.ledger.node.LedgerNode;
import org.corridor.ledger.state.Account;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.Asset;
import org.corridor.ledger.state.TrustLine;

/** The two questions for a path: what does it take to deliver this, and what does this deliver. */
final class Paths {
  private static final int ASSETS_MAX = 15;

  private final LedgerNode node;

  Paths(LedgerNode node) {
    this.node = node;
  }

  private static Asset required(Request request, String prefix) {
    return request
        .asset(prefix)
        .orElseThrow(() -> Problem.badRequest(prefix + "asset_type", "Missing required field"));
  }

  private static void exactlyOne(Request request, String list, String account) {
    boolean both = request.parameter(list).isPresent() && request.parameter(account).isPresent();
    boolean none = request.parameter(list).isEmpty() && request.parameter(account).isEmpty();
    if (both || none) {
      String side = list.substring(0, list.indexOf('_'));
      throw Problem.of(
          400,
          "bad_request",
          "Bad Request",
          "The request requires either a list of "
              + side
              + " assets or a "
              + side
              + " account. "
              + (both ? "Both fields cannot be present." : "Both fields cannot be empty."));
    }
  }

  private static List<Asset> listed(Request request, String name) {
    List<Asset> assets =
        request.parameter(name).stream()
            .flatMap(text -> List.of(text.split(",", -1)).stream())
            .map(text -> Request.canonicalAsset(name, text))
            .toList();
    if (assets.size() > ASSETS_MAX) {
      throw Problem.badRequest(name, "list of assets exceeds maximum length of " + ASSETS_MAX);
    }
    return assets;
  }

  /** What an account holds of each asset, liabilities or not; nothing when there is no account. */
  private static Map<Asset, Long> held(LedgerView view, AccountId id) {
    Map<Asset, Long> amounts = new LinkedHashMap<>();
    Account account = view.account(id).orElse(null);
    if (account == null) {
      return amounts;
    }
    for (TrustLine line : view.trustLines(id)) {
      if (line.asset() instanceof Asset asset) {
        amounts.put(asset, line.balance());
      }
    }
    amounts.put(Asset.lumens(), account.balance());
    return amounts;
  }

  ObjectNode strictReceive(Request request) {
    Asset destination = required(request, "destination_");
    long amount = request.amount("destination_amount");
    exactlyOne(request, "source_assets", "source_account");
    Optional<AccountId> payer = request.account("source_account");
    List<Asset> listed = listed(request, "source_assets");
    return node.read(
        view -> {
          Map<Asset, Long> allowed = new LinkedHashMap<>();
          listed.forEach(asset -> allowed.put(asset, Long.MAX_VALUE));
          payer.ifPresent(id -> allowed.putAll(held(view, id)));
          ArrayNode records = Json.array();
          PathFinder.Quote quote =
              (from, to, wanted) -> view.quoteReceive(from, to, wanted, payer.orElse(null));
          for (PathFinder.Found found :
              new PathFinder(view).toReceive(destination, amount, quote).values()) {
            if (found.amount() <= allowed.getOrDefault(found.end(), -1L)) {
              records.add(path(found.end(), found.amount(), destination, amount, found.between()));
            }
          }
          return answer(records);
        });
  }

  ObjectNode strictSend(Request request) {
    Asset source = required(request, "source_");
    long amount = request.amount("source_amount");
    exactlyOne(request, "destination_assets", "destination_account");
    Optional<AccountId> payee = request.account("destination_account");
    Optional<AccountId> payer = request.account("source_account");
    List<Asset> listed = listed(request, "destination_assets");
    return node.read(
        view -> {
          Map<Asset, Long> allowed = new LinkedHashMap<>();
          listed.forEach(asset -> allowed.put(asset, 0L));
          payee.ifPresent(id -> allowed.putAll(held(view, id)));
          ArrayNode records = Json.array();
          PathFinder.Quote quote =
              (from, to, given) -> view.quoteSend(from, to, given, payer.orElse(null));
          for (PathFinder.Found found :
              new PathFinder(view).toSend(source, amount, quote).values()) {
            if (allowed.containsKey(found.end())) {
              records.add(path(source, amount, found.end(), found.amount(), found.between()));
            }
          }
          return answer(records);
        });
  }

  private static ObjectNode answer(ArrayNode records) {
    ObjectNode answer = Json.object();
    answer.putObject("_embedded").set("records", records);
    return answer;
  }

  private static ObjectNode path(
      Asset source, long sent, Asset destination, long received, List<Asset> between) {
    ObjectNode node = Json.object();
    Json.asset(node, "source_", source.toXdr());
    node.put("source_amount", Text.amount(sent));
    Json.asset(node, "destination_", destination.toXdr());
    node.put("destination_amount", Text.amount(received));
    ArrayNode path = node.putArray("path");
    between.forEach(asset -> path.add(Json.asset(asset.toXdr())));
    return node;
  }
}
