package org.corridor.ledger.horizon;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.corridor.ledger.store.Subject;
import org.stellar.sdk.xdr.Asset;

/** The trades of a pair, summed up by intervals of time. */
final class TradeAggregations {
  private static final Set<Long> RESOLUTIONS =
      Set.of(60_000L, 300_000L, 900_000L, 3_600_000L, 86_400_000L, 604_800_000L);
  private static final long MILLIS = 1000;
  private static final int TRADES_MAX = 200_000;

  private final HistoryPages history;

  TradeAggregations(HistoryPages history) {
    this.history = history;
  }

  /** The sums of one interval, seen from the base asset. */
  private static final class Interval {
    private long count;
    private BigDecimal base = BigDecimal.ZERO;
    private BigDecimal counter = BigDecimal.ZERO;
    private final List<long[]> prices = new ArrayList<>();

    private void add(Trades.Trade trade, Asset baseAsset) {
      boolean sold = trade.seller().asset().equals(baseAsset);
      count++;
      long baseAmount = sold ? trade.seller().amount() : trade.buyer().amount();
      long counterAmount = sold ? trade.buyer().amount() : trade.seller().amount();
      base = base.add(BigDecimal.valueOf(baseAmount, Text.DECIMALS));
      counter = counter.add(BigDecimal.valueOf(counterAmount, Text.DECIMALS));
      prices.add(sold ? new long[] {trade.n(), trade.d()} : new long[] {trade.d(), trade.n()});
    }

    private static int compare(long[] a, long[] b) {
      BigInteger left = BigInteger.valueOf(a[0]).multiply(BigInteger.valueOf(b[1]));
      return left.compareTo(BigInteger.valueOf(b[0]).multiply(BigInteger.valueOf(a[1])));
    }

    private ObjectNode json(long start) {
      ObjectNode node = Json.object();
      node.put("timestamp", Long.toString(start));
      node.put("trade_count", Long.toString(count));
      node.put("base_volume", base.toPlainString());
      node.put("counter_volume", counter.toPlainString());
      boolean traded = base.signum() > 0;
      node.put("avg", traded ? Text.ratio(counter, base) : "0.0000000");
      price(node, "high", prices.stream().max(Interval::compare).orElseThrow());
      price(node, "low", prices.stream().min(Interval::compare).orElseThrow());
      price(node, "open", prices.getFirst());
      price(node, "close", prices.getLast());
      return node;
    }

    private static void price(ObjectNode node, String name, long[] price) {
      node.put(name, Text.price(price[0], price[1]));
      node.set(name + "_r", Json.wideFraction(price[0], price[1]));
    }
  }

  ObjectNode answer(Request request) {
    Asset base = required(request, "base_");
    Asset counter = required(request, "counter_");
    long resolution = millis(request, "resolution", 0);
    if (!RESOLUTIONS.contains(resolution)) {
      throw Problem.badRequest(
          "resolution",
          "illegal or missing resolution. allowed resolutions are: 1 minute (60000), 5 minutes"
              + " (300000), 15 minutes (900000), 1 hour (3600000), 1 day (86400000) and 1 week"
              + " (604800000)");
    }
    long offset = millis(request, "offset", 0);
    if (offset % 3_600_000L != 0 || offset >= resolution) {
      throw Problem.badRequest("offset", "illegal or missing offset");
    }
    long start = millis(request, "start_time", 0);
    long asked = millis(request, "end_time", 0);
    long end = asked == 0 ? Long.MAX_VALUE : asked;
    Map<Long, Interval> intervals = new TreeMap<>();
    int[] seen = {0};
    history.eachTrade(
        HistoryPages.Span.all(Subject.pair(base, counter)),
        trade -> {
          long time = trade.closeTime() * MILLIS;
          if (trade.isOf(base, counter) && time >= start && time < end) {
            long bucket = Math.floorDiv(time - offset, resolution) * resolution + offset;
            intervals.computeIfAbsent(bucket, key -> new Interval()).add(trade, base);
          }
          return time < end && ++seen[0] < TRADES_MAX;
        });
    List<ObjectNode> records = new ArrayList<>();
    intervals.forEach((time, interval) -> records.add(interval.json(time)));
    List<ObjectNode> ordered = request.ascending() ? records : records.reversed();
    return page(request, ordered.stream().limit(request.limit()).toList(), resolution, end);
  }

  private static ObjectNode page(
      Request request, List<ObjectNode> records, long resolution, long end) {
    ObjectNode page = Json.object();
    ObjectNode links = page.putObject("_links");
    Json.link(links, "self", request.base() + request.path() + "?" + request.rawQuery());
    Map<String, String> next = new TreeMap<>(request.query());
    next.put("limit", Integer.toString(request.limit()));
    if (!records.isEmpty()) {
      long last = Long.parseLong(records.getLast().get("timestamp").textValue());
      if (request.ascending()) {
        next.put("start_time", Long.toString(last + resolution));
      } else {
        next.put("end_time", Long.toString(last));
      }
    } else if (end != Long.MAX_VALUE) {
      next.put("start_time", Long.toString(end));
    }
    Json.link(links, "next", request.base() + request.path() + "?" + Request.encoded(next));
    Json.link(links, "prev", "");
    Page.records(page, records.stream().map(node -> new Page.Item("", node)).toList());
    return page;
  }

  private static Asset required(Request request, String prefix) {
    return request
        .asset(prefix)
        .orElseThrow(() -> Problem.badRequest(prefix + "asset_type", "Missing required field"))
        .toXdr();
  }

  private static long millis(Request request, String field, long otherwise) {
    try {
      return request.parameter(field).map(Long::parseLong).orElse(otherwise);
    } catch (NumberFormatException e) {
      throw Problem.badRequest(field, "unable to parse int64");
    }
  }
}
