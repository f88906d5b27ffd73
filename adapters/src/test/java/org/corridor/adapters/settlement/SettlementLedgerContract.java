package org.corridor.adapters.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.corridor.domain.money.Asset;
import org.corridor.domain.money.LedgerAmount;
import org.corridor.domain.party.LedgerAddress;
import org.corridor.domain.payment.Uetr;
import org.corridor.domain.settlement.Quote;
import org.corridor.domain.settlement.SettlementLedger;
import org.corridor.domain.settlement.SettlementLedger.Arrival;
import org.corridor.domain.settlement.SettlementLedger.Order;
import org.corridor.domain.settlement.SettlementLedger.Outcome;
import org.corridor.domain.settlement.SettlementLedger.Page;
import org.corridor.domain.settlement.SettlementLedger.Submission;
import org.corridor.domain.settlement.SignedTransaction;
import org.junit.jupiter.api.Test;

/** What every ledger that we settle on must do. */
interface SettlementLedgerContract {
  LedgerAmount TEN = LedgerAmount.parse("10");
  LedgerAmount ELEVEN = LedgerAmount.parse("11");
  Duration AWAIT_MAX = Duration.ofSeconds(15);

  /** The ledger under test and what surrounds it. */
  World world();

  /** Two banks on one network, with trust lines, balances, and offers between dollar and euro. */
  interface World {
    /** How many channels each bank has. */
    int CHANNELS = 8;

    SettlementLedger alpha();

    /** Another instance of Alpha's gateway, with the same channels. */
    SettlementLedger secondAlpha();

    SettlementLedger beta();

    Asset dollar();

    Asset euro();

    /** An account that holds none of these assets. */
    LedgerAddress stranger();

    /** Runs in the unit of work of Alpha's gateway. */
    <T> T in(Supplier<T> work);

    /** Lets time pass until something may have happened. */
    void letTimePass();
  }

  @Test
  default void deliversAPaymentOnce() {
    World w = world();
    Watch watch = new Watch(w);
    SignedTransaction signed = sign(w, payment(w, TEN));
    assertThat(w.alpha().submit(signed)).isEqualTo(new Submission.Accepted());
    Outcome.Applied applied = (Outcome.Applied) watch.outcomes(1).getFirst();
    assertThat(applied.hash()).isEqualTo(signed.hash());
    assertThat(applied.delivery().delivered()).isEqualTo(TEN);
    assertThat(applied.delivery().spent()).isEqualTo(TEN);
    assertThat(applied.delivery().transactionHash()).isEqualTo(signed.hash());
    assertThat(applied.delivery().closedAt()).isBeforeOrEqualTo(signed.validUntil());
    assertThat(applied.delivery().networkFee()).isBetween(1L, 10_000L);
    assertThat(w.alpha().outcome(signed.hash())).contains(applied);
    assertThat(w.alpha().latestClose()).isAfterOrEqualTo(applied.delivery().closedAt());
    release(w, w.alpha(), signed, true);
    Arrival arrival = watch.betaArrivals(1).getFirst();
    assertThat(arrival.transactionHash()).isEqualTo(signed.hash());
    assertThat(arrival.from()).isEqualTo(w.alpha().ourAccount());
    assertThat(arrival.asset()).isEqualTo(w.dollar());
    assertThat(arrival.amount()).isEqualTo(TEN);
    assertThat(arrival.memoHash()).isEqualTo(memo(1));
    assertThat(arrival.memoText()).isEmpty();
    assertThat(arrival.closedAt()).isEqualTo(applied.delivery().closedAt());
    watch.assertAlphaLost(w.dollar(), TEN);
    watch.assertBetaGot(w.dollar(), TEN);
  }

  @Test
  default void tellsWhatAPathPaymentDeliveredNotWhatWasQuoted() {
    World w = world();
    Watch watch = new Watch(w);
    LedgerAmount least = new LedgerAmount(1);
    SignedTransaction signed =
        sign(w, order(w, Quote.Mode.STRICT_SEND, TEN, least, w.beta().ourAccount()));
    w.alpha().submit(signed);
    Outcome.Applied applied = (Outcome.Applied) watch.outcomes(1).getFirst();
    release(w, w.alpha(), signed, true);
    assertThat(applied.delivery().spent()).isEqualTo(TEN);
    assertThat(applied.delivery().delivered()).isGreaterThan(least);
    Arrival arrival = watch.betaArrivals(1).getFirst();
    assertThat(arrival.asset()).isEqualTo(w.euro());
    assertThat(arrival.amount()).isEqualTo(applied.delivery().delivered());
    watch.assertBetaGot(w.euro(), applied.delivery().delivered());
    watch.assertAlphaLost(w.dollar(), TEN);
  }

  @Test
  default void tellsWhatAPathPaymentCostNotWhatItMightHave() {
    World w = world();
    Watch watch = new Watch(w);
    LedgerAmount most = LedgerAmount.parse("1000");
    SignedTransaction signed =
        sign(w, order(w, Quote.Mode.STRICT_RECEIVE, most, TEN, w.beta().ourAccount()));
    w.alpha().submit(signed);
    Outcome.Applied applied = (Outcome.Applied) watch.outcomes(1).getFirst();
    release(w, w.alpha(), signed, true);
    assertThat(applied.delivery().delivered()).isEqualTo(TEN);
    assertThat(applied.delivery().spent()).isLessThan(most).isGreaterThan(LedgerAmount.ZERO);
    watch.assertBetaGot(w.euro(), TEN);
    watch.assertAlphaLost(w.dollar(), applied.delivery().spent());
  }

  @Test
  default void movesNothingWhenThePriceIsAboveTheLimit() {
    World w = world();
    Watch watch = new Watch(w);
    SignedTransaction signed =
        sign(
            w,
            order(w, Quote.Mode.STRICT_RECEIVE, new LedgerAmount(5), TEN, w.beta().ourAccount()));
    assertThat(w.alpha().submit(signed)).isEqualTo(new Submission.Accepted());
    assertThat(watch.outcomes(1))
        .containsExactly(new Outcome.Failed(signed.hash(), "op_over_source_max"));
    release(w, w.alpha(), signed, true);
    watch.assertAlphaLost(w.dollar(), LedgerAmount.ZERO);
    assertThat(watch.betaArrivalsNow()).isEmpty();
  }

  @Test
  default void movesNothingWhenTheBooksGiveTooLittle() {
    World w = world();
    Watch watch = new Watch(w);
    SignedTransaction signed =
        sign(
            w,
            order(
                w, Quote.Mode.STRICT_SEND, TEN, LedgerAmount.parse("1000"), w.beta().ourAccount()));
    w.alpha().submit(signed);
    assertThat(watch.outcomes(1))
        .containsExactly(new Outcome.Failed(signed.hash(), "op_under_dest_min"));
    release(w, w.alpha(), signed, true);
    watch.assertAlphaLost(w.dollar(), LedgerAmount.ZERO);
  }

  @Test
  default void neverAppliesWhatExpired() {
    World w = world();
    Watch watch = new Watch(w);
    Instant bound = w.alpha().latestClose().minusSeconds(5);
    SignedTransaction late = sign(w, order(w, same(w.dollar(), TEN), w.stranger(), bound));
    assertThat(late.validUntil()).isBefore(w.alpha().latestClose());
    assertThat(w.alpha().submit(late)).isEqualTo(new Submission.Refused("tx_too_late"));
    release(w, w.alpha(), late, false);
    SignedTransaction next = sign(w, payment(w, TEN));
    w.alpha().submit(next);
    assertThat(watch.outcomes(1)).extracting(Outcome::hash).containsExactly(next.hash());
    release(w, w.alpha(), next, true);
    assertThat(w.alpha().outcome(late.hash())).isEmpty();
    watch.assertAlphaLost(w.dollar(), TEN);
  }

  @Test
  default void paysOnceWhenTheSameBytesAreHandedOverAgain() {
    World w = world();
    Watch watch = new Watch(w);
    SignedTransaction signed = sign(w, payment(w, TEN));
    assertThat(w.alpha().submitAll(List.of(signed, signed)))
        .containsExactly(new Submission.Accepted(), new Submission.Accepted());
    assertThat(w.secondAlpha().submit(signed)).isEqualTo(new Submission.Accepted());
    assertThat(watch.outcomes(1)).hasSize(1);
    assertThat(w.alpha().submit(signed)).isEqualTo(new Submission.Accepted());
    release(w, w.alpha(), signed, true);
    SignedTransaction next = sign(w, payment(w, TEN));
    w.alpha().submit(next);
    assertThat(watch.outcomes(1)).extracting(Outcome::hash).containsExactly(next.hash());
    release(w, w.alpha(), next, true);
    watch.assertAlphaLost(w.dollar(), TEN.plus(TEN));
    watch.assertBetaGot(w.dollar(), TEN.plus(TEN));
  }

  /**
   * Signs one payment of eleven per channel. Not of ten: the same order with the same number gives
   * the same bytes, which are no new transaction.
   */
  static List<SignedTransaction> signAll(World w) {
    List<Order> orders = new ArrayList<>();
    for (int i = 0; i < World.CHANNELS; i++) {
      orders.add(payment(w, ELEVEN));
    }
    return sign(w, w.alpha(), orders);
  }

  @Test
  default void signsAsManyAsThereAreFreeChannels() {
    World w = world();
    List<Order> orders = new ArrayList<>();
    for (int i = 0; i < World.CHANNELS + 3; i++) {
      orders.add(payment(w, TEN));
    }
    List<SignedTransaction> signed = sign(w, w.alpha(), orders);
    assertThat(signed).hasSize(World.CHANNELS);
    assertThat(signed).extracting(SignedTransaction::channel).doesNotHaveDuplicates();
    assertThat(sign(w, w.alpha(), orders)).isEmpty();
    assertThat(sign(w, w.secondAlpha(), orders)).isEmpty();
    release(w, w.alpha(), signed, false);
    List<SignedTransaction> again = sign(w, w.secondAlpha(), orders.subList(0, 2));
    assertThat(again).hasSize(2);
    release(w, w.secondAlpha(), again, false);
  }

  @Test
  default void settlesABatchInParallelChannels() {
    World w = world();
    Watch watch = new Watch(w);
    List<Order> orders = new ArrayList<>();
    for (int i = 0; i < World.CHANNELS; i++) {
      orders.add(payment(w, new LedgerAmount(1_000_000L + i)));
    }
    List<SignedTransaction> signed = sign(w, w.alpha(), orders);
    assertThat(w.alpha().submitAll(signed))
        .hasSize(World.CHANNELS)
        .allMatch(new Submission.Accepted()::equals);
    List<Outcome> outcomes = watch.outcomes(World.CHANNELS);
    release(w, w.alpha(), signed, true);
    assertThat(outcomes)
        .allMatch(Outcome.Applied.class::isInstance)
        .extracting(Outcome::hash)
        .containsExactlyInAnyOrderElementsOf(signed.stream().map(SignedTransaction::hash).toList());
    assertThat(watch.betaArrivals(World.CHANNELS))
        .extracting(Arrival::amount)
        .containsExactlyInAnyOrderElementsOf(
            orders.stream().map(order -> order.quote().sendAmount()).toList());
  }

  @Test
  default void showsTwoObserversTheSame() {
    World w = world();
    Watch watch = new Watch(w);
    String cursor = watch.outcomeCursor;
    for (int i = 0; i < 3; i++) {
      SignedTransaction signed = sign(w, payment(w, new LedgerAmount(100 + i)));
      w.alpha().submit(signed);
      watch.outcomes(1);
      release(w, w.alpha(), signed, true);
    }
    Page<Outcome> one = w.alpha().outcomes(cursor);
    Page<Outcome> two = w.secondAlpha().outcomes(cursor);
    assertThat(one).isEqualTo(two);
    assertThat(one.items()).hasSize(3);
    assertThat(w.alpha().outcomes(one.cursor()).items()).isEmpty();
    assertThat(w.alpha().outcomes(one.cursor()).cursor()).isEqualTo(one.cursor());
  }

  @Test
  default void releasesTwiceWithoutSpendingTwice() {
    World w = world();
    Watch watch = new Watch(w);
    SignedTransaction signed = sign(w, payment(w, TEN));
    w.alpha().submit(signed);
    watch.outcomes(1);
    release(w, w.alpha(), signed, true);
    release(w, w.secondAlpha(), signed, true);
    List<SignedTransaction> all = signAll(w);
    assertThat(all).hasSize(World.CHANNELS);
    assertThat(w.alpha().submitAll(all)).allMatch(new Submission.Accepted()::equals);
    watch.outcomes(World.CHANNELS);
    assertThatCode(() -> release(w, w.alpha(), all, true)).doesNotThrowAnyException();
  }

  /** Follows Alpha's and Beta's streams from where they end when it is made. */
  final class Watch {
    private final World w;
    private final LedgerAmount alphaDollars;
    private final LedgerAmount alphaEuros;
    private final LedgerAmount betaDollars;
    private final LedgerAmount betaEuros;
    private String outcomeCursor;
    private String alphaCursor;
    private String betaCursor;

    Watch(World w) {
      this.w = w;
      outcomeCursor = end(w.alpha()::outcomes);
      alphaCursor = end(w.alpha()::arrivals);
      betaCursor = end(w.beta()::arrivals);
      alphaDollars = w.alpha().balance(w.dollar());
      alphaEuros = w.alpha().balance(w.euro());
      betaDollars = w.beta().balance(w.dollar());
      betaEuros = w.beta().balance(w.euro());
    }

    private static <T> String end(Function<String, Page<T>> stream) {
      String cursor = "0";
      while (true) {
        Page<T> page = stream.apply(cursor);
        if (page.cursor().equals(cursor)) {
          return cursor;
        }
        cursor = page.cursor();
      }
    }

    List<Outcome> outcomes(int count) {
      List<Outcome> items = new ArrayList<>();
      outcomeCursor = await(w.alpha()::outcomes, outcomeCursor, items, count);
      return items;
    }

    List<Arrival> alphaArrivals(int count) {
      List<Arrival> items = new ArrayList<>();
      alphaCursor = await(w.alpha()::arrivals, alphaCursor, items, count);
      return items;
    }

    List<Arrival> betaArrivals(int count) {
      List<Arrival> items = new ArrayList<>();
      betaCursor = await(w.beta()::arrivals, betaCursor, items, count);
      return items;
    }

    List<Arrival> betaArrivalsNow() {
      return w.beta().arrivals(betaCursor).items();
    }

    void assertAlphaLost(Asset asset, LedgerAmount amount) {
      LedgerAmount before = asset.equals(w.dollar()) ? alphaDollars : alphaEuros;
      assertThat(w.alpha().balance(asset).plus(amount)).isEqualTo(before);
    }

    void assertBetaGot(Asset asset, LedgerAmount amount) {
      LedgerAmount before = asset.equals(w.dollar()) ? betaDollars : betaEuros;
      assertThat(w.beta().balance(asset)).isEqualTo(before.plus(amount));
    }

    private <T> String await(
        Function<String, Page<T>> stream, String from, List<T> items, int count) {
      String cursor = from;
      long deadline = System.nanoTime() + AWAIT_MAX.toNanos();
      while (items.size() < count && System.nanoTime() < deadline) {
        Page<T> page = stream.apply(cursor);
        items.addAll(page.items());
        cursor = page.cursor();
        w.letTimePass();
      }
      assertThat(items).hasSize(count);
      return cursor;
    }
  }

  static void release(
      World w, SettlementLedger ledger, SignedTransaction transaction, boolean used) {
    release(w, ledger, List.of(transaction), used);
  }

  static void release(
      World w, SettlementLedger ledger, List<SignedTransaction> transactions, boolean used) {
    w.in(
        () -> {
          ledger.releaseAll(transactions, used);
          return used;
        });
  }

  static List<SignedTransaction> sign(World w, SettlementLedger ledger, List<Order> orders) {
    return w.in(() -> ledger.sign(orders));
  }

  static SignedTransaction sign(World w, Order order) {
    List<SignedTransaction> signed = sign(w, w.alpha(), List.of(order));
    assertThat(signed).as("a free channel").hasSize(1);
    return signed.getFirst();
  }

  static Order payment(World w, LedgerAmount amount) {
    return order(w, same(w.dollar(), amount), w.beta().ourAccount(), soon(w));
  }

  static Order order(
      World w,
      Quote.Mode mode,
      LedgerAmount send,
      LedgerAmount deliver,
      LedgerAddress destination) {
    Quote quote = new Quote(mode, w.dollar(), send, w.euro(), deliver, List.of(), deliver, soon(w));
    return order(w, quote, destination, soon(w));
  }

  static Order order(World w, Quote quote, LedgerAddress destination, Instant validUntil) {
    Optional<Asset> dollar = w.alpha().asset(java.util.Currency.getInstance("USD"));
    assertThat(dollar).contains(w.dollar());
    return new Order(
        new Uetr("6f1e2d3c-4b5a-4789-8abc-def012345678"), quote, destination, memo(1), validUntil);
  }

  static Quote same(Asset asset, LedgerAmount amount) {
    return new Quote(
        Quote.Mode.STRICT_SEND,
        asset,
        amount,
        asset,
        amount,
        List.of(),
        amount,
        Instant.parse("2100-01-01T00:00:00Z"));
  }

  static Instant soon(World w) {
    return w.alpha().latestClose().plusSeconds(60);
  }

  static String memo(int n) {
    byte[] hash = new byte[32];
    hash[31] = (byte) n;
    return HexFormat.of().formatHex(hash);
  }
}
