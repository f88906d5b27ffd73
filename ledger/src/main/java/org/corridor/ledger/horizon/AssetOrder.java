package org.corridor.ledger.horizon;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.corridor.ledger.store.HistoryFlag;
import org.corridor.ledger.store.HistoryId;
import org.corridor.ledger.store.LedgerStore;
import org.corridor.ledger.store.Subject;
import org.stellar.sdk.xdr.Asset;

/**
 * Which of two assets is the base of their trades when nobody asks for one: as in Horizon, the one
 * that was traded first; of those that were first traded in the same ledger, the first by name.
 */
final class AssetOrder {
  private static final int REMEMBERED_MAX = 10_000;

  private final LedgerStore store;
  private final Map<Asset, Integer> firstLedgers = new ConcurrentHashMap<>();

  AssetOrder(LedgerStore store) {
    this.store = store;
  }

  boolean comesFirst(Asset one, Asset other) {
    int order = Integer.compare(firstLedger(one), firstLedger(other));
    return (order == 0 ? Text.sortKey(one).compareTo(Text.sortKey(other)) : order) < 0;
  }

  private int firstLedger(Asset asset) {
    Integer known = firstLedgers.get(asset);
    if (known != null) {
      return known;
    }
    int[] first = {Integer.MAX_VALUE};
    store.scan(
        Subject.asset(asset),
        0,
        Long.MAX_VALUE,
        true,
        (id, flags) -> {
          boolean traded = (flags & HistoryFlag.TRADES) != 0;
          first[0] = traded ? HistoryId.ledger(id) : first[0];
          return !traded;
        });
    if (first[0] != Integer.MAX_VALUE && firstLedgers.size() < REMEMBERED_MAX) {
      firstLedgers.put(asset, first[0]);
    }
    return first[0];
  }
}
