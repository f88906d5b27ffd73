package org.corridor.routes.outbound;

import jakarta.jms.ConnectionFactory;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.corridor.domain.UnitOfWork;
import org.corridor.domain.message.Outbox;
import org.corridor.domain.payment.Stage;
import org.corridor.routes.DeadLetterAlarm;
import org.corridor.routes.RoutesSettings;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jms.connection.CachingConnectionFactory;

/** The edges that answers go out by, each a stage after all others. */
@Configuration(proxyBeanMethods = false)
public class OutboundConfiguration {
  /** The order of the relays among the stages: the last ones. */
  public static final int ORDER = 1_000_000;

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  /** Keeps the relay's connection, sessions and producers open from batch to batch. */
  @Bean
  CachingConnectionFactory relayConnections(
      @Qualifier("consumersConnections") ConnectionFactory connections) {
    return new CachingConnectionFactory(connections);
  }

  @Bean
  @Order(ORDER)
  Stage jmsOutbox(
      Outbox outbox,
      UnitOfWork unit,
      @Qualifier("relayConnections") ConnectionFactory connections,
      InstantSource clock) {
    return new JmsOutbox(outbox, unit, connections, clock);
  }

  @Bean
  @Order(ORDER + 1)
  Stage fileOutbox(
      RoutesSettings settings,
      Outbox outbox,
      UnitOfWork unit,
      DeadLetterAlarm alarm,
      InstantSource clock) {
    Path folder = settings.files().folder();
    return folder == null
        ? new NoOutbox(FileOutbox.NAME)
        : new FileOutbox(outbox, unit, folder.resolve("done"), alarm, clock);
  }

  @Bean
  @Order(ORDER + 2)
  Stage webhookOutbox(
      RoutesSettings settings,
      Outbox outbox,
      UnitOfWork unit,
      DeadLetterAlarm alarm,
      InstantSource clock) {
    HttpClient http =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    return new WebhookOutbox(outbox, unit, settings.webhooks(), http, alarm, clock);
  }
}
