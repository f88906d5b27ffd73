package org.corridor.gateway.operations;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import org.corridor.domain.message.Fault;
import org.corridor.domain.message.RawMessage;
import org.corridor.domain.message.StatusReport;
import org.corridor.domain.payment.Payment;
import org.corridor.domain.payment.PaymentState;
import org.corridor.domain.payment.Transition;
import org.corridor.domain.settlement.IncomingStore.Credit;
import org.corridor.domain.settlement.IncomingStore.ReturnUnderWay;
import org.corridor.domain.settlement.IncomingStore.Suspended;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * What is said about payments: one line each time that one ends, stops for a person, or meets a
 * fault; the steps between at DEBUG. Each line has the field {@value #UETR}. Names, accounts,
 * amounts and texts are in none.
 */
final class PaymentLog {
  /** The field with the payment's identity. */
  static final String UETR = "uetr";

  private static final Logger LOG = LoggerFactory.getLogger("org.corridor.payments");
  private static final String STATE = "state";
  private static final String REASON = "reason";
  private static final List<Duration> BUCKETS =
      List.of(
          Duration.ofMillis(100),
          Duration.ofMillis(250),
          Duration.ofMillis(500),
          Duration.ofSeconds(1),
          Duration.ofMillis(2500),
          Duration.ofSeconds(5),
          Duration.ofSeconds(15),
          Duration.ofMinutes(1));

  private final LoggedWork work;
  private final MeterRegistry registry;

  PaymentLog(LoggedWork work, MeterRegistry registry) {
    this.work = work;
    this.registry = registry;
  }

  void moved(List<Transition> steps) {
    work.afterwards(() -> steps.forEach(this::step));
  }

  private void step(Transition step) {
    PaymentState state = step.after();
    switch (state) {
      case PaymentState.Settled _ -> ended(step, state.name());
      case PaymentState.Rejected(var rejection) -> {
        line(LOG.atInfo(), step)
            .addKeyValue(REASON, rejection.code().name())
            .log("payment rejected");
        time(step, state.name());
      }
      case PaymentState.Held _, PaymentState.AwaitingApproval _ ->
          line(LOG.atInfo(), step).log("payment waits for a person");
      case PaymentState.Received _,
          PaymentState.Resolved _,
          PaymentState.Cleared _,
          PaymentState.Agreed _,
          PaymentState.Quoted _,
          PaymentState.Signed _,
          PaymentState.Submitted _ ->
          line(LOG.atDebug(), step).log("payment moved");
    }
  }

  private void ended(Transition step, String outcome) {
    line(LOG.atInfo(), step).addKeyValue("millis", age(step).toMillis()).log("payment settled");
    time(step, outcome);
  }

  private void time(Transition step, String outcome) {
    Timer.builder("corridor.payment")
        .description("From acceptance to the final state")
        .tag("outcome", outcome)
        .serviceLevelObjectives(BUCKETS.toArray(Duration[]::new))
        .register(registry)
        .record(age(step));
  }

  private static Duration age(Transition step) {
    return Duration.between(step.before().receivedAt(), step.at());
  }

  private static LoggingEventBuilder line(LoggingEventBuilder line, Transition step) {
    return line.addKeyValue(UETR, step.before().uetr().value())
        .addKeyValue(STATE, step.after().name());
  }

  /** The first fault of a stage is told; the same again is for DEBUG. */
  void waits(List<? extends Payment<?>> payments, String fault) {
    work.afterwards(
        () -> {
          for (Payment<?> payment : payments) {
            LoggingEventBuilder line = payment.tries() == 0 ? LOG.atInfo() : LOG.atDebug();
            line.addKeyValue(UETR, payment.uetr().value())
                .addKeyValue(STATE, payment.state().name())
                .addKeyValue("fault", fault)
                .log("payment is tried again");
          }
        });
  }

  void refused(RawMessage raw, StatusReport answer) {
    work.afterwards(
        () ->
            LOG.atInfo()
                .addKeyValue("channel", raw.channel().name())
                .addKeyValue("rules", answer.messageFaults().stream().map(Fault::rule).toList())
                .log("message refused"));
  }

  void credited(List<Credit> credits) {
    work.afterwards(
        () -> {
          for (Credit credit : credits) {
            registry.counter("corridor.credits").increment();
            LOG.atInfo().addKeyValue(UETR, credit.uetr().value()).log("payment credited");
          }
        });
  }

  void suspended(List<Suspended> items) {
    work.afterwards(
        () -> {
          for (Suspended item : items) {
            registry.counter("corridor.suspended", REASON, item.reason().name()).increment();
            about(item).log("arrival put in suspense");
          }
        });
  }

  void returned(ReturnUnderWay underWay) {
    work.afterwards(
        () -> {
          registry.counter("corridor.returned").increment();
          about(underWay.item()).log("arrival returned");
        });
  }

  private static LoggingEventBuilder about(Suspended item) {
    LoggingEventBuilder line =
        LOG.atInfo()
            .addKeyValue("arrival", item.arrival().id())
            .addKeyValue(REASON, item.reason().name());
    return item.uetr() == null ? line : line.addKeyValue(UETR, item.uetr().value());
  }
}
