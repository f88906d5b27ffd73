package org.corridor.domain.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.corridor.domain.ReasonCode;
import org.corridor.domain.message.Channel;
import org.corridor.domain.message.Decoded;
import org.corridor.domain.message.Fault;
import org.corridor.domain.message.InboundMessage;
import org.corridor.domain.message.MessageStore;
import org.corridor.domain.message.MessageType;
import org.corridor.domain.message.StatusReport;
import org.corridor.domain.money.Money;
import org.corridor.domain.payment.Payment;
import org.corridor.domain.payment.PaymentState;
import org.corridor.domain.payment.Transition;
import org.junit.jupiter.api.Test;

/** What every archive of messages must do. */
public interface MessageStoreContract {
  /** Empty stores, fresh for each test. */
  Stores stores();

  private static StatusReport report(String id) {
    return new StatusReport(
        id,
        Samples.NOON,
        MessageType.PACS_008,
        "M-1",
        List.of(new Fault("GrpHdr", "xml.form", ReasonCode.FF01, "cannot be read")),
        List.of());
  }

  private static void advance(Stores s, int n, PaymentState after) {
    s.work()
        .run(
            () -> {
              Payment<?> payment = s.payments().take(Samples.uetr(n)).orElseThrow();
              s.payments()
                  .advance(List.of(Transition.of(payment, after, Samples.NOON, "contract")));
            });
  }

  private static List<MessageStore.Complete> complete(Stores s) {
    return s.work().in(() -> s.messages().takeComplete(10));
  }

  @Test
  default void keepsARefusedDeliveryOnce() {
    Stores s = stores();
    var raw = Samples.raw("t-1", Channel.JMS);
    assertThat(s.work().<Boolean>in(() -> s.messages().keepRefused(raw, report("R-1")))).isTrue();
    assertThat(s.work().<Boolean>in(() -> s.messages().keepRefused(raw, report("R-1")))).isFalse();
    assertThat(
            s.work()
                .<Boolean>in(
                    () -> s.messages().keepRefused(Samples.raw("t-2", Channel.JMS), report("R-2"))))
        .isTrue();
  }

  @Test
  default void tellsWhichMessageATransportBrought() {
    Stores s = stores();
    s.work().run(() -> s.payments().accept(List.of(Samples.message("K-1", 1))));
    assertThat(s.work().in(() -> s.messages().keyOfTransport("transport-K-1"))).contains("K-1");
    assertThat(s.work().in(() -> s.messages().keyOfTransport("transport-K-2"))).isEmpty();
  }

  @Test
  default void completesAMessageWhenItsLastPaymentIsFinal() {
    Stores s = stores();
    s.work().run(() -> s.payments().accept(List.of(Samples.message("K-1", 1, 2))));
    assertThat(complete(s)).isEmpty();
    advance(s, 2, Samples.rejected());
    assertThat(complete(s)).isEmpty();
    advance(s, 1, Samples.settled(1));
    List<MessageStore.Complete> complete = complete(s);
    assertThat(complete).hasSize(1);
    MessageStore.Complete one = complete.getFirst();
    assertThat(one.key()).isEqualTo("K-1");
    assertThat(one.messageId()).isEqualTo("K-1");
    assertThat(one.type()).isEqualTo(MessageType.PACS_008);
    assertThat(one.channel()).isEqualTo(Channel.JMS);
    assertThat(one.transportId()).isEqualTo("transport-K-1");
    assertThat(one.replyTo()).isNull();
    assertThat(one.lines())
        .containsExactly(
            new StatusReport.Line(
                "INSTR-1",
                "E2E-1",
                Samples.uetr(1).value(),
                StatusReport.Status.ACSC,
                null,
                null,
                Money.of("100.00", "USD"),
                Money.of("100.00", "USD"),
                Samples.NOON.plusSeconds(5)),
            new StatusReport.Line(
                "INSTR-2",
                "E2E-2",
                Samples.uetr(2).value(),
                StatusReport.Status.RJCT,
                ReasonCode.BE06,
                "not known",
                Money.of("100.00", "USD"),
                null,
                null));
  }

  @Test
  default void tellsFaultyTransactionsInTheirPlace() {
    Stores s = stores();
    InboundMessage good = Samples.message("K-1", 1);
    List<Decoded.Transaction> lines =
        List.of(
            new Decoded.Transaction.Faulty(
                "E2E-0",
                "not-a-uetr",
                List.of(new Fault("UETR", "uetr.format", ReasonCode.CH16, "no UUID"))),
            good.content().transactions().getFirst());
    InboundMessage mixed =
        new InboundMessage(
            "K-1",
            good.raw(),
            new Decoded.Understood(MessageType.PAIN_001_09, "K-1", lines),
            good.journal());
    s.work().run(() -> s.payments().accept(List.of(mixed)));
    advance(s, 1, Samples.rejected());
    assertThat(complete(s)).hasSize(1);
    List<StatusReport.Line> told = complete(s).getFirst().lines();
    assertThat(told).extracting(StatusReport.Line::endToEndId).containsExactly("E2E-0", "E2E-1");
    assertThat(told)
        .extracting(StatusReport.Line::code)
        .containsExactly(ReasonCode.CH16, ReasonCode.BE06);
    assertThat(told.getFirst().uetr()).isEqualTo("not-a-uetr");
  }

  @Test
  default void tellsARepetitionItsOriginalsAnswerOnce() {
    Stores s = stores();
    s.work().run(() -> s.payments().accept(List.of(Samples.message("K-1", 1))));
    var again = Samples.raw("t-again", Channel.FILE);
    s.work().run(() -> s.messages().awaitAnswer("K-1", again));
    s.work().run(() -> s.messages().awaitAnswer("K-1", again));
    assertThat(s.work().in(() -> s.messages().takeWaiting(10))).isEmpty();
    advance(s, 1, Samples.rejected());
    s.work()
        .run(
            () -> {
              s.messages().takeComplete(10);
              s.messages().answered("K-1", report("A-1"));
            });
    assertThat(s.work().in(() -> s.messages().takeWaiting(10)))
        .containsExactly(
            new MessageStore.Waiting("K-1", Channel.FILE, "t-again", null, report("A-1")));
    assertThat(s.work().in(() -> s.messages().takeWaiting(10))).isEmpty();
  }

  @Test
  default void isAnsweredOnce() {
    Stores s = stores();
    s.work().run(() -> s.payments().accept(List.of(Samples.message("K-1", 1))));
    advance(s, 1, Samples.rejected());
    assertThat(s.work().in(() -> s.messages().answer("K-1"))).isEmpty();
    StatusReport report =
        new StatusReport(
            "A-1",
            Samples.NOON,
            MessageType.PACS_008,
            "K-1",
            List.of(),
            complete(s).getFirst().lines());
    s.work()
        .run(
            () -> {
              s.messages().takeComplete(10);
              s.messages().answered("K-1", report);
            });
    assertThat(complete(s)).isEmpty();
    assertThat(s.work().in(() -> s.messages().answer("K-1")))
        .hasValueSatisfying(a -> assertThat(a.report()).isEqualTo(report));
    assertThat(s.work().in(() -> s.messages().answer("K-2"))).isEmpty();
  }
}
