package org.corridor.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.corridor.adapters.persistence.Samples.NOW;
import static org.corridor.adapters.persistence.Samples.message;
import static org.corridor.adapters.persistence.Samples.uetr;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.corridor.domain.ReasonCode;
import org.corridor.domain.book.BookAccount;
import org.corridor.domain.message.AnswerType;
import org.corridor.domain.message.Channel;
import org.corridor.domain.message.Fault;
import org.corridor.domain.message.MessageType;
import org.corridor.domain.message.Outbox.Outgoing;
import org.corridor.domain.message.StatusReport;
import org.corridor.domain.money.Money;
import org.corridor.domain.payment.PaymentState;
import org.corridor.domain.payment.PaymentState.Received;
import org.corridor.domain.payment.PaymentState.Resolved;
import org.corridor.domain.payment.Uetr;
import org.corridor.domain.payment.query.PaymentQueries;
import org.corridor.domain.payment.query.PaymentQueries.Event;
import org.corridor.domain.payment.query.PaymentQueries.Page;
import org.corridor.domain.payment.query.PaymentQueries.Standing;
import org.corridor.domain.payment.query.PaymentQueries.StateCount;
import org.corridor.domain.payment.query.PaymentQueries.Step;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdbcPaymentQueriesTest extends StoresOnPostgres {
  private PaymentQueries queries;

  @BeforeEach
  void ask() {
    queries = stores.queries();
  }

  @Test
  void tellsAPaymentWithAllItsStates() {
    accept(1, 1);
    advanceAll(Received.class, Samples.resolved());
    advanceAll(Resolved.class, Samples.cleared());
    run(
        () ->
            stores
                .payments()
                .retryLater(
                    take(PaymentState.Cleared.class, 1), NOW.plusSeconds(3), "travel-rule"));

    PaymentQueries.Story story = queries.payment(uetr(1)).orElseThrow();
    assertThat(story.steps())
        .containsExactly(
            new Step(new Received(), NOW, "alpha-core"),
            new Step(Samples.resolved(), NOW, "test"),
            new Step(Samples.cleared(), NOW, "test"));
    assertThat(story.standing().payment().state()).isEqualTo(Samples.cleared());
    assertThat(story.standing().payment().tries()).isEqualTo(1);
    assertThat(story.standing().fault()).isEqualTo("travel-rule");
    assertThat(story.standing().notBefore()).isEqualTo(NOW.plusSeconds(3));
    assertThat(story.standing().channel()).isEqualTo(Channel.JMS);
    assertThat(queries.payment(uetr(9))).isEmpty();
  }

  @Test
  void pagesThroughAllPaymentsNewestFirst() {
    accept(1, 7);
    List<Uetr> seen = new ArrayList<>();
    String after = null;
    do {
      Page<Standing> page = queries.payments(null, after, 3);
      page.items().forEach(s -> seen.add(s.payment().uetr()));
      after = page.next();
    } while (after != null);
    assertThat(seen).containsExactly(uetr(7), uetr(6), uetr(5), uetr(4), uetr(3), uetr(2), uetr(1));
    assertThatThrownBy(() -> queries.payments(null, "x' or 1=1", 3))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void pagesThroughOneState() {
    accept(1, 5);
    run(
        () ->
            stores
                .payments()
                .advance(
                    take(Received.class, 2).stream()
                        .map(
                            p ->
                                org.corridor.domain.payment.Transition.of(
                                    p, Samples.rejected(), NOW, "test"))
                        .toList()));
    Page<Standing> rejected = queries.payments("Rejected", null, 1);
    assertThat(rejected.items()).extracting(s -> s.payment().uetr()).isEqualTo(List.of(uetr(2)));
    assertThat(queries.payments("Rejected", rejected.next(), 10).items())
        .extracting(s -> s.payment().uetr())
        .isEqualTo(List.of(uetr(1)));
    assertThat(queries.states())
        .contains(
            new StateCount("Received", 3, NOW),
            new StateCount("Rejected", 2, null),
            new StateCount("Settled", 0, null))
        .hasSize(PaymentState.class.getPermittedSubclasses().length);
  }

  @Test
  void tellsThePaymentsOfAMessageInItsOrder() {
    run(
        () ->
            stores
                .payments()
                .accept(
                    List.of(
                        message(
                            "k", Samples.transfer(3), Samples.transfer(1), Samples.transfer(2)))));
    assertThat(queries.paymentsOf("k", 1, 10))
        .extracting(s -> s.payment().uetr())
        .isEqualTo(List.of(uetr(1), uetr(2)));
  }

  /** A slow writer's events come late, with numbers lower than what was told before. */
  @Test
  void missesNoEventOfASlowWriter() throws Exception {
    accept(1, 1);
    String from = queries.lastEvent();
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    CompletableFuture<Void> slow =
        startRun(
            () ->
                run(
                    () -> {
                      stores.payments().accept(List.of(message(2)));
                      written.countDown();
                      await(release);
                    }));
    assertThat(written.await(10, TimeUnit.SECONDS)).isTrue();
    accept(3, 1);
    List<Event> told = new ArrayList<>(queries.eventsAfter(from, 10));
    release.countDown();
    slow.get(10, TimeUnit.SECONDS);
    String next = told.isEmpty() ? from : told.getLast().cursor();
    told.addAll(queries.eventsAfter(next, 10));

    assertThat(told).extracting(Event::uetr).containsExactly(uetr(2), uetr(3));
    assertThat(queries.eventsAfter(told.getLast().cursor(), 10)).isEmpty();
    assertThat(queries.eventsAfter("", 10)).hasSize(3);
    assertThat(queries.lastEvent()).isEqualTo(told.getLast().cursor());
  }

  @Test
  void showsTheBytesThatCame() {
    accept(1, 1);
    StatusReport refusal =
        new StatusReport(
            "R-9",
            NOW,
            MessageType.MT103,
            null,
            List.of(new Fault("", "mt.block", ReasonCode.FF01, "no block 4")),
            List.of());
    run(() -> stores.messages().keepRefused(Samples.raw("t-9"), refusal));

    PaymentQueries.Archived good = queries.message("key-1").orElseThrow();
    assertThat(good.bytes()).asString().startsWith("<Document>transport-of-key-1</Document>");
    assertThat(good.answer()).isNull();
    assertThat(good.message().open()).isEqualTo(1);
    Page<PaymentQueries.Received> refused = queries.messages(true, null, 10);
    assertThat(refused.items()).hasSize(1);
    String key = refused.items().getFirst().key();
    assertThat(queries.message(key).orElseThrow().answer()).isEqualTo(refusal);
    assertThat(queries.messages(false, null, 1).next()).isNotNull();
    assertThat(queries.message("unknown")).isEmpty();
  }

  @Test
  void tellsWhatGoesOut() {
    accept(1, 1);
    byte[] bytes = {1, 2};
    Outgoing answer =
        new Outgoing(
            "a", Channel.JMS, "replies", AnswerType.PACS_002, null, "transport-of-key-1", bytes);
    Outgoing notice =
        new Outgoing(
            "n", Channel.REST, "hook", AnswerType.STATUS_JSON, uetr(1).value(), null, bytes);
    Outgoing other =
        new Outgoing("o", Channel.JMS, "replies", AnswerType.PACS_002, null, "t-other", bytes);
    run(() -> stores.outbox().put(List.of(answer, notice, other)));
    run(
        () -> {
          List<Outgoing> taken = stores.outbox().take(Channel.JMS, 1, NOW);
          stores.outbox().sent(taken, NOW);
        });
    assertThat(queries.sent(uetr(1)))
        .extracting(s -> s.message().id(), PaymentQueries.Sent::sentAt)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("a", NOW),
            org.assertj.core.groups.Tuple.tuple("n", null));
    assertThat(queries.outbox())
        .extracting(PaymentQueries.Waiting::channel, PaymentQueries.Waiting::count)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Channel.REST, 1L),
            org.assertj.core.groups.Tuple.tuple(Channel.JMS, 1L),
            org.assertj.core.groups.Tuple.tuple(Channel.FILE, 0L));
    assertThat(queries.balances(List.of(BookAccount.Kind.VOSTRO, BookAccount.Kind.FEE)))
        .containsExactly(
            java.util.Map.entry(
                Samples.account(BookAccount.Kind.VOSTRO, "ALPHGB2L"), Money.of("1250.5", "EUR")));
  }

  @Test
  void tellsThatADatabaseThatIsAwayMayComeBack() {
    pool.close();
    assertThatThrownBy(() -> queries.states()).isInstanceOf(org.corridor.domain.Retryable.class);
    assertThatThrownBy(() -> new CaseTable(pool).openCases(null, 1))
        .isInstanceOf(org.corridor.domain.Retryable.class);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
