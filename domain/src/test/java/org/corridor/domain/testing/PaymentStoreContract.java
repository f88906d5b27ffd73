package org.corridor.domain.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.corridor.domain.book.BookAccount;
import org.corridor.domain.book.JournalEntry;
import org.corridor.domain.message.InboundMessage;
import org.corridor.domain.money.LedgerAmount;
import org.corridor.domain.money.Money;
import org.corridor.domain.payment.ChargeBearer;
import org.corridor.domain.payment.CreditTransfer;
import org.corridor.domain.payment.Payment;
import org.corridor.domain.payment.PaymentState;
import org.corridor.domain.payment.PaymentStore;
import org.corridor.domain.payment.PaymentStore.Acceptance;
import org.corridor.domain.payment.Transition;
import org.corridor.domain.payment.Uetr;
import org.corridor.domain.settlement.LedgerTotals;
import org.junit.jupiter.api.Test;

/** What every store of payments must do. */
public interface PaymentStoreContract {
  /** Empty stores, fresh for each test. */
  Stores stores();

  private static List<Acceptance> accept(Stores s, InboundMessage... messages) {
    return s.work().in(() -> s.payments().accept(List.of(messages)));
  }

  private static void advance(Stores s, int n, PaymentState... states) {
    for (PaymentState after : states) {
      s.work()
          .run(
              () -> {
                Payment<?> payment = s.payments().take(Samples.uetr(n)).orElseThrow();
                s.payments()
                    .advance(List.of(Transition.of(payment, after, Samples.NOON, "contract")));
              });
    }
  }

  private static <S extends PaymentState> List<Uetr> taken(
      Stores s, Class<S> state, int max, Instant now) {
    return s.work()
        .in(() -> s.payments().take(state, max, now).stream().map(Payment::uetr).toList());
  }

  @Test
  default void acceptsAMessageWithItsPaymentsAndTheirJournal() {
    Stores s = stores();
    assertThat(accept(s, Samples.message("K-1", 1, 2))).containsExactly(new Acceptance.Accepted());
    List<Payment<PaymentState.Received>> taken =
        s.work().in(() -> s.payments().take(PaymentState.Received.class, 10, Samples.NOON));
    assertThat(taken)
        .extracting(Payment::uetr)
        .containsExactlyInAnyOrder(Samples.uetr(1), Samples.uetr(2));
    Payment<PaymentState.Received> first =
        taken.stream().filter(p -> p.uetr().equals(Samples.uetr(1))).findFirst().orElseThrow();
    assertThat(first.transfer())
        .isEqualTo(Samples.transfer(1, "K-1", Money.of("100.00", "USD"), null, ChargeBearer.SHAR));
    assertThat(first.messageKey()).isEqualTo("K-1");
    assertThat(first.enteredBy()).isEqualTo("alpha-core");
    assertThat(first.receivedAt()).isEqualTo(Samples.NOON);
    assertThat(first.tries()).isZero();
    assertThat(s.work().in(() -> s.books().balances(BookAccount.Kind.IN_FLIGHT)).values())
        .containsExactly(Money.of("-200.00", "USD"));
  }

  @Test
  default void tellsARepetitionAndKeepsTheOriginal() {
    Stores s = stores();
    accept(s, Samples.message("K-1", 1));
    assertThat(accept(s, Samples.message("K-1", 1)))
        .containsExactly(new Acceptance.Repeated("K-1"));
    assertThat(taken(s, PaymentState.Received.class, 10, Samples.NOON)).hasSize(1);
    assertThat(s.work().in(() -> s.books().balances(BookAccount.Kind.IN_FLIGHT)).values())
        .containsExactly(Money.of("-100.00", "USD"));
  }

  @Test
  default void tellsARepetitionInsideOneBatch() {
    Stores s = stores();
    assertThat(
            accept(
                s, Samples.message("K-1", 1), Samples.message("K-1", 1), Samples.message("K-2", 2)))
        .containsExactly(
            new Acceptance.Accepted(), new Acceptance.Repeated("K-1"), new Acceptance.Accepted());
    assertThat(taken(s, PaymentState.Received.class, 10, Samples.NOON)).hasSize(2);
  }

  @Test
  default void theSameBytesAreARepetitionWhateverIsMadeOfThem() {
    Stores s = stores();
    CreditTransfer monday =
        Samples.transfer(1, "K-1", Money.of("100.00", "USD"), null, ChargeBearer.SHAR);
    CreditTransfer tuesday =
        Samples.transfer(1, "K-1", Money.of("100.01", "USD"), null, ChargeBearer.SHAR);
    accept(s, Samples.message("K-1", "the same bytes", monday));
    assertThat(accept(s, Samples.message("K-1", "the same bytes", tuesday)))
        .containsExactly(new Acceptance.Repeated("K-1"));
  }

  @Test
  default void namesTheFieldInWhichAKnownKeyDiffers() {
    Stores s = stores();
    CreditTransfer original =
        Samples.transfer(1, "K-1", Money.of("100.00", "USD"), null, ChargeBearer.SHAR);
    CreditTransfer changed =
        Samples.transfer(1, "K-1", Money.of("100.01", "USD"), null, ChargeBearer.SHAR);
    accept(s, Samples.message("K-1", "t-1", original));
    assertThat(accept(s, Samples.message("K-1", "t-2", changed)))
        .containsExactly(new Acceptance.Conflicting("settlementAmount"));
    assertThat(s.work().in(() -> s.payments().take(Samples.uetr(1))).orElseThrow().transfer())
        .isEqualTo(original);
  }

  @Test
  default void tellsAConflictWhenAUetrIsUsedAgainByAnotherMessage() {
    Stores s = stores();
    accept(s, Samples.message("K-1", 1));
    assertThat(accept(s, Samples.message("K-2", 2, 1)))
        .first()
        .isInstanceOf(Acceptance.Conflicting.class);
    assertThat(s.work().in(() -> s.payments().take(Samples.uetr(2)))).isEmpty();
  }

  @Test
  default void takesOnlyTheStateAskedForAndNoMoreThanAskedFor() {
    Stores s = stores();
    accept(s, Samples.message("K-1", 1, 2, 3));
    advance(s, 2, Samples.resolved(2));
    assertThat(taken(s, PaymentState.Resolved.class, 10, Samples.NOON))
        .containsExactly(Samples.uetr(2));
    assertThat(taken(s, PaymentState.Received.class, 1, Samples.NOON)).hasSize(1);
  }

  @Test
  default void keepsEveryStateAsItIs() {
    Stores s = stores();
    accept(s, Samples.message("K-1", 1));
    for (PaymentState state :
        List.of(
            Samples.resolved(1),
            Samples.held(1),
            Samples.cleared(1),
            Samples.agreed(1),
            new PaymentState.Agreed(
                Samples.cleared(1), Samples.agreed(1).agreement(), 2, "approver"),
            Samples.awaitingApproval(1),
            Samples.quoted(1),
            Samples.signed(1),
            Samples.submitted(1),
            Samples.settled(1))) {
      advance(s, 1, state);
      assertThat(s.work().in(() -> s.payments().take(Samples.uetr(1))).orElseThrow().state())
          .isEqualTo(state);
    }
  }

  @Test
  default void booksTheJournalOfAStep() {
    Stores s = stores();
    accept(s, Samples.message("K-1", 1));
    JournalEntry entry =
        JournalEntry.move(
            "step/1",
            Samples.uetr(1).value(),
            Samples.NOON,
            new BookAccount(BookAccount.Kind.IN_FLIGHT, "IN_FLIGHT", Samples.USD),
            new BookAccount(BookAccount.Kind.FEE, "FEE", Samples.USD),
            Money.of("1.00", "USD"));
    s.work()
        .run(
            () ->
                s.payments()
                    .advance(
                        List.of(
                            new Transition(
                                s.payments().take(Samples.uetr(1)).orElseThrow(),
                                Samples.resolved(1),
                                Samples.NOON,
                                "contract",
                                List.of(entry)))));
    assertThat(s.work().in(() -> s.books().find("step/1"))).contains(entry);
  }

  @Test
  default void forgetsStepAndJournalTogetherWhenTheWorkFails() {
    Stores s = stores();
    accept(s, Samples.message("K-1", 1));
    assertThatThrownBy(
            () ->
                s.work()
                    .run(
                        () -> {
                          Payment<?> p = s.payments().take(Samples.uetr(1)).orElseThrow();
                          s.payments()
                              .advance(
                                  List.of(
                                      Transition.of(
                                          p, Samples.resolved(1), Samples.NOON, "contract")));
                          throw new IllegalArgumentException("work failed");
                        }))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(taken(s, PaymentState.Received.class, 10, Samples.NOON)).hasSize(1);
  }

  @Test
  default void countsTriesAndGivesAPaymentAgainWhenItIsDue() {
    Stores s = stores();
    accept(s, Samples.message("K-1", 1));
    for (int i = 0; i < 2; i++) {
      s.work()
          .run(
              () ->
                  s.payments()
                      .retryLater(
                          List.of(s.payments().take(Samples.uetr(1)).orElseThrow()),
                          Samples.NOON.plusSeconds(30),
                          "directory away"));
    }
    assertThat(taken(s, PaymentState.Received.class, 10, Samples.NOON.plusSeconds(29))).isEmpty();
    var later =
        s.work()
            .in(
                () ->
                    s.payments()
                        .take(PaymentState.Received.class, 10, Samples.NOON.plusSeconds(30)));
    assertThat(later).extracting(Payment::tries).containsExactly(2);
    advance(s, 1, Samples.resolved(1));
    var next = s.work().in(() -> s.payments().take(PaymentState.Resolved.class, 10, Samples.NOON));
    assertThat(next).extracting(Payment::tries).containsExactly(0);
  }

  @Test
  default void takesSignedAndSubmittedPaymentsByTheirTransaction() {
    Stores s = stores();
    accept(s, Samples.message("K-1", 1, 2, 3));
    advance(s, 1, Samples.signed(1));
    advance(s, 2, Samples.signed(2), Samples.submitted(2));
    advance(s, 3, Samples.signed(3), Samples.submitted(3), Samples.settled(3));
    List<String> hashes =
        List.of(
            Samples.signedTransaction(1).hash(),
            Samples.signedTransaction(2).hash(),
            Samples.signedTransaction(3).hash(),
            Samples.hash(99));
    List<Payment<?>> found = s.work().in(() -> s.payments().takeByTransaction(hashes));
    assertThat(found)
        .extracting(p -> p.state().name())
        .containsExactlyInAnyOrder("Signed", "Submitted");
    assertThat(found)
        .extracting(p -> p.uetr().value())
        .isSorted()
        .containsExactlyInAnyOrder(Samples.uetr(1).value(), Samples.uetr(2).value());
    assertThat(s.work().in(() -> s.payments().ofTransaction(Samples.signedTransaction(3).hash())))
        .contains(Samples.uetr(3));
    assertThat(s.work().in(() -> s.payments().ofTransaction(Samples.hash(99)))).isEmpty();
  }

  @Test
  default void forgetsTheTransactionOfAnEarlierAttempt() {
    Stores s = stores();
    accept(s, Samples.message("K-1", 1));
    advance(s, 1, Samples.signed(1), Samples.submitted(1), Samples.agreed(1));
    List<String> first = List.of(Samples.signedTransaction(1).hash());
    assertThat(s.work().in(() -> s.payments().takeByTransaction(first))).isEmpty();
    advance(s, 1, new PaymentState.Signed(Samples.quoted(1), Samples.signedTransaction(7)));
    assertThat(s.work().in(() -> s.payments().takeByTransaction(first))).isEmpty();
    assertThat(
            s.work()
                .in(
                    () ->
                        s.payments()
                            .takeByTransaction(List.of(Samples.signedTransaction(7).hash()))))
        .hasSize(1);
  }

  @Test
  default void takesOnlySubmittedPaymentsThatExpiredBefore() {
    Stores s = stores();
    accept(s, Samples.message("K-1", 1, 2));
    advance(s, 1, Samples.signed(1), Samples.submitted(1));
    advance(s, 2, Samples.signed(2));
    Instant bound = Samples.signedTransaction(1).validUntil();
    assertThat(s.work().in(() -> s.payments().takeExpired(bound, 10))).isEmpty();
    assertThat(s.work().in(() -> s.payments().takeExpired(bound.plusMillis(1), 10)))
        .extracting(Payment::uetr)
        .containsExactly(Samples.uetr(1));
  }

  @Test
  default void givesAPaymentToOneTakerOnly() throws InterruptedException {
    Stores s = stores();
    accept(s, Samples.message("K-1", 1, 2, 3, 4, 5, 6, 7, 8));
    List<Uetr> moved = Collections.synchronizedList(new ArrayList<>());
    Runnable taker =
        () -> {
          for (int i = 0; i < 20; i++) {
            s.work()
                .run(
                    () -> {
                      var batch = s.payments().take(PaymentState.Received.class, 3, Samples.NOON);
                      s.payments()
                          .advance(
                              batch.stream()
                                  .map(
                                      p ->
                                          Transition.of(
                                              p, Samples.resolved(1), Samples.NOON, "contract"))
                                  .toList());
                      batch.forEach(p -> moved.add(p.uetr()));
                    });
          }
        };
    List<Thread> threads = List.of(new Thread(taker), new Thread(taker), new Thread(taker));
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(moved).hasSize(8);
    assertThat(Set.copyOf(moved)).hasSize(8);
  }

  @Test
  default void acceptsAKeyOnceWhenManyWriteItAtATime() throws InterruptedException {
    Stores s = stores();
    List<Acceptance> told = Collections.synchronizedList(new ArrayList<>());
    Runnable writer = () -> told.addAll(accept(s, Samples.message("K-1", 1)));
    List<Thread> threads = List.of(new Thread(writer), new Thread(writer), new Thread(writer));
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(told).hasSize(3);
    assertThat(told.stream().filter(a -> a instanceof PaymentStore.Acceptance.Accepted)).hasSize(1);
  }

  @Test
  default void totalsWhatSettledPaymentsSpent() {
    Stores s = stores();
    accept(s, Samples.message("K-1", 1, 2, 3));
    advance(s, 1, Samples.settled(1));
    advance(s, 2, Samples.settled(2));
    advance(s, 3, Samples.submitted(3));
    assertThat(s.work().in(() -> s.totals().totals()))
        .containsExactly(
            new LedgerTotals.Total(
                Samples.asset("USD"),
                LedgerAmount.ZERO,
                LedgerAmount.parse("200"),
                LedgerAmount.ZERO,
                2));
  }
}
