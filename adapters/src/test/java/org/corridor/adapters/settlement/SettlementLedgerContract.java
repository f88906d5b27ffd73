package org.corridor.adapters.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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

    /** An account that holds nothing but the native asset. */
    LedgerAddress stranger();

    /** Has a third account pay Alpha, and returns when a ledger closed on it. */
    void payAlpha(Asset asset, LedgerAmount amount, Memo memo);

    /** Makes what Alpha believes of a channel's sequence number wrong. */
    void spoil(SignedTransaction transaction);
  }

  /** The kinds of memo. */
  sealed interface Memo {
    record None() implements Memo {}

    record Text(String text) implements Memo {}

    record Id(long id) implements Memo {}

    record Hash(String hex) implements Memo {}

    record Return(String hex) implements Memo {}

    /** None, but the address paid to is multiplexed. */
    record MuxedAddress(long id) implements Memo {}
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
    w.alpha().release(signed, true);
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
    w.alpha().release(signed, true);
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
    w.alpha().release(signed, true);
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
    w.alpha().release(signed, true);
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
    w.alpha().release(signed, true);
    watch.assertAlphaLost(w.dollar(), LedgerAmount.ZERO);
  }

  @Test
  default void movesNothingToWhoDoesNotTrustTheAsset() {
    World w = world();
    Watch watch = new Watch(w);
    SignedTransaction signed = sign(w, order(w, same(w.dollar(), TEN), w.stranger(), soon(w)));
    w.alpha().submit(signed);
    assertThat(watch.outcomes(1)).containsExactly(new Outcome.Failed(signed.hash(), "op_no_trust"));
    w.alpha().release(signed, true);
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
    w.alpha().release(late, false);
    SignedTransaction next = sign(w, payment(w, TEN));
    w.alpha().submit(next);
    assertThat(watch.outcomes(1)).extracting(Outcome::hash).containsExactly(next.hash());
    w.alpha().release(next, true);
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
    w.alpha().release(signed, true);
    SignedTransaction next = sign(w, payment(w, TEN));
    w.alpha().submit(next);
    assertThat(watch.outcomes(1)).extracting(Outcome::hash).containsExactly(next.hash());
    w.alpha().release(next, true);
    watch.assertAlphaLost(w.dollar(), TEN.plus(TEN));
    watch.assertBetaGot(w.dollar(), TEN.plus(TEN));
  }

  @Test
  default void findsTheRightNumberAgainAfterABadOne() {
    World w = world();
    Watch watch = new Watch(w);
    SignedTransaction first = sign(w, payment(w, TEN));
    w.alpha().submit(first);
    watch.outcomes(1);
    w.alpha().release(first, true);
    w.spoil(first);
    List<SignedTransaction> all = signAll(w);
    SignedTransaction bad =
        all.stream().filter(t -> t.channel().equals(first.channel())).findFirst().orElseThrow();
    assertThat(w.alpha().submit(bad)).isEqualTo(new Submission.Refused("tx_bad_seq"));
    w.alpha().releaseAll(all, false);
    List<SignedTransaction> again = new ArrayList<>(signAll(w));
    SignedTransaction good =
        again.stream().filter(t -> t.channel().equals(first.channel())).findFirst().orElseThrow();
    assertThat(w.alpha().submit(good)).isEqualTo(new Submission.Accepted());
    assertThat(watch.outcomes(1)).extracting(Outcome::hash).containsExactly(good.hash());
    w.alpha().release(good, true);
    again.remove(good);
    w.alpha().releaseAll(again, false);
    watch.assertAlphaLost(w.dollar(), TEN.plus(TEN));
  }

  private static List<SignedTransaction> signAll(World w) {
    List<Order> orders = new ArrayList<>();
    for (int i = 0; i < World.CHANNELS; i++) {
      orders.add(payment(w, TEN));
    }
    return w.alpha().sign(orders);
  }

  @Test
  default void signsAsManyAsThereAreFreeChannels() {
    World w = world();
    List<Order> orders = new ArrayList<>();
    for (int i = 0; i < World.CHANNELS + 3; i++) {
      orders.add(payment(w, TEN));
    }
    List<SignedTransaction> signed = w.alpha().sign(orders);
    assertThat(signed).hasSize(World.CHANNELS);
    assertThat(signed).extracting(SignedTransaction::channel).doesNotHaveDuplicates();
    assertThat(w.alpha().sign(orders)).isEmpty();
    assertThat(w.secondAlpha().sign(orders)).isEmpty();
    w.alpha().releaseAll(signed, false);
    List<SignedTransaction> again = w.secondAlpha().sign(orders.subList(0, 2));
    assertThat(again).hasSize(2);
    w.secondAlpha().releaseAll(again, false);
  }

  @Test
  default void settlesABatchInParallelChannels() {
    World w = world();
    Watch watch = new Watch(w);
    List<Order> orders = new ArrayList<>();
    for (int i = 0; i < World.CHANNELS; i++) {
      orders.add(payment(w, new LedgerAmount(1_000_000L + i)));
    }
    List<SignedTransaction> signed = w.alpha().sign(orders);
    assertThat(w.alpha().submitAll(signed))
        .hasSize(World.CHANNELS)
        .allMatch(new Submission.Accepted()::equals);
    List<Outcome> outcomes = watch.outcomes(World.CHANNELS);
    w.alpha().releaseAll(signed, true);
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
  default void tellsArrivalsWithEachKindOfMemo() {
    World w = world();
    Watch watch = new Watch(w);
    w.payAlpha(w.dollar(), new LedgerAmount(11), new Memo.None());
    w.payAlpha(w.dollar(), new LedgerAmount(12), new Memo.Text("invoice 7"));
    w.payAlpha(w.dollar(), new LedgerAmount(13), new Memo.Id(4711));
    w.payAlpha(w.euro(), new LedgerAmount(14), new Memo.Hash(memo(7)));
    w.payAlpha(w.euro(), new LedgerAmount(15), new Memo.Return(memo(8)));
    w.payAlpha(w.dollar(), new LedgerAmount(16), new Memo.MuxedAddress(420));
    assertThat(watch.alphaArrivals(6))
        .extracting(a -> a.amount().stroops(), Arrival::memoHash, Arrival::memoText)
        .containsExactly(
            tuple(11L, "", ""),
            tuple(12L, "", "invoice 7"),
            tuple(13L, "", "4711"),
            tuple(14L, memo(7), ""),
            tuple(15L, "", "return " + memo(8)),
            tuple(16L, "", "420"));
  }

  @Test
  default void neverTakesTheNativeAssetForCredit() {
    World w = world();
    Watch watch = new Watch(w);
    LedgerAmount dollars = w.alpha().balance(w.dollar());
    w.payAlpha(Asset.NATIVE, TEN, new Memo.Hash(memo(9)));
    Arrival arrival = watch.alphaArrivals(1).getFirst();
    assertThat(arrival.asset()).isEqualTo(Asset.NATIVE);
    assertThat(arrival.asset().isNative()).isTrue();
    assertThat(w.alpha().balance(w.dollar())).isEqualTo(dollars);
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
      w.alpha().release(signed, true);
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
    w.alpha().release(signed, true);
    w.secondAlpha().release(signed, true);
    List<SignedTransaction> all = signAll(w);
    assertThat(all).hasSize(World.CHANNELS);
    assertThat(w.alpha().submitAll(all)).allMatch(new Submission.Accepted()::equals);
    watch.outcomes(World.CHANNELS);
    assertThatCode(() -> w.alpha().releaseAll(all, true)).doesNotThrowAnyException();
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

    private static <T> String await(
        Function<String, Page<T>> stream, String from, List<T> items, int count) {
      String cursor = from;
      long deadline = System.nanoTime() + AWAIT_MAX.toNanos();
      while (items.size() < count && System.nanoTime() < deadline) {
        Page<T> page = stream.apply(cursor);
        items.addAll(page.items());
        cursor = page.cursor();
        pause();
      }
      assertThat(items).hasSize(count);
      return cursor;
    }

    private static void pause() {
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static SignedTransaction sign(World w, Order order) {
    List<SignedTransaction> signed = w.alpha().sign(List.of(order));
    assertThat(signed).as("a free channel").hasSize(1);
    return signed.getFirst();
  }

  private static Order payment(World w, LedgerAmount amount) {
    return order(w, same(w.dollar(), amount), w.beta().ourAccount(), soon(w));
  }

  private static Order order(
      World w,
      Quote.Mode mode,
      LedgerAmount send,
      LedgerAmount deliver,
      LedgerAddress destination) {
    Quote quote = new Quote(mode, w.dollar(), send, w.euro(), deliver, List.of(), deliver, soon(w));
    return order(w, quote, destination, soon(w));
  }

  private static Order order(World w, Quote quote, LedgerAddress destination, Instant validUntil) {
    Optional<Asset> dollar = w.alpha().asset(java.util.Currency.getInstance("USD"));
    assertThat(dollar).contains(w.dollar());
    return new Order(
        new Uetr("6f1e2d3c-4b5a-4789-8abc-def012345678"), quote, destination, memo(1), validUntil);
  }

  private static Quote same(Asset asset, LedgerAmount amount) {
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

  private static Instant soon(World w) {
    return w.alpha().latestClose().plusSeconds(60);
  }

  private static String memo(int n) {
    byte[] hash = new byte[32];
    hash[31] = (byte) n;
    return HexFormat.of().formatHex(hash);
  }
}
