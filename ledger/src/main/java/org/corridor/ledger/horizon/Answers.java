package org.corridor.ledger.horizon;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.corridor.ledger.LedgerView;
import org.corridor.ledger.node.LedgerNode;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.Asset;
import org.corridor.ledger.state.Bytes;
import org.corridor.ledger.store.HistoryFlag;
import org.corridor.ledger.store.HistoryId;
import org.corridor.ledger.store.StoredTransaction;
import org.corridor.ledger.store.Subject;
import org.corridor.ledger.verify.Proofs;

/** Finds the answer to a question by its path. */
final class Answers {
  private static final Set<String> TRADE_TYPES = Set.of("all", "orderbook", "liquidity_pool");

  private final LedgerNode node;
  private final boolean friendbotOn;
  private final HistoryPages history;
  private final StatePages state;
  private final OfferPages offers;
  private final Paths paths;
  private final TradeAggregations aggregations;
  private final Friendbot friendbot;
  private final ExplorerPages explorer;

  Answers(LedgerNode node, Submissions submissions, boolean friendbotOn) {
    this.node = node;
    this.friendbotOn = friendbotOn;
    history = new HistoryPages(node.history());
    state = new StatePages(node);
    offers = new OfferPages(node);
    paths = new Paths(node);
    aggregations = new TradeAggregations(history);
    friendbot = new Friendbot(node, submissions);
    explorer = new ExplorerPages(node);
  }

  /** What answers a question: a list that can be paged and followed, or a document. */
  sealed interface Answer {
    /** Whether it can be followed as a stream of events. */
    boolean streams();

    /** A list. */
    record Listed(Page.Source source, boolean streams) implements Answer {}

    /** A document. */
    record Single(Function<Request, ObjectNode> document, boolean streams) implements Answer {}

    /** A document that can also be had as bytes. */
    record Item(Function<Request, ObjectNode> document, Supplier<byte[]> raw) implements Answer {
      @Override
      public boolean streams() {
        return true;
      }
    }
  }

  /** Lists of history, and of the offers of an account, can be followed; others only paged. */
  private static Answer list(Page.Source source) {
    return new Answer.Listed(source, true);
  }

  private static Answer paged(Page.Source source) {
    return new Answer.Listed(source, false);
  }

  private static Answer single(Function<Request, ObjectNode> document) {
    return new Answer.Single(document, false);
  }

  private static Answer watched(Function<Request, ObjectNode> document) {
    return new Answer.Single(document, true);
  }

  /** The answer to a GET request; a problem when there is no such place. */
  Answer of(Request request) {
    List<String> path = request.segments();
    String first = path.isEmpty() ? "" : path.getFirst();
    return switch (first) {
      case "" -> single(asked -> RootJson.of(node, asked.base(), friendbotOn));
      case "accounts" -> accounts(request, path);
      case "transactions" -> transactions(request, path);
      case "ledgers" -> ledgers(request, path);
      case "operations" -> operations(request, path);
      case "payments", "effects", "trades" ->
          path.size() == 1
              ? historyOf(request, HistoryPages.Span.all(Subject.EVERYTHING), first)
              : none();
      case "offers" -> offers(request, path);
      case "claimable_balances" -> balances(request, path);
      case "liquidity_pools" -> pools(request, path);
      case "paths" -> paths(path);
      case "explorer" -> explorer(path);
      default -> path.size() == 1 ? document(request, first) : none();
    };
  }

  private static Answer none() {
    throw Problem.notFound();
  }

  private Answer document(Request request, String name) {
    return switch (name) {
      case "order_book" -> watched(this::orderBook);
      case "assets" -> paged(state.assets(request));
      case "trade_aggregations" -> single(aggregations::answer);
      case "health" -> single(asked -> health());
      case "fee_stats" -> single(asked -> FeeStatistics.of(node));
      case "friendbot" -> friendbotOn ? single(friendbot::fund) : none();
      default -> none();
    };
  }

  private static ObjectNode health() {
    return Json.object()
        .put("database_connected", true)
        .put("core_up", true)
        .put("core_synced", true);
  }

  private Answer explorer(List<String> path) {
    String kind = path.size() == 2 ? path.get(1) : "";
    return switch (kind) {
      case "operations" -> single(explorer::operations);
      case "transactions" -> single(explorer::transactions);
      case "network" -> single(explorer::network);
      default ->
          path.size() == 3 && path.get(1).equals("assets")
              ? single(asked -> explorer.asset(asked, path.get(2)))
              : none();
    };
  }

  private Answer paths(List<String> path) {
    String kind = path.size() == 2 ? path.get(1) : path.size() == 1 ? "strict-receive" : "";
    return switch (kind) {
      case "strict-receive" -> single(paths::strictReceive);
      case "strict-send" -> single(paths::strictSend);
      default -> none();
    };
  }

  /** A part of history: transactions, operations, payments, effects or trades of a span. */
  private Answer historyOf(Request request, HistoryPages.Span span, String part) {
    boolean failed = request.flag("include_failed");
    boolean join = request.joinsTransactions();
    String base = request.base();
    return switch (part) {
      case "transactions" -> list(history.transactions(span, failed, base));
      case "operations" ->
          list(history.operations(span, HistoryFlag.OPERATION, failed, join, base));
      case "payments" -> list(history.operations(span, HistoryFlag.PAYMENT, failed, join, base));
      case "effects" -> list(history.effects(span, null, base));
      case "trades" -> trades(request, span);
      default -> none();
    };
  }

  private Answer trades(Request request, HistoryPages.Span span) {
    Optional<Asset> base = request.asset("base_");
    Optional<Asset> counter = request.asset("counter_");
    Optional<Long> offer =
        request.parameter("offer_id").map(text -> number("offer_id", text, "Offer"));
    Optional<Bytes> pool = request.parameter("liquidity_pool_id").map(Request::poolId);
    Optional<AccountId> account = request.account("account_id");
    String type = request.parameter("trade_type").orElse("all");
    requireTogether(base, counter, offer, pool, account, type);
    HistoryPages.Span where = span;
    if (base.isPresent() && counter.isPresent()) {
      where = HistoryPages.Span.all(Subject.pair(base.get(), counter.get()));
    } else if (offer.isPresent()) {
      where = HistoryPages.Span.all(Subject.offer(offer.get()));
    } else if (pool.isPresent()) {
      where = HistoryPages.Span.all(Subject.pool(pool.get().toArray()));
    } else if (account.isPresent()) {
      where = HistoryPages.Span.all(Subject.account(account.get()));
    }
    Predicate<Trades.Trade> filter =
        trade ->
            matches(trade, base, counter, offer, type)
                && (pool.isEmpty() || trade.isOf(pool.get().toArray()))
                && (account.isEmpty() || trade.isOf(account.get().toArray()));
    return list(history.trades(where, filter, base.map(Asset::toXdr).orElse(null), request.base()));
  }

  /** Holds filters of trades to those that go together. */
  private static void requireTogether(
      Optional<Asset> base,
      Optional<Asset> counter,
      Optional<Long> offer,
      Optional<Bytes> pool,
      Optional<AccountId> account,
      String type) {
    if (base.isPresent() != counter.isPresent()) {
      throw Problem.badRequest(
          "base_asset_type,counter_asset_type",
          "this endpoint supports asset pairs but only one asset supplied");
    }
    if (base.isPresent() && offer.isPresent()) {
      throw Problem.badRequest(
          "base_asset_type,counter_asset_type,offer_id",
          "this endpoint does not support filtering by both asset pair and offer id ");
    }
    if (base.isPresent() && pool.isPresent()) {
      throw Problem.badRequest(
          "base_asset_type,counter_asset_type,liquidity_pool_id",
          "this endpoint does not support filtering by both asset pair and liquidity pool id ");
    }
    if (Stream.of(offer, pool, account).filter(Optional::isPresent).count() > 1) {
      throw Problem.badRequest(
          "account_id,liquidity_pool_id,offer_id",
          "Use a single filter for trades, you can only use one of account_id, liquidity_pool_id,"
              + " offer_id");
    }
    boolean wrongSide =
        (offer.isPresent() && type.equals("liquidity_pool"))
            || (pool.isPresent() && type.equals("orderbook"));
    if (wrongSide) {
      String filter = offer.isPresent() ? "offer_id" : "liquidity_pool_id";
      throw Problem.badRequest(
          "trade_type", "trade_type " + type + " cannot be used with the " + filter + " filter");
    }
    if (!TRADE_TYPES.contains(type)) {
      throw Problem.badRequest(
          "trade_type", "Trade type must be all, orderbook, or liquidity_pool");
    }
  }

  private static boolean matches(
      Trades.Trade trade,
      Optional<Asset> base,
      Optional<Asset> counter,
      Optional<Long> offer,
      String type) {
    boolean kind =
        switch (type) {
          case "orderbook" -> !trade.isPool();
          case "liquidity_pool" -> trade.isPool();
          default -> true;
        };
    boolean pair =
        base.isEmpty()
            || counter.isEmpty()
            || trade.isOf(base.get().toXdr(), counter.get().toXdr());
    boolean ofOffer =
        offer.isEmpty()
            || offer.get().equals(trade.seller().offer())
            || offer.get().equals(trade.buyer().offer());
    return kind && pair && ofOffer;
  }

  private Answer accounts(Request request, List<String> path) {
    if (path.size() == 1) {
      return paged(state.accounts(request));
    }
    AccountId id = Request.account("account_id", path.get(1));
    if (path.size() == 2) {
      return watched(asked -> account(asked, id));
    }
    if (path.size() == 4 && path.get(2).equals("data")) {
      return new Answer.Item(
          asked -> Json.object().put("value", Text.base64(data(id, path.get(3)))),
          () -> data(id, path.get(3)));
    }
    if (path.size() != 3) {
      return none();
    }
    if (path.get(2).equals("offers")) {
      return list(offers.of(request, id));
    }
    byte[] key = id.toArray();
    HistoryPages.Span span = known(Subject.account(key));
    return switch (path.get(2)) {
      case "effects" -> list(history.effects(span, key, request.base()));
      case "trades" -> list(history.trades(span, trade -> trade.isOf(key), null, request.base()));
      default -> historyOf(request, span, path.get(2));
    };
  }

  /** All of a subject's history; a problem when it has none. */
  private HistoryPages.Span known(Subject subject) {
    if (!history.knows(subject)) {
      throw Problem.notFound();
    }
    return HistoryPages.Span.all(subject);
  }

  private ObjectNode account(Request request, AccountId id) {
    StateJson json = new StateJson(node.history(), request.base());
    return node.read(view -> json.account(view, view.account(id).orElseThrow(Problem::notFound)));
  }

  /** Names are kept as the bytes that they are, one character each. */
  private byte[] data(AccountId id, String name) {
    String key = new String(name.getBytes(UTF_8), ISO_8859_1);
    return node.read(view -> view.dataItem(id, key).orElseThrow(Problem::notFound))
        .value()
        .toArray();
  }

  private Answer transactions(Request request, List<String> path) {
    if (path.size() == 1) {
      HistoryPages.Span all = HistoryPages.Span.all(Subject.EVERYTHING);
      return historyOf(request, all, "transactions");
    }
    Bytes hash = Request.hash("tx_id", path.get(1));
    StoredTransaction stored =
        node.history().transaction(hash.toArray()).orElseThrow(Problem::notFound);
    if (path.size() == 2) {
      return single(asked -> TransactionJson.of(stored, asked.base(), hash.toArray()));
    }
    HistoryPages.Span span = HistoryPages.Span.transaction(stored.id());
    boolean join = request.joinsTransactions();
    String base = request.base();
    return switch (path.size() == 3 ? path.get(2) : "") {
      case "operations" -> list(history.operations(span, HistoryFlag.OPERATION, true, join, base));
      case "payments" -> list(history.operations(span, HistoryFlag.PAYMENT, true, join, base));
      case "effects" -> historyOf(request, span, "effects");
      case "proof" -> single(asked -> Proofs.of(node.history(), stored).toJson());
      default -> none();
    };
  }

  private Answer ledgers(Request request, List<String> path) {
    if (path.size() == 1) {
      return list(history.ledgers(request.base()));
    }
    int sequence;
    try {
      sequence = Integer.parseUnsignedInt(path.get(1));
    } catch (NumberFormatException e) {
      throw Problem.badRequest("ledger_id", "Ledger ID must be an integer higher than 0");
    }
    if (sequence >= 0 && sequence < node.history().elder()) {
      // Headers are kept, but what is before history is so as a whole.
      throw path.size() == 2 ? Problem.beforeHistory() : Problem.notFound();
    }
    var ledger = node.history().ledger(sequence).orElseThrow(Problem::notFound);
    if (path.size() == 2) {
      return single(asked -> LedgerJson.of(ledger, asked.base()));
    }
    boolean part = path.size() == 3 && !path.get(2).equals("trades");
    return part ? historyOf(request, HistoryPages.Span.ledger(sequence), path.get(2)) : none();
  }

  private Answer operations(Request request, List<String> path) {
    if (path.size() == 1) {
      return historyOf(request, HistoryPages.Span.all(Subject.EVERYTHING), "operations");
    }
    boolean effects = path.size() == 3 && path.get(2).equals("effects");
    long id = number(effects ? "op_id" : "id", path.get(1), "Operation");
    if (effects) {
      return historyOf(request, HistoryPages.Span.operation(id), "effects");
    }
    if (path.size() != 2) {
      return none();
    }
    if (HistoryId.ledger(id) < node.history().elder()) {
      throw Problem.beforeHistory();
    }
    Applied applied =
        node.history().transaction(id).map(Applied::new).orElseThrow(Problem::notFound);
    int index = HistoryId.operation(id) - 1;
    if (index < 0 || index >= applied.operations()) {
      return none();
    }
    boolean join = request.joinsTransactions();
    return single(asked -> OperationJson.of(applied, index, asked.base(), join));
  }

  private static long number(String field, String text, String what) {
    try {
      long number = Long.parseLong(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw Problem.badRequest(field, what + " ID must be an integer higher than 0");
    }
    throw Problem.badRequest(field, what + " ID must be an integer higher than 0");
  }

  private Answer offers(Request request, List<String> path) {
    if (path.size() == 1) {
      return paged(offers.matching(request));
    }
    long id = number("offer_id", path.get(1), "Offer");
    if (path.size() == 2) {
      return single(
          asked -> {
            StateJson json = new StateJson(node.history(), asked.base());
            return node.read(view -> json.offer(view.offer(id).orElseThrow(Problem::notFound)));
          });
    }
    return path.size() == 3 && path.get(2).equals("trades")
        ? historyOf(request, HistoryPages.Span.all(Subject.offer(id)), "trades")
        : none();
  }

  private Answer balances(Request request, List<String> path) {
    if (path.size() == 1) {
      return paged(state.balances(request));
    }
    Bytes id = Request.balanceId(path.size() == 2 ? "id" : "claimable_balance_id", path.get(1));
    if (path.size() == 2) {
      return single(
          asked -> {
            StateJson json = new StateJson(node.history(), asked.base());
            return node.read(
                view -> json.balance(view.claimableBalance(id).orElseThrow(Problem::notFound)));
          });
    }
    HistoryPages.Span span = known(Subject.balance(id.toArray()));
    return switch (path.size() == 3 ? path.get(2) : "") {
      case "transactions", "operations" -> historyOf(request, span, path.get(2));
      default -> none();
    };
  }

  private Answer pools(Request request, List<String> path) {
    if (path.size() == 1) {
      return paged(state.pools(request));
    }
    Bytes id = Request.poolId(path.get(1));
    if (path.size() == 2) {
      return single(
          asked -> {
            StateJson json = new StateJson(node.history(), asked.base());
            return node.read(view -> json.pool(view.pool(id).orElseThrow(Problem::notFound)));
          });
    }
    byte[] key = id.toArray();
    HistoryPages.Span span = known(Subject.pool(key));
    return switch (path.size() == 3 ? path.get(2) : "") {
      case "transactions", "operations", "effects" -> historyOf(request, span, path.get(2));
      case "trades" -> list(history.trades(span, trade -> trade.isOf(key), null, request.base()));
      default -> none();
    };
  }

  private ObjectNode orderBook(Request request) {
    Asset selling;
    Asset buying;
    try {
      selling = request.asset("selling_").orElseThrow(Problem::orderBook);
      buying = request.asset("buying_").orElseThrow(Problem::orderBook);
    } catch (Problem e) {
      throw Problem.orderBook();
    }
    int levels =
        request.parameter("limit").isPresent() ? request.limit() : OrderBookJson.LEVELS_DEFAULT;
    return node.read((LedgerView view) -> OrderBookJson.of(view, selling, buying, levels));
  }
}
