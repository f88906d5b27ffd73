package org.corridor.routes;

import jakarta.jms.ConnectionFactory;
import java.util.Objects;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.component.jms.JmsComponent;
import org.corridor.routes.inbound.InboundConfiguration;
import org.corridor.routes.outbound.OutboundConfiguration;
import org.corridor.routes.stage.StagesConfiguration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jms.connection.SingleConnectionFactory;

/**
 * The edges and the way from stage to stage, as beans. Needs of its surroundings: a {@link
 * ConnectionFactory} named {@code jmsConnectionFactory} (Spring Boot's name), a {@link
 * MessageIntake}, the ports {@code Outbox}, {@code UnitOfWork} and {@code MessageWriter}, a {@link
 * DeadLetterAlarm}, a {@code java.time.InstantSource}, and the {@link
 * org.corridor.domain.payment.Stage stages} as beans in their order.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RoutesSettings.class)
@Import({InboundConfiguration.class, StagesConfiguration.class, OutboundConfiguration.class})
public class RoutesConfiguration {
  /**
   * What the consumers connect by: never a caching factory, since a listener container keeps its
   * connection, sessions and consumers itself, and a cached session would be kept open twice.
   */
  @Bean
  ConnectionFactory consumersConnections(
      @Qualifier("jmsConnectionFactory") ConnectionFactory connections) {
    return connections instanceof SingleConnectionFactory caching
        ? Objects.requireNonNull(caching.getTargetConnectionFactory())
        : connections;
  }

  @Bean
  JmsComponent jms(
      @Qualifier("consumersConnections") ConnectionFactory connections, RoutesSettings settings) {
    JmsComponent jms = JmsComponent.jmsComponent(connections);
    // Local transactions: the database commits first, then the session; there is no XA.
    jms.setTransacted(true);
    jms.setLazyCreateTransactionManager(false);
    jms.setCacheLevelName("CACHE_CONSUMER");
    jms.setConcurrentConsumers(settings.consumers());
    jms.setMapJmsMessage(false);
    jms.setDisableReplyTo(true);
    jms.setRecoveryInterval(1_000);
    jms.setErrorHandlerLogStackTrace(false);
    return jms;
  }

  @Bean
  RoutesBuilder failurePolicy(RoutesSettings settings, DeadLetterAlarm alarm) {
    return new FailurePolicy(settings.retry(), alarm);
  }
}
