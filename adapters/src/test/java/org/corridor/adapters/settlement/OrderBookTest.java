package org.corridor.adapters.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.corridor.adapters.settlement.OrderBook.Fill;
import org.corridor.adapters.settlement.OrderBook.Level;
import org.junit.jupiter.api.Test;

class OrderBookTest {
  @Test
  void roundsForTheOfferThatStays() {
    OrderBook book = new OrderBook(List.of(new Level(1, 3, 1_000)));
    assertThat(book.receive(100)).contains(new Fill(34, 100));
    assertThat(book.send(33)).contains(new Fill(33, 99));
  }

  @Test
  void takesTheBestPriceFirst() {
    OrderBook book = new OrderBook(List.of(new Level(2, 1, 10), new Level(3, 1, 10)));
    assertThat(book.receive(15)).contains(new Fill(20 + 15, 15));
    assertThat(book.send(23)).contains(new Fill(23, 11));
  }

  @Test
  void hasNoPriceForMoreThanThereIs() {
    OrderBook book = new OrderBook(List.of(new Level(2, 1, 10)));
    assertThat(book.receive(11)).isEmpty();
    assertThat(book.send(21)).isEmpty();
    assertThat(new OrderBook(List.of()).send(1)).isEmpty();
  }

  @Test
  void doesNotPromiseTheSameOfferTwice() {
    OrderBook book = new OrderBook(List.of(new Level(2, 1, 10), new Level(3, 1, 10)));
    book.takeReceived(10);
    assertThat(book.receive(10)).contains(new Fill(30, 10));
    book.takeSent(15);
    assertThat(book.receive(5)).contains(new Fill(15, 5));
    assertThat(book.receive(6)).isEmpty();
  }

  @Property
  void aTakerNeverGetsMoreThanThePriceAllows(
      @ForAll @Size(min = 1, max = 4)
          List<@LongRange(min = 1, max = 1_000_000_000_000L) Long> amounts,
      @ForAll @IntRange(min = 1) int n,
      @ForAll @IntRange(min = 1) int d,
      @ForAll @LongRange(min = 1, max = 1_000_000_000_000L) long wanted) {
    List<Level> levels = amounts.stream().map(amount -> new Level(n, d, amount)).toList();
    OrderBook book = new OrderBook(levels);
    book.receive(wanted)
        .ifPresent(
            fill -> {
              assertThat(fill.get()).isGreaterThanOrEqualTo(wanted);
              // Whole offers round in the taker's favour, each by less than one stroop of either.
              double fair = (double) fill.get() * n / d;
              double slack = levels.size() * (1.0 + (double) n / d) + fair * 1e-9;
              assertThat((double) fill.give()).isBetween(fair - slack, fair + slack);
            });
  }

  @Property
  void sendingWhatReceivingCostsGetsAtLeastAsMuch(
      @ForAll @IntRange(min = 1, max = 1_000_000) int n,
      @ForAll @IntRange(min = 1, max = 1_000_000) int d,
      @ForAll @LongRange(min = 1, max = 1_000_000_000L) long wanted) {
    OrderBook book = new OrderBook(List.of(new Level(n, d, 2_000_000_000_000_000L)));
    Fill cost = book.receive(wanted).orElseThrow();
    assertThat(book.send(cost.give()).orElseThrow().get()).isGreaterThanOrEqualTo(wanted);
  }
}
