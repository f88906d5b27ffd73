package org.corridor.adapters.settlement;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.corridor.adapters.settlement.Horizon.Reply;
import org.corridor.adapters.settlement.OrderBook.Fill;
import org.corridor.adapters.settlement.OrderBooks.Side;
import org.corridor.domain.Malformed;
import org.corridor.domain.ReasonCode;
import org.corridor.domain.money.Asset;
import org.corridor.domain.money.LedgerAmount;
import org.corridor.domain.payment.Rejection;
import org.corridor.domain.settlement.FxDesk;
import org.corridor.domain.settlement.Quote;
import org.jspecify.annotations.Nullable;

/**
 * Prices conversions from the ledger's order books. A batch costs one request per pair of assets,
 * not per payment: the books are fetched once and walked in memory, straight and by way of one
 * other asset of the corridor, with the ledger's own rounding. Only a request that finds no way so
 * is put to Horizon's path search, which knows longer ways and liquidity pools. Safe for use by
 * many threads.
 */
public final class HorizonFxDesk implements FxDesk, AutoCloseable {
  /**
   * What the ledger may round differently, because a book's level joins several offers; in stroops,
   * added to the tolerance.
   */
  private static final long ROUNDING_STROOPS = 10;

  private final HorizonSettings settings;
  private final FxSettings fx;
  private final InstantSource clock;
  private final Horizon horizon;
  private final OrderBooks books;
  private final Set<Asset> hubs;
  private final ReentrantLock lock = new ReentrantLock();

  /** A desk on the ledger of the settings. */
  public HorizonFxDesk(HorizonSettings settings, FxSettings fx, InstantSource clock) {
    this.settings = settings;
    this.fx = fx;
    this.clock = clock;
    horizon = new Horizon(settings);
    books = new OrderBooks(horizon, clock);
    hubs = new HashSet<>(settings.assets().values());
  }

  @Override
  public List<Priced> price(List<Request> requests) {
    List<Attempt> attempts = requests.stream().map(this::attempt).toList();
    lock.lock();
    try {
      Set<Side> sides = new LinkedHashSet<>();
      for (Attempt attempt : attempts) {
        if (attempt.needsBooks()) {
          ways(attempt).forEach(sides::addAll);
        }
      }
      books.fetch(sides);
      for (Attempt attempt : attempts) {
        if (attempt.needsBooks()) {
          walk(attempt);
        }
      }
    } finally {
      lock.unlock();
    }
    List<Attempt> open = attempts.stream().filter(Attempt::needsBooks).toList();
    horizon.parallel(
        open,
        attempt -> {
          search(attempt);
          return attempt;
        });
    return attempts.stream().map(Attempt::result).toList();
  }

  @Override
  public void close() {
    horizon.close();
  }

  /** One request on its way to a price. */
  private static final class Attempt {
    final Request request;
    final Asset send;
    final Asset deliver;
    final long fixed;
    @Nullable Priced result;

    Attempt(Request request, Asset send, Asset deliver, long fixed) {
      this.request = request;
      this.send = send;
      this.deliver = deliver;
      this.fixed = fixed;
    }

    boolean needsBooks() {
      return result == null;
    }

    boolean fixesSend() {
      return request.mode() == Quote.Mode.STRICT_SEND;
    }

    Priced result() {
      return result == null
          ? none(ReasonCode.AM02, "no offers on the exchange for this amount")
          : result;
    }
  }

  /** A way through the books and what it gives and gets. */
  private record Way(List<Side> sides, Fill fill) {
    List<Asset> path() {
      return sides.subList(1, sides.size()).stream().map(Side::give).toList();
    }
  }

  private Attempt attempt(Request request) {
    Currency sendCurrency;
    Currency deliverCurrency;
    if (request.mode() == Quote.Mode.STRICT_SEND) {
      sendCurrency = request.fixed().currency();
      deliverCurrency = request.other();
    } else {
      sendCurrency = request.other();
      deliverCurrency = request.fixed().currency();
    }
    Asset send = settings.assets().get(sendCurrency);
    Asset deliver = settings.assets().get(deliverCurrency);
    Attempt attempt;
    if (send == null || deliver == null) {
      attempt = new Attempt(request, Asset.NATIVE, Asset.NATIVE, 0);
      attempt.result = none(ReasonCode.AM03, "currency is not served by this corridor");
      return attempt;
    }
    try {
      attempt = new Attempt(request, send, deliver, LedgerAmount.of(request.fixed()).stroops());
    } catch (Malformed e) {
      attempt = new Attempt(request, send, deliver, 0);
      attempt.result = none(e.code(), String.valueOf(e.getMessage()));
      return attempt;
    }
    if (attempt.fixed == 0) {
      attempt.result = none(ReasonCode.AM01, "amount is zero");
    } else if (send.equals(deliver)) {
      attempt.result = quote(attempt, List.of(), attempt.fixed);
    }
    return attempt;
  }

  private List<List<Side>> ways(Attempt attempt) {
    List<List<Side>> ways = new ArrayList<>();
    ways.add(List.of(new Side(attempt.send, attempt.deliver)));
    for (Asset hub : hubs) {
      if (!hub.equals(attempt.send) && !hub.equals(attempt.deliver)) {
        ways.add(List.of(new Side(attempt.send, hub), new Side(hub, attempt.deliver)));
      }
    }
    return ways;
  }

  /** Takes the best way; of equal ones the shorter, which comes first. */
  private void walk(Attempt attempt) {
    @Nullable Way best = null;
    for (List<Side> sides : ways(attempt)) {
      Optional<Fill> fill =
          attempt.fixesSend() ? send(sides, attempt.fixed) : receive(sides, attempt.fixed);
      if (fill.isPresent()
          && (best == null
              || (attempt.fixesSend()
                  ? fill.get().get() > best.fill.get()
                  : fill.get().give() < best.fill.give()))) {
        best = new Way(sides, fill.get());
      }
    }
    if (best == null) {
      return;
    }
    attempt.result =
        quote(attempt, best.path(), attempt.fixesSend() ? best.fill.get() : best.fill.give());
    if (attempt.result instanceof Priced.Firm) {
      take(best.sides, attempt);
    }
  }

  private Optional<Fill> send(List<Side> sides, long give) {
    long amount = give;
    for (Side side : sides) {
      Optional<Fill> fill = books.book(side).send(amount);
      if (fill.isEmpty()) {
        return Optional.empty();
      }
      amount = fill.get().get();
    }
    return Optional.of(new Fill(give, amount));
  }

  private Optional<Fill> receive(List<Side> sides, long get) {
    long amount = get;
    for (Side side : sides.reversed()) {
      Optional<Fill> fill = books.book(side).receive(amount);
      if (fill.isEmpty()) {
        return Optional.empty();
      }
      amount = fill.get().give();
    }
    return Optional.of(new Fill(amount, get));
  }

  private void take(List<Side> sides, Attempt attempt) {
    long amount = attempt.fixed;
    for (Side side : attempt.fixesSend() ? sides : sides.reversed()) {
      OrderBook book = books.book(side);
      if (attempt.fixesSend()) {
        long give = amount;
        amount = book.send(give).map(Fill::get).orElse(0L);
        book.takeSent(give);
      } else {
        long get = amount;
        amount = book.receive(get).map(Fill::give).orElse(0L);
        book.takeReceived(get);
      }
    }
  }

  private void search(Attempt attempt) {
    LedgerAmount fixed = new LedgerAmount(attempt.fixed);
    String query =
        attempt.fixesSend()
            ? "/paths/strict-send?%s&source_amount=%s&destination_assets=%s"
                .formatted(
                    HorizonAssets.query("source_", attempt.send),
                    fixed,
                    Horizon.encode(attempt.deliver.toString()))
            : "/paths/strict-receive?%s&destination_amount=%s&source_assets=%s"
                .formatted(
                    HorizonAssets.query("destination_", attempt.deliver),
                    fixed,
                    Horizon.encode(attempt.send.toString()));
    Reply reply = horizon.get(query);
    if (reply.status() != Horizon.OK) {
      return;
    }
    String other = attempt.fixesSend() ? "destination_amount" : "source_amount";
    @Nullable JsonNode best = null;
    long bestAmount = 0;
    for (JsonNode record : reply.tree().path("_embedded").path("records")) {
      long amount = LedgerAmount.parse(record.path(other).asText("0")).stroops();
      boolean isBetter = attempt.fixesSend() ? amount > bestAmount : amount < bestAmount;
      if (amount > 0 && (best == null || isBetter)) {
        best = record;
        bestAmount = amount;
      }
    }
    if (best != null) {
      attempt.result = quote(attempt, path(best), bestAmount);
    }
  }

  private static List<Asset> path(JsonNode record) {
    List<Asset> path = new ArrayList<>();
    for (JsonNode hop : record.path("path")) {
      Asset asset = HorizonAssets.read(hop, "");
      if (asset != null) {
        path.add(asset);
      }
    }
    return path;
  }

  private Priced quote(Attempt attempt, List<Asset> path, long expected) {
    boolean isSame = attempt.send.equals(attempt.deliver);
    long bound = isSame ? expected : bound(expected, attempt.fixesSend());
    if (!attempt.fixesSend() && attempt.request.limit() != null) {
      long limit = LedgerAmount.of(attempt.request.limit()).stroops();
      if (expected > limit) {
        return none(ReasonCode.AM02, "costs more than may be paid");
      }
      bound = Math.min(bound, limit);
    }
    LedgerAmount fixed = new LedgerAmount(attempt.fixed);
    LedgerAmount other = new LedgerAmount(bound);
    return new Priced.Firm(
        new Quote(
            attempt.request.mode(),
            attempt.send,
            attempt.fixesSend() ? fixed : other,
            attempt.deliver,
            attempt.fixesSend() ? other : fixed,
            path,
            new LedgerAmount(expected),
            clock.instant().plus(fx.quoteLife())));
  }

  /** The worst that is still accepted: less delivered, or more paid, and never nothing. */
  private long bound(long expected, boolean fixesSend) {
    BigInteger whole = BigInteger.valueOf(FxSettings.BASIS_POINTS);
    BigInteger share =
        BigInteger.valueOf(expected)
            .multiply(BigInteger.valueOf(fx.toleranceBasisPoints()))
            .divide(whole);
    long slack = Math.addExact(share.longValueExact(), ROUNDING_STROOPS);
    return fixesSend ? Math.max(1, expected - slack) : Math.addExact(expected, slack);
  }

  private static Priced none(ReasonCode code, String explanation) {
    return new Priced.None(new Rejection(code, explanation));
  }
}
