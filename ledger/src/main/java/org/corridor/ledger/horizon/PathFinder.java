package org.corridor.ledger.horizon;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.corridor.ledger.LedgerView;
import org.corridor.ledger.state.Asset;
import org.corridor.ledger.state.LiquidityPool;
import org.corridor.ledger.state.Pair;

/**
 * Finds the best chain of exchanges between assets, for each asset that one can start from or end
 * with: in layers, one exchange a layer, keeping the best amount an asset can be had for.
 *
 * <p>A chain never meets an asset twice, so no exchange of it disturbs another: on the same state,
 * a payment along a chain takes and gives exactly what was found.
 */
final class PathFinder {
  /** The most assets between the two ends. */
  static final int INTERMEDIATE_MAX = 3;

  private static final int QUOTES_MAX = 4_000;
  private static final Comparator<Asset> ORDER =
      Comparator.comparing(asset -> Text.sortKey(asset.toXdr()));

  /** Tells what an exchange gives or takes on the state at hand; empty when it is impossible. */
  @FunctionalInterface
  interface Quote {
    OptionalLong of(Asset from, Asset to, long amount);
  }

  /** What the far end costs or yields, and the assets on the way from the near end. */
  record Found(Asset end, long amount, List<Asset> between) {}

  private final Map<Asset, Set<Asset>> sellersOf = new HashMap<>();
  private final Map<Asset, Set<Asset>> buyersOf = new HashMap<>();

  PathFinder(LedgerView view) {
    for (Pair market : view.markets()) {
      edge(market.buying(), market.selling());
    }
    view.forEach(
        LiquidityPool.class,
        pool -> {
          edge(pool.assetA(), pool.assetB());
          edge(pool.assetB(), pool.assetA());
        });
  }

  /** With what a taker pays, and what it gets. */
  private void edge(Asset from, Asset to) {
    buyersOf.computeIfAbsent(from, key -> new TreeSet<>(ORDER)).add(to);
    sellersOf.computeIfAbsent(to, key -> new TreeSet<>(ORDER)).add(from);
  }

  /** For every asset that can pay for it: the least that buys exactly this amount. */
  Map<Asset, Found> toReceive(Asset destination, long amount, Quote quote) {
    return search(destination, amount, sellersOf, false, quote);
  }

  /** For every asset that can be reached: the most that exactly this amount buys. */
  Map<Asset, Found> toSend(Asset source, long amount, Quote quote) {
    return search(source, amount, buyersOf, true, quote);
  }

  private static Map<Asset, Found> search(
      Asset near, long amount, Map<Asset, Set<Asset>> edges, boolean forward, Quote quote) {
    Map<Asset, Found> best = new TreeMap<>(ORDER);
    best.put(near, new Found(near, amount, List.of()));
    List<Found> layer = List.of(best.get(near));
    int quotes = 0;
    for (int exchanges = 0; exchanges <= INTERMEDIATE_MAX && !layer.isEmpty(); exchanges++) {
      Map<Asset, Found> next = new TreeMap<>(ORDER);
      for (Found at : layer) {
        for (Asset far : edges.getOrDefault(at.end(), Set.of())) {
          if (far.equals(near) || at.between().contains(far) || quotes++ >= QUOTES_MAX) {
            continue;
          }
          OptionalLong quoted =
              forward ? quote.of(at.end(), far, at.amount()) : quote.of(far, at.end(), at.amount());
          if (quoted.isPresent() && isBetter(best.get(far), quoted.getAsLong(), forward)) {
            Found found = new Found(far, quoted.getAsLong(), through(at, near, forward));
            best.put(far, found);
            next.put(far, found);
          }
        }
      }
      layer = List.copyOf(next.values());
    }
    return best;
  }

  private static boolean isBetter(
      @org.jspecify.annotations.Nullable Found known, long amount, boolean forward) {
    return known == null || (forward ? amount > known.amount() : amount < known.amount());
  }

  /** The chain up to here becomes what lies between; it always reads from payer to payee. */
  private static List<Asset> through(Found at, Asset near, boolean forward) {
    if (at.end().equals(near)) {
      return List.of();
    }
    List<Asset> between = new ArrayList<>(at.between());
    between.add(forward ? between.size() : 0, at.end());
    return List.copyOf(between);
  }
}
