package org.corridor.ledger.horizon;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.corridor.ledger.store.HistoryFlag;
import org.corridor.ledger.store.HistoryId;
import org.corridor.ledger.store.LedgerStore;
import org.corridor.ledger.store.StoredTransaction;
import org.corridor.ledger.store.Subject;
import org.jspecify.annotations.Nullable;
import org.stellar.sdk.xdr.Asset;

/** Pages of history: transactions, operations, effects, trades. */
final class HistoryPages {
  /** So many positions are looked at for one page at most, whatever the filter finds. */
  private static final int POSITIONS_MAX = 2_000_000;

  private final LedgerStore store;
  private final AssetOrder order;

  HistoryPages(LedgerStore store) {
    this.store = store;
    order = new AssetOrder(store);
  }

  /** Whether a subject was ever part of anything. */
  boolean knows(Subject subject) {
    boolean[] known = {false};
    store.scan(
        subject,
        0,
        Long.MAX_VALUE,
        true,
        (id, flags) -> {
          known[0] = true;
          return false;
        });
    return known[0];
  }

  /**
   * Which part of history: a subject between two positions, both exclusive.
   *
   * @param subject whose history
   */
  record Span(Subject subject, long after, long before) {
    static Span all(Subject subject) {
      return new Span(subject, 0, Long.MAX_VALUE);
    }

    static Span ledger(int sequence) {
      return new Span(
          Subject.EVERYTHING, HistoryId.ofLedger(sequence), HistoryId.ofLedger(sequence + 1));
    }

    static Span transaction(long id) {
      return new Span(Subject.EVERYTHING, id - 1, id + HistoryId.of(0, 1, 0));
    }

    static Span operation(long id) {
      return new Span(Subject.EVERYTHING, id - 1, id + 1);
    }
  }

  /** Decodes each transaction once while consecutive operations of it are rendered. */
  private final class Decoder {
    private @Nullable Applied last;

    Applied of(long id) {
      Applied decoded = last;
      if (decoded == null || decoded.stored().id() != HistoryId.transactionOf(id)) {
        decoded = new Applied(stored(id));
        last = decoded;
      }
      return decoded;
    }
  }

  private StoredTransaction stored(long id) {
    return store
        .transaction(id)
        .orElseThrow(
            () ->
                HistoryId.ledger(id) < store.elder()
                    ? Problem.beforeHistory() // pruned since the index was read
                    : new IllegalStateException("the index names " + id + " in vain"));
  }

  private long position(String cursor, boolean ascending) {
    if (cursor.isEmpty()) {
      return ascending ? 0 : Long.MAX_VALUE;
    }
    long position = Request.position(cursor);
    requireWithin(position, ascending);
    return position;
  }

  /** A list that goes back from before the oldest ledger asks for what is not kept. */
  private void requireWithin(long position, boolean ascending) {
    if (!ascending && position <= HistoryId.ofLedger(store.elder())) {
      throw Problem.beforeHistory();
    }
  }

  private List<Long> positions(
      Span span, long from, boolean ascending, int limit, int flag, boolean failed) {
    List<Long> ids = new ArrayList<>();
    int[] looked = {0};
    LedgerStore.Visitor visitor =
        (id, flags) -> {
          looked[0]++;
          if ((flags & flag) != 0 && (failed || (flags & HistoryFlag.FAILED) == 0)) {
            ids.add(id);
          }
          return ids.size() < limit && looked[0] < POSITIONS_MAX;
        };
    if (ascending) {
      store.scan(span.subject(), Math.max(from, span.after()), span.before(), true, visitor);
    } else {
      store.scan(span.subject(), Math.min(from, span.before()), span.after(), false, visitor);
    }
    return ids;
  }

  Page.Source transactions(Span span, boolean failed, String base) {
    return bounds -> {
      List<Page.Item> items = new ArrayList<>();
      long from = position(bounds.cursor(), bounds.ascending());
      for (long id :
          positions(
              span, from, bounds.ascending(), bounds.limit(), HistoryFlag.TRANSACTION, failed)) {
        StoredTransaction stored = stored(id);
        items.add(new Page.Item(Long.toString(id), TransactionJson.of(stored, base, null)));
      }
      return items;
    };
  }

  /** Operations, or of them those with a flag such as {@link HistoryFlag#PAYMENT}. */
  Page.Source operations(Span span, int flag, boolean failed, boolean join, String base) {
    return bounds -> {
      List<Page.Item> items = new ArrayList<>();
      Decoder decoder = new Decoder();
      long from = position(bounds.cursor(), bounds.ascending());
      for (long id : positions(span, from, bounds.ascending(), bounds.limit(), flag, failed)) {
        Applied applied = decoder.of(id);
        int index = HistoryId.operation(id) - 1;
        items.add(new Page.Item(Long.toString(id), OperationJson.of(applied, index, base, join)));
      }
      return items;
    };
  }

  /** A token of something within an operation: the operation, then its order. */
  private record Inner(long operation, long order) {
    static Inner of(String cursor, boolean ascending) {
      if (cursor.isEmpty()) {
        return ascending ? new Inner(0, -1) : new Inner(Long.MAX_VALUE, Long.MAX_VALUE);
      }
      int dash = cursor.indexOf('-');
      return dash < 0
          ? new Inner(Request.position(cursor), Long.MAX_VALUE)
          : new Inner(
              Request.position(cursor.substring(0, dash)),
              Request.position(cursor.substring(dash + 1)));
    }

    boolean isBefore(long id, long place, boolean ascending) {
      int order = Long.compare(operation, id);
      if (order == 0) {
        order = Long.compare(this.order, place);
      }
      return ascending ? order < 0 : order > 0;
    }

    /** Where to scan from so as to see the cursor's own operation again. */
    long from(boolean ascending) {
      if (ascending) {
        return operation - 1;
      }
      return operation == Long.MAX_VALUE ? operation : operation + 1;
    }
  }

  /** Reads what lies within an operation. */
  @FunctionalInterface
  private interface Expansion {
    List<Page.Item> of(Applied applied, int index);
  }

  private List<Page.Item> within(Span span, Page.Bounds bounds, int flag, Expansion expansion) {
    boolean ascending = bounds.ascending();
    Inner cursor = Inner.of(bounds.cursor(), ascending);
    requireWithin(cursor.operation(), ascending);
    List<Page.Item> items = new ArrayList<>();
    Decoder decoder = new Decoder();
    long from = cursor.from(ascending);
    int wanted = bounds.limit();
    while (true) {
      List<Long> ids = positions(span, from, ascending, wanted, flag, false);
      for (long id : ids) {
        List<Page.Item> all = expansion.of(decoder.of(id), HistoryId.operation(id) - 1);
        for (Page.Item item : ascending ? all : all.reversed()) {
          long place = Long.parseLong(item.token().substring(item.token().indexOf('-') + 1));
          if (items.size() < bounds.limit() && cursor.isBefore(id, place, ascending)) {
            items.add(item);
          }
        }
      }
      if (ids.size() < wanted || items.size() >= bounds.limit()) {
        return items;
      }
      from = ids.getLast();
    }
  }

  /** Effects; those on one account when it is named. */
  Page.Source effects(Span span, byte @Nullable [] account, String base) {
    Expansion expansion =
        (applied, index) -> {
          List<Page.Item> items = new ArrayList<>();
          List<Effect> effects = Effects.of(applied, index);
          long id = applied.operationId(index);
          long time = applied.stored().closeTime();
          for (int i = 0; i < effects.size(); i++) {
            Effect effect = effects.get(i);
            if (account == null || Arrays.equals(account, effect.account())) {
              String token = id + "-" + (i + 1);
              items.add(new Page.Item(token, effect.json(id, i + 1, time, base)));
            }
          }
          return items;
        };
    return bounds -> within(span, bounds, HistoryFlag.EFFECTS, expansion);
  }

  /** Trades that pass a filter, shown with an asset as the base or as the assets' order has it. */
  Page.Source trades(
      Span span, Predicate<Trades.Trade> filter, @Nullable Asset baseAsset, String base) {
    Predicate<Trades.Trade> baseIsSeller =
        trade ->
            baseAsset == null
                ? order.comesFirst(trade.seller().asset(), trade.buyer().asset())
                : trade.seller().asset().equals(baseAsset);
    Expansion expansion =
        (applied, index) -> {
          List<Page.Item> items = new ArrayList<>();
          for (Trades.Trade trade : Trades.of(applied, index)) {
            if (filter.test(trade)) {
              String token = trade.operation() + "-" + trade.order();
              items.add(new Page.Item(token, trade.json(baseIsSeller.test(trade), base)));
            }
          }
          return items;
        };
    return bounds -> within(span, bounds, HistoryFlag.TRADES, expansion);
  }

  /** Every trade of a pair between two positions, oldest first, until the visitor has enough. */
  void eachTrade(Span span, Predicate<Trades.Trade> visitor) {
    long from = span.after();
    while (true) {
      List<Long> ids = positions(span, from, true, Request.LIMIT_MAX, HistoryFlag.TRADES, false);
      Decoder decoder = new Decoder();
      for (long id : ids) {
        for (Trades.Trade trade : Trades.of(decoder.of(id), HistoryId.operation(id) - 1)) {
          if (!visitor.test(trade)) {
            return;
          }
        }
      }
      if (ids.size() < Request.LIMIT_MAX) {
        return;
      }
      from = ids.getLast();
    }
  }

  Page.Source ledgers(String base) {
    return bounds -> {
      boolean ascending = bounds.ascending();
      int at = HistoryId.ledger(position(bounds.cursor(), ascending));
      int next = ascending ? Math.max(at + 1, store.elder()) : Math.min(at - 1, store.last());
      List<Page.Item> items = new ArrayList<>();
      while (items.size() < bounds.limit() && next >= store.elder() && next <= store.last()) {
        int sequence = next;
        store
            .ledger(sequence)
            .ifPresent(
                ledger ->
                    items.add(
                        new Page.Item(
                            Long.toString(HistoryId.ofLedger(sequence)),
                            LedgerJson.of(ledger, base))));
        next += ascending ? 1 : -1;
      }
      return items;
    };
  }
}
