package org.corridor.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import org.corridor.domain.ReasonCode;
import org.corridor.domain.Retryable;
import org.corridor.domain.UnitOfWork;
import org.corridor.domain.payment.CreditTransfer;
import org.corridor.domain.payment.Payment;
import org.corridor.domain.payment.PaymentState;
import org.corridor.domain.payment.PaymentStore;
import org.corridor.domain.payment.Rejection;
import org.corridor.domain.payment.Transition;
import org.corridor.gateway.sample.SampleTransfers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The log tells what was kept, about which payment, and nothing about people. */
class LoggedStoresTest {
  private static final Instant NOW = Clock.systemUTC().instant();

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger("org.corridor.payments");
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final CreditTransfer transfer = new SampleTransfers(1, LocalDate.EPOCH, 3).next();
  private final Payment<PaymentState.Received> payment =
      new Payment<>(transfer, "key", "jms", NOW.minusMillis(300), new PaymentState.Received(), 0);
  private boolean keeps = true;

  private final LoggedStores stores =
      new LoggedStores(
          new UnitOfWork() {
            @Override
            public <T> T in(Supplier<T> work) {
              T result = work.get();
              if (!keeps) {
                throw new Retryable("not kept");
              }
              return result;
            }
          },
          registry);

  private final PaymentStore payments =
      stores.payments(
          (PaymentStore)
              Proxy.newProxyInstance(
                  PaymentStore.class.getClassLoader(),
                  new Class<?>[] {PaymentStore.class},
                  (self, method, arguments) -> null));

  @BeforeEach
  void listen() {
    logger.setLevel(Level.INFO);
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(log);
  }

  @Test
  void namesThePaymentItsStateAndTheReason() {
    stores.unitOfWork().run(() -> payments.advance(List.of(rejected())));

    assertThat(log.list).hasSize(1);
    assertThat(fields(0))
        .contains("uetr=" + transfer.uetr().value(), "state=Rejected", "reason=AC03")
        .doesNotContain(transfer.debtor().name(), transfer.creditor().name(), "text of a person");
    assertThat(registry.get("corridor.payment").tag("outcome", "Rejected").timer().count())
        .isEqualTo(1);
  }

  @Test
  void saysNothingAboutWhatWasNotKept() {
    keeps = false;
    assertThatThrownBy(() -> stores.unitOfWork().run(() -> payments.advance(List.of(rejected()))))
        .isInstanceOf(Retryable.class);
    assertThat(log.list).isEmpty();

    keeps = true;
    stores.unitOfWork().run(() -> {});
    assertThat(log.list).isEmpty();
  }

  @Test
  void tellsTheFirstFaultOfAStageAndNotEachTry() {
    Payment<PaymentState.Received> again =
        new Payment<>(transfer, "key", "jms", NOW, new PaymentState.Received(), 3);

    stores.unitOfWork().run(() -> payments.retryLater(List.of(payment), NOW, "agree: away"));
    stores.unitOfWork().run(() -> payments.retryLater(List.of(again), NOW, "agree: away"));

    assertThat(log.list).hasSize(1);
    assertThat(fields(0)).contains("fault=agree: away", "uetr=" + transfer.uetr().value());
  }

  private Transition rejected() {
    return Transition.of(
        payment,
        new PaymentState.Rejected(new Rejection(ReasonCode.AC03, "text of a person")),
        NOW,
        "resolve");
  }

  private String fields(int line) {
    ILoggingEvent event = log.list.get(line);
    StringBuilder text = new StringBuilder(event.getFormattedMessage());
    event.getKeyValuePairs().forEach(p -> text.append(' ').append(p.key + "=" + p.value));
    return text.toString();
  }
}
