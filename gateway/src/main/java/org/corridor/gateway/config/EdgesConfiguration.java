package org.corridor.gateway.config;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.corridor.adapters.settlement.HorizonLedger;
import org.corridor.domain.UnitOfWork;
import org.corridor.domain.payment.Intake;
import org.corridor.domain.payment.StageListener;
import org.corridor.routes.DeadLetterAlarm;
import org.corridor.routes.MessageIntake;
import org.corridor.routes.RoutesConfiguration;
import org.corridor.routes.Wakeups;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;

/** Where the routes meet the domain: the door, the alarm, and who wakes whom. */
@Configuration(proxyBeanMethods = false)
@Import(RoutesConfiguration.class)
class EdgesConfiguration {
  private static final Logger LOG = LoggerFactory.getLogger(EdgesConfiguration.class);

  /** Beyond the order in which payments walk: who else has work when a stage moved something. */
  private static final Map<String, List<String>> FOLLOWERS =
      Map.of(
          "intake", List.of("resolve", "answer"),
          "resolve", List.of("answer"),
          "answer", List.of("outbox-jms", "outbox-file", "outbox-webhook"),
          "credit", List.of("outbox-jms"));

  /** Who has work when a ledger closed. */
  private static final List<String> OBSERVERS = List.of("confirm", "arrive");

  @Bean
  StageListener stageListener(MeterRegistry registry, ObjectProvider<Wakeups> wakeups) {
    return new StageMetrics(registry, FOLLOWERS, stage -> wakeups.getObject().wake(stage));
  }

  @Bean
  MessageIntake messageIntake(Intake intake) {
    return intake::accept;
  }

  @Bean
  DeadLetterAlarm deadLetterAlarm(MeterRegistry registry) {
    return (source, fault) -> {
      registry.counter("corridor.alarms", "source", source).increment();
      LOG.error("needs an operator: {} ({})", source, fault);
    };
  }

  @Bean
  @Order(0)
  OpenChannelsStage openChannelsStage(
      HorizonLedger ledger, UnitOfWork work, InstantSource clock, Settings settings) {
    return new OpenChannelsStage(ledger, work, clock, settings.ledger().channels());
  }

  @Bean(destroyMethod = "close")
  AutoCloseable ledgerActivity(HorizonLedger ledger, ObjectProvider<Wakeups> wakeups) {
    return ledger.onActivity(
        () -> {
          Wakeups awake = wakeups.getObject();
          OBSERVERS.forEach(awake::wake);
        });
  }
}
