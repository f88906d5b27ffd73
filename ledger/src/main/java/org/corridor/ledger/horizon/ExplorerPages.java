package org.corridor.ledger.horizon;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.corridor.ledger.node.LedgerNode;
import org.corridor.ledger.node.NodeStatistics;
import org.corridor.ledger.state.Asset;
import org.corridor.ledger.state.AssetTotals;
import org.corridor.ledger.store.HistoryId;
import org.stellar.sdk.xdr.LedgerHeader;
import org.stellar.sdk.xdr.OperationType;

/**
 * What {@link Explorer} finds, as JSON under {@code /explorer}: {@code operations}, {@code
 * transactions}, {@code network} and {@code assets/CODE:ISSUER}. This is not Horizon's, which has
 * no such questions.
 */
final class ExplorerPages {
  private static final Duration SPAN_DEFAULT = Duration.ofHours(1);
  private static final int INTERVALS_DEFAULT = 1;
  private static final int RATE_DECIMALS = 3;
  private static final long MICROS = 1_000;

  private final LedgerNode node;
  private final Explorer explorer;

  ExplorerPages(LedgerNode node) {
    this.node = node;
    explorer = new Explorer(node);
  }

  private static HistoryFilter filter(Request request) {
    return new HistoryFilter(
        request.account("account"),
        request.parameter("asset").map(text -> Request.canonicalAsset("asset", text)),
        request.parameter("type").map(ExplorerPages::types).orElse(Set.of()),
        amount(request, "amount_min"),
        amount(request, "amount_max"),
        time(request, "from"),
        time(request, "until"),
        request.flag("include_failed"));
  }

  private static Optional<Long> amount(Request request, String field) {
    return request.parameter(field).map(text -> request.amount(field));
  }

  private static Set<OperationType> types(String listed) {
    Set<OperationType> types =
        Arrays.stream(OperationType.values())
            .filter(type -> Set.of(listed.split(",")).contains(name(type)))
            .collect(Collectors.toSet());
    if (types.size() != Set.of(listed.split(",")).size()) {
      throw Problem.badRequest("type", "not a list of types of operations");
    }
    return types;
  }

  private static String name(OperationType type) {
    return type.name().toLowerCase(Locale.ROOT);
  }

  private static Optional<Instant> time(Request request, String field) {
    try {
      return request.parameter(field).map(Instant::parse);
    } catch (DateTimeParseException e) {
      throw Problem.badRequest(field, "a time must be written as 2026-11-21T08:00:00Z");
    }
  }

  ObjectNode operations(Request request) {
    String cursor = request.cursor().orElse("");
    boolean join = request.joinsTransactions();
    Explorer.Found found =
        explorer.operations(filter(request), cursor, request.ascending(), request.limit());
    ObjectNode page = page(request, found);
    ArrayNode records = page.putObject("_embedded").putArray("records");
    for (long id : found.ids()) {
      Applied applied = new Applied(node.history().transaction(id).orElseThrow());
      int index = HistoryId.operation(id) - 1;
      records.add(OperationJson.of(applied, index, request.base(), join));
    }
    return page;
  }

  ObjectNode transactions(Request request) {
    String cursor = request.cursor().orElse("");
    Explorer.Found found =
        explorer.transactions(filter(request), cursor, request.ascending(), request.limit());
    ObjectNode page = page(request, found);
    ArrayNode records = page.putObject("_embedded").putArray("records");
    for (long id : found.ids()) {
      records.add(
          TransactionJson.of(node.history().transaction(id).orElseThrow(), request.base(), null));
    }
    return page;
  }

  /** A page may be short though there is more: it tells where to go on, unless that was all. */
  private static ObjectNode page(Request request, Explorer.Found found) {
    ObjectNode page = Json.object();
    ObjectNode links = page.putObject("_links");
    Json.link(links, "self", request.page(request.cursor().orElse(""), request.ascending()));
    if (!found.complete()) {
      Json.link(links, "next", request.page(Long.toString(found.next()), request.ascending()));
    }
    page.put("complete", found.complete());
    return page;
  }

  private record Span(Instant from, Instant until) {}

  /** The time that is asked for; without one, the last hour of the ledger's clock. */
  private Span span(Request request) {
    LedgerHeader last = node.history().ledger(node.last()).orElseThrow().decodedHeader();
    Instant now = Instant.ofEpochSecond(LedgerJson.closeTime(last) + 1);
    Instant until = time(request, "until").orElse(now);
    Instant from = time(request, "from").orElse(until.minus(SPAN_DEFAULT));
    if (!from.isBefore(until)) {
      throw Problem.badRequest("from", "must be before until");
    }
    return new Span(from, until);
  }

  ObjectNode network(Request request) {
    Span span = span(request);
    Explorer.NetworkFigures figures =
        explorer.network(span.from(), span.until(), intervals(request));
    ObjectNode node = interval(figures.whole());
    node.put("complete", figures.complete());
    node.put("last_ledger", this.node.last());
    ObjectNode failures = node.putObject("failures");
    figures.failures().forEach(failures::put);
    ArrayNode intervals = node.putArray("intervals");
    figures.intervals().forEach(part -> intervals.add(interval(part)));
    node.set("since_start", sinceStart(this.node.statistics()));
    return node;
  }

  private static int intervals(Request request) {
    try {
      int wanted = request.parameter("intervals").map(Integer::parseInt).orElse(INTERVALS_DEFAULT);
      if (wanted > 0 && wanted <= Explorer.INTERVALS_MAX) {
        return wanted;
      }
    } catch (NumberFormatException e) {
      throw intervalsWanted();
    }
    throw intervalsWanted();
  }

  private static Problem intervalsWanted() {
    return Problem.badRequest("intervals", "must be a number from 1 to " + Explorer.INTERVALS_MAX);
  }

  private static ObjectNode interval(Explorer.Interval interval) {
    long seconds = Math.max(1, interval.until() - interval.from());
    ObjectNode node = Json.object();
    node.put("from", Text.time(interval.from()));
    node.put("until", Text.time(interval.until()));
    node.put("closes", interval.closes());
    node.put("close_seconds_mean", ratio(seconds, interval.closes()));
    node.put("close_seconds_longest", interval.longestClose());
    node.put("transactions_succeeded", interval.succeeded());
    node.put("transactions_failed", interval.failed());
    node.put("operations", interval.operations());
    node.put("transactions_per_second", ratio(interval.succeeded() + interval.failed(), seconds));
    node.put("operations_per_second", ratio(interval.operations(), seconds));
    return node;
  }

  private static String ratio(long part, long of) {
    return of == 0
        ? "0.000"
        : BigDecimal.valueOf(part)
            .divide(BigDecimal.valueOf(of), RATE_DECIMALS, RoundingMode.HALF_UP)
            .toPlainString();
  }

  private static ObjectNode sinceStart(NodeStatistics statistics) {
    long closes = Math.max(1, statistics.closes());
    return Json.object()
        .put("closes", statistics.closes())
        .put("apply_micros_mean", statistics.applyNanos() / MICROS / closes)
        .put("write_micros_mean", statistics.writeNanos() / MICROS / closes)
        .put("transactions_refused", statistics.turnedAway());
  }

  ObjectNode asset(Request request, String text) {
    Asset asset = Request.parsedAsset(text).orElseThrow(Problem::notFound);
    Span span = span(request);
    Explorer.AssetActivity activity = explorer.activity(asset, span.from(), span.until());
    ObjectNode node = Json.asset(asset.toXdr());
    holdings(node, asset);
    ObjectNode done = node.putObject("activity");
    done.put("from", Text.time(activity.since().getEpochSecond()));
    done.put("until", Text.time(span.until().getEpochSecond()));
    done.put("complete", activity.complete());
    done.put("payments", activity.payments());
    done.put("payment_volume", AssetStatistics.text(activity.paid()));
    done.put("trades", activity.trades());
    done.put("trade_volume", AssetStatistics.text(activity.traded()));
    ObjectNode byType = done.putObject("operations");
    new TreeMap<>(activity.byType()).forEach((type, count) -> byType.put(name(type), count));
    return node;
  }

  private void holdings(ObjectNode into, Asset asset) {
    if (asset.isNative()) {
      LedgerHeader header = node.history().ledger(node.last()).orElseThrow().decodedHeader();
      into.put("supply", Text.amount(header.getTotalCoins().getInt64()));
      into.put("fee_pool", Text.amount(header.getFeePool().getInt64()));
      return;
    }
    ObjectNode totals =
        node.read(
            view -> {
              AssetTotals found = view.index().totals(asset);
              if (found == null) {
                throw Problem.notFound();
              }
              ObjectNode known =
                  AssetStatistics.of(view, (Asset.Credit) asset).orElseThrow().json(view);
              return known.put("supply", AssetStatistics.text(found.supply()));
            });
    totals.remove("_links");
    into.setAll(totals);
  }
}
