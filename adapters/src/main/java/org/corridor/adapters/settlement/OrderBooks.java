package org.corridor.adapters.settlement;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.corridor.adapters.settlement.Horizon.Reply;
import org.corridor.adapters.settlement.OrderBook.Level;
import org.corridor.domain.Retryable;
import org.corridor.domain.money.Asset;
import org.corridor.domain.money.LedgerAmount;

/**
 * Snapshots of order books, one request for both sides of a pair, kept for {@value #FRESH_MILLIS}
 * milliseconds: less than a ledger takes to close. Not safe for use by many threads.
 */
final class OrderBooks {
  /** How long a snapshot may be used. */
  static final long FRESH_MILLIS = 250;

  /** Most price levels of a book (Horizon's own limit). */
  private static final int LEVELS_MAX = 200;

  private final Horizon horizon;
  private final InstantSource clock;
  private final Map<Side, Snapshot> snapshots = new HashMap<>();

  OrderBooks(Horizon horizon, InstantSource clock) {
    this.horizon = horizon;
    this.clock = clock;
  }

  /** One direction through a book: what is given for what. */
  record Side(Asset give, Asset get) {
    Side turned() {
      return new Side(/* give= */ get, /* get= */ give);
    }
  }

  private record Snapshot(OrderBook book, long atMillis) {}

  private record Read(Side side, OrderBook forward, OrderBook backward) {}

  /** Fetches what of these books is missing or stale, in parallel. */
  void fetch(Collection<Side> sides) {
    long now = clock.millis();
    Set<Side> stale = new LinkedHashSet<>();
    for (Side side : sides) {
      Snapshot snapshot = snapshots.get(side);
      boolean isFresh = snapshot != null && now - snapshot.atMillis < FRESH_MILLIS;
      if (!isFresh && !stale.contains(side.turned())) {
        stale.add(side);
      }
    }
    for (Read read : horizon.parallel(List.copyOf(stale), this::read)) {
      snapshots.put(read.side, new Snapshot(read.forward, now));
      snapshots.put(read.side.turned(), new Snapshot(read.backward, now));
    }
  }

  /** A book that was fetched. */
  OrderBook book(Side side) {
    Snapshot snapshot = snapshots.get(side);
    if (snapshot == null) {
      throw new IllegalStateException("the book was not fetched");
    }
    return snapshot.book;
  }

  /**
   * The base of the query is what we give. Bids are offers that sell the counter asset: their
   * amount counts it, and their price, counter for base, is turned round from the offer's own.
   */
  private Read read(Side side) {
    Reply reply =
        horizon.get(
            "/order_book?limit=%d&%s&%s"
                .formatted(
                    LEVELS_MAX,
                    HorizonAssets.query("selling_", side.give),
                    HorizonAssets.query("buying_", side.get)));
    if (reply.status() != Horizon.OK) {
      throw new Retryable("ledger has no order books");
    }
    JsonNode body = reply.tree();
    return new Read(
        side,
        new OrderBook(levels(body.path("bids"), "d", "n")),
        new OrderBook(levels(body.path("asks"), "n", "d")));
  }

  private static List<Level> levels(JsonNode side, String n, String d) {
    List<Level> levels = new ArrayList<>(side.size());
    for (JsonNode level : side) {
      JsonNode price = level.path("price_r");
      long amount = LedgerAmount.parse(level.path("amount").asText()).stroops();
      if (amount > 0 && price.path(n).asLong() > 0 && price.path(d).asLong() > 0) {
        levels.add(new Level(price.path(n).asLong(), price.path(d).asLong(), amount));
      }
    }
    return levels;
  }
}
