package org.corridor.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.corridor.adapters.persistence.Samples.NOW;
import static org.corridor.adapters.persistence.Samples.message;
import static org.corridor.adapters.persistence.Samples.transfer;
import static org.corridor.adapters.persistence.Samples.uetr;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.corridor.domain.Invariant.BrokenInvariant;
import org.corridor.domain.ReasonCode;
import org.corridor.domain.book.BookAccount;
import org.corridor.domain.message.Channel;
import org.corridor.domain.message.Decoded;
import org.corridor.domain.message.Fault;
import org.corridor.domain.message.InboundMessage;
import org.corridor.domain.message.MessageStore.Complete;
import org.corridor.domain.message.MessageType;
import org.corridor.domain.message.StatusReport;
import org.corridor.domain.money.LedgerAmount;
import org.corridor.domain.money.Money;
import org.corridor.domain.payment.CreditTransfer;
import org.corridor.domain.payment.Payment;
import org.corridor.domain.payment.PaymentState;
import org.corridor.domain.payment.PaymentState.Received;
import org.corridor.domain.payment.PaymentState.Resolved;
import org.corridor.domain.payment.PaymentState.Submitted;
import org.corridor.domain.payment.PaymentStore.Acceptance;
import org.corridor.domain.payment.PaymentStore.Acceptance.Accepted;
import org.corridor.domain.payment.PaymentStore.Acceptance.Conflicting;
import org.corridor.domain.payment.PaymentStore.Acceptance.Repeated;
import org.corridor.domain.payment.Transition;
import org.junit.jupiter.api.Test;

class JdbcPaymentStoreTest extends StoresOnPostgres {
  @Test
  void givesBackWhatWasAccepted() {
    List<Acceptance> accepted = in(() -> stores.payments().accept(List.of(message(1), message(2))));

    assertThat(accepted).containsExactly(new Accepted(), new Accepted());
    List<Payment<Received>> taken = in(() -> take(Received.class, 256));
    assertThat(taken)
        .containsExactly(
            new Payment<>(transfer(1), "key-1", "alpha-core", NOW, new Received(), 0),
            new Payment<>(transfer(2), "key-2", "alpha-core", NOW, new Received(), 0));
    assertThat(in(() -> stores.books().balances(BookAccount.Kind.IN_FLIGHT)))
        .isEqualTo(
            Map.of(
                Samples.account(BookAccount.Kind.IN_FLIGHT, "IN_FLIGHT"),
                Money.of("-2501", "EUR")));
  }

  @Test
  void tellsRepetitionFromConflict() {
    accept(1, 1);
    CreditTransfer other = withEndToEndId(transfer(1), "OTHER");

    assertThat(
            in(
                () ->
                    stores
                        .payments()
                        .accept(
                            List.of(
                                message(1),
                                message("key-1", other),
                                message("another-key", transfer(1)),
                                message("another-key", other),
                                message("key-1", transfer(1), transfer(7)),
                                message("new", transfer(1), transfer(7)),
                                message("twice-inside", transfer(8), transfer(8)),
                                message(9)))))
        .containsExactly(
            new Repeated("key-1"),
            new Conflicting("endToEndId"),
            new Repeated("key-1"),
            new Conflicting("endToEndId"),
            new Conflicting("transactions"),
            new Conflicting("transactions"),
            new Conflicting("uetr"),
            new Accepted());
    assertThat(in(() -> take(Received.class, 256)).stream().map(Payment::uetr))
        .containsExactly(uetr(1), uetr(9));
    assertThat(in(() -> stores.books().trialBalance())).allMatch(Money::isZero);
  }

  @Test
  void decidesInOrderWithinOneBatch() {
    CreditTransfer other = withEndToEndId(transfer(1), "OTHER");
    assertThat(
            in(
                () ->
                    stores
                        .payments()
                        .accept(
                            List.of(
                                message(1),
                                message(1),
                                message("key-1", other),
                                message("k2", transfer(1)),
                                message("k3", transfer(1), transfer(3)),
                                message("k4", withEndToEndId(transfer(3), "X"))))))
        .containsExactly(
            new Accepted(),
            new Repeated("key-1"),
            new Conflicting("endToEndId"),
            new Repeated("key-1"),
            new Conflicting("transactions"),
            new Accepted());
  }

  @Test
  void takesOldestFirstAndSkipsWhatIsHeldOrNotDue() {
    accept(1, 5);
    run(
        () -> {
          List<Payment<Received>> first = take(Received.class, 2);
          assertThat(first).extracting(Payment::uetr).containsExactly(uetr(1), uetr(2));
          stores.payments().retryLater(first.subList(0, 1), NOW.plusSeconds(9), "directory");
          List<Payment<Received>> seen = onAnotherThread(() -> take(Received.class, 256));
          assertThat(seen).extracting(Payment::uetr).containsExactly(uetr(3), uetr(4), uetr(5));
        });
    assertThat(in(() -> take(Received.class, 1)))
        .extracting(Payment::uetr)
        .containsExactly(uetr(2));
    List<Payment<Received>> due =
        in(() -> stores.payments().take(Received.class, 1, NOW.plusSeconds(9)));
    assertThat(due).extracting(Payment::uetr).containsExactly(uetr(1));
    assertThat(due).extracting(Payment::tries).containsExactly(1);
  }

  @Test
  void keepsEveryStateThatAPaymentIsAdvancedTo() {
    accept(1, 1);
    for (PaymentState state : Samples.states()) {
      run(
          () -> {
            Payment<?> payment = stores.payments().take(uetr(1)).orElseThrow();
            if (!payment.state().isFinal()) {
              stores.payments().advance(List.of(Transition.of(payment, state, NOW, "test")));
            }
          });
      Payment<?> now = in(() -> stores.payments().take(uetr(1)).orElseThrow());
      assertThat(now.state())
          .isEqualTo(state instanceof PaymentState.Rejected ? Samples.settled(1) : state);
    }
  }

  @Test
  void findsPaymentsByTheirTransaction() {
    accept(1, 3);
    run(
        () ->
            stores
                .payments()
                .advance(
                    IntStream.rangeClosed(1, 3)
                        .mapToObj(
                            i ->
                                Transition.of(
                                    stores.payments().take(uetr(i)).orElseThrow(),
                                    i == 3 ? Samples.signed(3) : Samples.submitted(i),
                                    NOW,
                                    "test"))
                        .toList()));
    List<String> hashes = List.of(Samples.hash(3), Samples.hash(1), Samples.hash(77));

    List<Payment<?>> taken = in(() -> stores.payments().takeByTransaction(hashes));
    assertThat(taken).extracting(p -> p.uetr()).isEqualTo(List.of(uetr(1), uetr(3)));
    assertThat(in(() -> stores.payments().ofTransaction(Samples.hash(2)))).contains(uetr(2));
    assertThat(in(() -> stores.payments().ofTransaction(Samples.hash(77)))).isEmpty();
    run(() -> moveOn(uetr(1), Samples.settled(1)));
    run(() -> moveOn(uetr(2), Samples.agreed()));
    assertThat(in(() -> stores.payments().takeByTransaction(hashes)))
        .extracting(p -> p.uetr())
        .isEqualTo(List.of(uetr(3)));
    assertThat(in(() -> stores.payments().ofTransaction(Samples.hash(1)))).contains(uetr(1));
    assertThat(in(() -> stores.payments().ofTransaction(Samples.hash(2)))).contains(uetr(2));
    assertThat(in(() -> stores.ledgerTotals().totals()))
        .containsExactly(
            new org.corridor.domain.settlement.LedgerTotals.Total(
                Samples.EUR_ASSET,
                LedgerAmount.ZERO,
                LedgerAmount.parse("1250.5"),
                LedgerAmount.ZERO,
                1));
  }

  @Test
  void takesExpiredTransactionsOnly() {
    accept(1, 1);
    run(() -> moveOn(uetr(1), Samples.submitted(1)));
    List<Payment<Submitted>> early =
        in(() -> stores.payments().takeExpired(NOW.plusSeconds(60), 10));
    List<Payment<Submitted>> late =
        in(() -> stores.payments().takeExpired(NOW.plusSeconds(61), 10));
    assertThat(early).isEmpty();
    assertThat(late).hasSize(1);
  }

  @Test
  void queuesAMessageForItsAnswerWhenItsLastPaymentIsFinal() {
    Decoded.Transaction.Faulty faulty =
        new Decoded.Transaction.Faulty(
            "E2E-BAD",
            "not-a-uetr",
            List.of(new Fault("CdtTrfTxInf[1]", "uetr.format", ReasonCode.CH16, "no UETR")));
    InboundMessage message =
        new InboundMessage(
            "mixed",
            Samples.raw("t-mixed"),
            new Decoded.Understood(
                MessageType.PACS_008,
                "MSG-1",
                List.of(
                    new Decoded.Transaction.Valid(transfer(1)),
                    faulty,
                    new Decoded.Transaction.Valid(transfer(2)))),
            List.of());
    run(() -> stores.payments().accept(List.of(message)));
    assertThat(in(() -> stores.payments().accept(List.of(message))))
        .containsExactly(new Repeated("mixed"));
    run(() -> moveOn(uetr(1), Samples.settled(1)));
    assertThat(in(() -> stores.messages().takeComplete(10))).isEmpty();
    run(() -> moveOn(uetr(2), Samples.rejected()));

    Complete complete = in(() -> stores.messages().takeComplete(10)).getFirst();
    assertThat(complete.key()).isEqualTo("mixed");
    assertThat(complete.channel()).isEqualTo(Channel.JMS);
    assertThat(complete.replyTo()).isEqualTo("replies");
    assertThat(complete.lines())
        .extracting(StatusReport.Line::endToEndId)
        .containsExactly("E2E-1", "E2E-BAD", "E2E-2");
    assertThat(complete.lines().getFirst().delivered()).isEqualTo(Money.of("1300.01", "USD"));
    assertThat(complete.lines())
        .extracting(StatusReport.Line::code)
        .containsExactly(null, ReasonCode.CH16, ReasonCode.AC04);

    StatusReport report =
        new StatusReport("R-1", NOW, MessageType.PACS_008, "MSG-1", List.of(), complete.lines());
    run(() -> stores.messages().answered("mixed", report));
    assertThat(in(() -> stores.messages().takeComplete(10))).isEmpty();
    assertThat(in(() -> stores.messages().answer("mixed")).orElseThrow().report())
        .isEqualTo(report);
    assertThatThrownBy(() -> run(() -> stores.messages().answered("mixed", report)))
        .isInstanceOf(BrokenInvariant.class);
  }

  @Test
  void keepsARefusedDeliveryOnce() {
    StatusReport report =
        new StatusReport(
            "R-9",
            NOW,
            null,
            "bad\u0000id",
            List.of(new Fault("", "xml", ReasonCode.FF01, "not well formed")),
            List.of());
    assertThat(in(() -> stores.messages().keepRefused(Samples.raw("t-9"), report))).isTrue();
    assertThat(in(() -> stores.messages().keepRefused(Samples.raw("t-9"), report))).isFalse();
    String key = in(() -> stores.messages().keyOfTransport("t-9")).orElseThrow();
    assertThat(in(() -> stores.messages().answer(key)).orElseThrow().report()).isEqualTo(report);
    assertThat(in(() -> stores.messages().keyOfTransport("t-unknown"))).isEmpty();
  }

  @Test
  void writesOnlyWhatThisUnitOfWorkHolds() {
    accept(1, 1);
    Payment<Received> stale = in(() -> take(Received.class, 1)).getFirst();
    Transition step = Transition.of(stale, Samples.resolved(), NOW, "test");
    assertThatThrownBy(() -> run(() -> stores.payments().advance(List.of(step))))
        .isInstanceOf(BrokenInvariant.class);
    assertThatThrownBy(() -> take(Received.class, 1)).isInstanceOf(BrokenInvariant.class);
  }

  @Test
  void advancesTwiceInOneUnitOfWork() {
    accept(1, 1);
    run(
        () -> {
          Payment<Received> received = take(Received.class, 1).getFirst();
          stores.payments().advance(List.of(Transition.of(received, Samples.resolved(), NOW, "a")));
          Payment<Resolved> resolved = received.in(Samples.resolved());
          stores.payments().advance(List.of(Transition.of(resolved, Samples.cleared(), NOW, "b")));
        });
    assertThat(in(() -> take(PaymentState.Cleared.class, 1))).hasSize(1);
  }

  private void moveOn(org.corridor.domain.payment.Uetr uetr, PaymentState to) {
    Payment<?> payment = stores.payments().take(uetr).orElseThrow();
    stores.payments().advance(List.of(Transition.of(payment, to, NOW, "test")));
  }

  private <T> T onAnotherThread(java.util.function.Supplier<T> work) {
    return start(() -> in(work)).join();
  }

  private static CreditTransfer withEndToEndId(CreditTransfer t, String endToEndId) {
    return new CreditTransfer(
        t.uetr(),
        t.messageId(),
        t.instructionId(),
        endToEndId,
        t.settlementAmount(),
        t.settlementDate(),
        t.instructedAmount(),
        t.chargeBearer(),
        t.instructingBank(),
        t.debtor(),
        t.debtorAccount(),
        t.debtorBank(),
        t.creditor(),
        t.beneficiary(),
        t.creditorBank(),
        t.purpose(),
        t.remittance());
  }
}
