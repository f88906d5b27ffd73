package org.corridor.domain.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.corridor.domain.book.BookAccount;
import org.corridor.domain.book.JournalEntry;
import org.corridor.domain.money.Money;
import org.junit.jupiter.api.Test;

/** What every book of journals must do. */
public interface BooksContract {
  /** Empty stores, fresh for each test. */
  Stores stores();

  /** A journal of 10.00 from Alpha's account into flight. */
  private static JournalEntry entry(String id, String amount, String currency) {
    Money money = Money.of(amount, currency);
    return JournalEntry.move(
        id,
        Samples.uetr(1).value(),
        Samples.NOON,
        new BookAccount(BookAccount.Kind.VOSTRO, "ALPHGB2L", money.currency()),
        new BookAccount(BookAccount.Kind.IN_FLIGHT, "IN_FLIGHT", money.currency()),
        money);
  }

  @Test
  default void sumsDebitsLessCreditsPerAccount() {
    Stores s = stores();
    s.work()
        .run(
            () ->
                s.books()
                    .book(
                        List.of(
                            entry("a", "10.00", "USD"),
                            entry("b", "2.50", "USD"),
                            entry("c", "7", "JPY"))));
    var vostro = s.work().in(() -> s.books().balances(BookAccount.Kind.VOSTRO));
    assertThat(vostro.values())
        .containsExactlyInAnyOrder(Money.of("12.50", "USD"), Money.of("7", "JPY"));
    var inFlight = s.work().in(() -> s.books().balances(BookAccount.Kind.IN_FLIGHT));
    assertThat(inFlight.values())
        .containsExactlyInAnyOrder(Money.of("-12.50", "USD"), Money.of("-7", "JPY"));
  }

  @Test
  default void booksAJournalOnce() {
    Stores s = stores();
    s.work().run(() -> s.books().book(List.of(entry("a", "10.00", "USD"))));
    s.work()
        .run(
            () ->
                s.books()
                    .book(
                        List.of(
                            entry("a", "99.00", "USD"),
                            entry("b", "1.00", "USD"),
                            entry("b", "1.00", "USD"))));
    assertThat(s.work().in(() -> s.books().balances(BookAccount.Kind.VOSTRO)).values())
        .containsExactly(Money.of("11.00", "USD"));
  }

  @Test
  default void findsAJournalAsItWasBooked() {
    Stores s = stores();
    JournalEntry entry = entry("a", "10.00", "USD");
    s.work().run(() -> s.books().book(List.of(entry)));
    assertThat(s.work().in(() -> s.books().find("a"))).contains(entry);
    assertThat(s.work().in(() -> s.books().find("b"))).isEmpty();
  }

  @Test
  default void balancesToZeroInEveryCurrency() {
    Stores s = stores();
    assertThat(s.work().in(() -> s.books().trialBalance())).allMatch(Money::isZero);
    s.work().run(() -> s.books().book(List.of(entry("a", "10.00", "USD"), entry("c", "7", "JPY"))));
    assertThat(s.work().in(() -> s.books().trialBalance())).hasSize(2).allMatch(Money::isZero);
  }

  @Test
  default void hasNoBalancesOfAKindThatWasNeverUsed() {
    Stores s = stores();
    assertThat(s.work().in(() -> s.books().balances(BookAccount.Kind.FEE))).isEmpty();
  }
}
