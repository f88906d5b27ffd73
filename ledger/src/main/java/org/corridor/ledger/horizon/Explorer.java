package org.corridor.ledger.horizon;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.corridor.ledger.node.LedgerNode;
import org.corridor.ledger.state.Asset;
import org.corridor.ledger.store.HistoryFlag;
import org.corridor.ledger.store.HistoryId;
import org.corridor.ledger.store.LedgerStore;
import org.corridor.ledger.store.Participants;
import org.corridor.ledger.store.StoredLedger;
import org.corridor.ledger.store.Subject;
import org.stellar.sdk.xdr.OperationType;
import org.stellar.sdk.xdr.TransactionResultCode;

/**
 * Queries of those who look at the whole network: filtered history, how the network does, how much
 * an asset moves. Each is bounded: it looks at so much and says where it stopped.
 */
public final class Explorer {
  /** The longest page. */
  public static final int LIMIT_MAX = 200;

  /** The most intervals into which statistics are divided. */
  public static final int INTERVALS_MAX = 200;

  private static final int POSITIONS_MAX = 10_000;
  private static final int LEDGERS_MAX = 20_000;
  private static final int FAILURES_MAX = 200_000;

  private final LedgerStore store;

  /** Asks the history of a node. */
  public Explorer(LedgerNode node) {
    store = node.history();
  }

  /**
   * A page of positions.
   *
   * @param ids positions of operations, or of transactions, in the order that was asked for
   * @param next after which position the next page goes on
   * @param complete whether there is nothing after it
   */
  public record Found(List<Long> ids, long next, boolean complete) {
    /** Holds the positions in an immutable list. */
    public Found {
      ids = List.copyOf(ids);
    }
  }

  /**
   * Finds operations.
   *
   * @param cursor a position after which to look; empty text for the beginning of the order
   * @param limit at most {@link #LIMIT_MAX}
   */
  public Found operations(HistoryFilter filter, String cursor, boolean ascending, int limit) {
    return find(filter, HistoryFlag.OPERATION, cursor, ascending, limit);
  }

  /** Finds transactions of which an operation passes. */
  public Found transactions(HistoryFilter filter, String cursor, boolean ascending, int limit) {
    return find(filter, HistoryFlag.TRANSACTION, cursor, ascending, limit);
  }

  /** What a position must also be part of, besides what is walked along. */
  private static List<List<Subject>> subjects(HistoryFilter filter) {
    List<List<Subject>> all = new ArrayList<>();
    filter.account().ifPresent(account -> all.add(List.of(Subject.account(account))));
    filter.asset().ifPresent(asset -> all.add(List.of(Subject.asset(asset))));
    if (!filter.types().isEmpty()) {
      all.add(filter.types().stream().map(Subject::type).toList());
    }
    if (all.isEmpty() || all.getFirst().size() > 1) {
      all.addFirst(List.of(Subject.EVERYTHING));
    }
    return all;
  }

  private Found find(HistoryFilter filter, int flag, String cursor, boolean ascending, int limit) {
    long after =
        HistoryId.ofLedger(filter.from().map(this::firstLedgerFrom).orElseGet(store::elder)) - 1;
    long before =
        filter.until().map(this::firstLedgerFrom).map(HistoryId::ofLedger).orElse(Long.MAX_VALUE);
    long from = cursor.isEmpty() ? (ascending ? after : before) : Request.position(cursor);
    List<List<Subject>> subjects = subjects(filter);
    List<Long> looked = new ArrayList<>();
    store.scan(
        subjects.getFirst().getFirst(),
        ascending ? Math.max(from, after) : Math.min(from, before),
        ascending ? before : after,
        ascending,
        (id, flags) -> {
          boolean counts = filter.failed() || (flags & HistoryFlag.FAILED) == 0;
          if ((flags & flag) != 0 && counts) {
            looked.add(id);
          }
          return looked.size() < POSITIONS_MAX;
        });
    List<Long> found = new ArrayList<>();
    for (long id : looked) {
      if (passes(id, flag, filter, subjects.subList(1, subjects.size()))) {
        found.add(id);
        if (found.size() == limit) {
          return new Found(found, id, false);
        }
      }
    }
    boolean complete = looked.size() < POSITIONS_MAX;
    return new Found(found, looked.isEmpty() ? from : looked.getLast(), complete);
  }

  private boolean passes(long id, int flag, HistoryFilter filter, List<List<Subject>> rest) {
    for (List<Subject> subjects : rest) {
      if (subjects.stream().noneMatch(subject -> isPart(subject, id, flag))) {
        return false;
      }
    }
    return !filter.hasAmounts() || hasAmount(id, flag, filter);
  }

  private boolean isPart(Subject subject, long id, int flag) {
    boolean[] part = {false};
    store.scan(
        subject,
        id - 1,
        id + 1,
        true,
        (at, flags) -> {
          part[0] = (flags & flag) != 0;
          return false;
        });
    return part[0];
  }

  private boolean hasAmount(long id, int flag, HistoryFilter filter) {
    Applied applied = new Applied(store.transaction(id).orElseThrow());
    int first = flag == HistoryFlag.OPERATION ? HistoryId.operation(id) - 1 : 0;
    int end = flag == HistoryFlag.OPERATION ? first + 1 : applied.operations();
    for (int index = first; index < end; index++) {
      for (MovedAmounts.Moved moved : MovedAmounts.of(applied, index)) {
        boolean same =
            filter.asset().map(asset -> asset.toXdr().equals(moved.asset())).orElse(true);
        if (same
            && moved.amount() >= filter.least().orElse(0L)
            && moved.amount() <= filter.most().orElse(Long.MAX_VALUE)) {
          return true;
        }
      }
    }
    return false;
  }

  /** The first ledger that closed at this time or later; the one after the last when none did. */
  private int firstLedgerFrom(Instant time) {
    int low = store.elder();
    int high = store.last() + 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      boolean earlier =
          store
              .ledger(middle)
              .map(ledger -> closeTime(ledger) < time.getEpochSecond())
              .orElse(true);
      if (earlier) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static long closeTime(StoredLedger ledger) {
    return LedgerJson.closeTime(ledger.decodedHeader());
  }

  /**
   * What happened in an interval of time.
   *
   * @param from first close time, Unix seconds, inclusive
   * @param until end, Unix seconds, exclusive
   * @param closes how many ledgers closed
   * @param longestClose the longest time between two closes, in seconds
   */
  public record Interval(
      long from,
      long until,
      int closes,
      long longestClose,
      long succeeded,
      long failed,
      long operations) {}

  /**
   * How the network did.
   *
   * @param whole all of it
   * @param intervals the same, divided evenly; the first begins where the whole does
   * @param failures failed transactions by result code, as Horizon spells them
   * @param complete whether all ledgers that were asked for were looked at; else the latest were
   */
  public record NetworkFigures(
      Interval whole, List<Interval> intervals, Map<String, Long> failures, boolean complete) {
    /** Holds the collections in immutable form. */
    public NetworkFigures {
      intervals = List.copyOf(intervals);
      failures = new TreeMap<>(failures);
    }
  }

  /** A sum that grows. */
  private static final class Sums {
    private int closes;
    private long longest;
    private long succeeded;
    private long failed;
    private long operations;

    private void add(StoredLedger ledger, long sinceLast) {
      closes++;
      longest = Math.max(longest, sinceLast);
      succeeded += ledger.succeeded();
      failed += ledger.failed();
      operations += ledger.operations();
    }

    private Interval interval(long from, long until) {
      return new Interval(from, until, closes, longest, succeeded, failed, operations);
    }
  }

  /**
   * Sums up the ledgers that closed in an interval.
   *
   * @param divisions how many intervals, at most {@link #INTERVALS_MAX}
   */
  public NetworkFigures network(Instant from, Instant until, int divisions) {
    int first = firstLedgerFrom(from);
    int end = firstLedgerFrom(until);
    boolean complete = end - first <= LEDGERS_MAX;
    int begin = complete ? first : end - LEDGERS_MAX;
    long start =
        complete ? from.getEpochSecond() : store.ledger(begin).map(Explorer::closeTime).orElse(0L);
    long length = Math.max(1, until.getEpochSecond() - start);
    Sums whole = new Sums();
    Sums[] parts = new Sums[divisions];
    Arrays.setAll(parts, part -> new Sums());
    long last = -1;
    for (int sequence = begin; sequence < end; sequence++) {
      StoredLedger ledger = store.ledger(sequence).orElse(null);
      if (ledger == null) {
        continue;
      }
      long time = closeTime(ledger);
      long sinceLast = last < 0 ? 0 : time - last;
      last = time;
      whole.add(ledger, sinceLast);
      parts[(int) Math.min(divisions - 1, (time - start) * divisions / length)].add(
          ledger, sinceLast);
    }
    List<Interval> intervals = new ArrayList<>();
    for (int part = 0; part < divisions; part++) {
      intervals.add(
          parts[part].interval(
              start + length * part / divisions, start + length * (part + 1) / divisions));
    }
    return new NetworkFigures(
        whole.interval(start, start + length), intervals, failures(begin, end), complete);
  }

  private Map<String, Long> failures(int begin, int end) {
    Map<String, Long> failures = new TreeMap<>();
    for (TransactionResultCode code : TransactionResultCode.values()) {
      long[] count = {0};
      store.scan(
          Subject.failure(code),
          HistoryId.ofLedger(begin) - 1,
          HistoryId.ofLedger(end),
          true,
          (id, flags) -> ++count[0] < FAILURES_MAX);
      if (count[0] > 0) {
        failures.put(ResultCodes.transaction(code), count[0]);
      }
    }
    return failures;
  }

  /**
   * How much of an asset moved.
   *
   * @param payments operations that paid it, and {@code paid}, how much, in stroops
   * @param trades exchanges of it, and {@code traded}, how much, in stroops
   * @param byType operations that named, moved or traded it, by type
   * @param since from which close time on this was counted; later than asked for when there was
   *     more than is looked at for one answer
   */
  public record AssetActivity(
      long payments,
      BigInteger paid,
      long trades,
      BigInteger traded,
      Map<OperationType, Long> byType,
      Instant since,
      boolean complete) {
    /** Holds the map in immutable form. */
    public AssetActivity {
      byType = Map.copyOf(byType);
    }
  }

  /** Sums up what was done with an asset, latest first. */
  public AssetActivity activity(Asset asset, Instant from, Instant until) {
    List<Long> ids = new ArrayList<>();
    store.scan(
        Subject.asset(asset),
        HistoryId.ofLedger(firstLedgerFrom(until)),
        HistoryId.ofLedger(firstLedgerFrom(from)) - 1,
        false,
        (id, flags) -> {
          if ((flags & HistoryFlag.OPERATION) != 0 && (flags & HistoryFlag.FAILED) == 0) {
            ids.add(id);
          }
          return ids.size() < POSITIONS_MAX;
        });
    Activity activity = new Activity(asset.toXdr());
    Applied applied = null;
    for (long id : ids) {
      if (applied == null || applied.stored().id() != HistoryId.transactionOf(id)) {
        applied = new Applied(store.transaction(id).orElseThrow());
      }
      activity.add(applied, HistoryId.operation(id) - 1);
    }
    boolean complete = ids.size() < POSITIONS_MAX;
    Instant since =
        complete || applied == null ? from : Instant.ofEpochSecond(applied.stored().closeTime());
    return activity.figures(since, complete);
  }

  /** The sums for one asset. */
  private static final class Activity {
    private final org.stellar.sdk.xdr.Asset asset;
    private final Map<OperationType, Long> byType = new TreeMap<>();
    private long payments;
    private BigInteger paid = BigInteger.ZERO;
    private long trades;
    private BigInteger traded = BigInteger.ZERO;

    private Activity(org.stellar.sdk.xdr.Asset asset) {
      this.asset = asset;
    }

    private void add(Applied applied, int index) {
      OperationType type = applied.operation(index).getBody().getDiscriminant();
      byType.merge(type, 1L, Long::sum);
      if (Participants.isPayment(type)) {
        payments++;
        for (MovedAmounts.Moved moved : MovedAmounts.of(applied, index)) {
          if (moved.asset().equals(asset)) {
            paid = paid.add(BigInteger.valueOf(moved.amount()));
            break; // an asset that is both ends of a path is paid once
          }
        }
      }
      for (Trades.Trade trade : Trades.of(applied, index)) {
        for (Trades.Side side : List.of(trade.seller(), trade.buyer())) {
          if (side.asset().equals(asset)) {
            trades++;
            traded = traded.add(BigInteger.valueOf(side.amount()));
          }
        }
      }
    }

    private AssetActivity figures(Instant since, boolean complete) {
      return new AssetActivity(payments, paid, trades, traded, byType, since, complete);
    }
  }
}
