package org.corridor.routes.inbound;

import jakarta.jms.ConnectionFactory;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.apache.camel.RoutesBuilder;
import org.corridor.domain.message.MessageWriter;
import org.corridor.routes.DeadLetterAlarm;
import org.corridor.routes.MessageIntake;
import org.corridor.routes.RouteGroup;
import org.corridor.routes.RoutesSettings;
import org.corridor.routes.Wakeups;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jms.core.JmsTemplate;

/** The edges that messages come in by. */
@Configuration(proxyBeanMethods = false)
public class InboundConfiguration {
  @Bean
  Door door(MessageIntake intake, MessageWriter writer, Wakeups wakeups, InstantSource clock) {
    return new Door(intake, writer, wakeups, clock);
  }

  @Bean
  JmsArrivals jmsArrivals(RoutesSettings settings, InstantSource clock) {
    return new JmsArrivals(settings, clock);
  }

  /** Shares the consumers' connection factory, by which it finds their open sessions. */
  @Bean
  JmsTemplate consumersJms(@Qualifier("consumersConnections") ConnectionFactory connections) {
    JmsTemplate template = new JmsTemplate(connections);
    template.setSessionTransacted(true);
    template.setDeliveryPersistent(true);
    return template;
  }

  @Bean
  RoutesBuilder pacs008JmsRoute(RoutesSettings settings, JmsArrivals arrivals, Door door) {
    return new Pacs008JmsRoute(settings.queues().pacs008(), arrivals, door);
  }

  @Bean
  RoutesBuilder pain001JmsRoute(RoutesSettings settings, JmsArrivals arrivals, Door door) {
    return new Pain001JmsRoute(settings.queues().pain001(), arrivals, door);
  }

  @Bean
  RoutesBuilder mt103JmsRoute(RoutesSettings settings, JmsArrivals arrivals, Door door) {
    return new Mt103JmsRoute(settings.queues().mt103(), arrivals, door);
  }

  @Bean
  RoutesBuilder statusReplyRoute(@Qualifier("consumersJms") JmsTemplate jms) {
    return new StatusReplyRoute(new StatusReplies(jms));
  }

  @Bean
  RoutesBuilder deadLetterRoute(@Qualifier("consumersJms") JmsTemplate jms, DeadLetterAlarm alarm) {
    return new DeadLetterRoute(new BuriedMessages(jms, alarm));
  }

  @Bean
  DeadLetters deadLetters(@Qualifier("consumersJms") JmsTemplate jms, RoutesSettings settings) {
    return new DeadLetters(jms, settings.queues().all());
  }

  @Bean
  RoutesBuilder folderRoutes(
      RoutesSettings settings, Door door, DeadLetterAlarm alarm, InstantSource clock) {
    Path folder = settings.files().folder();
    if (folder == null) {
      return new RouteGroup(List.of());
    }
    WatchedFolder watched = new WatchedFolder(folder, settings.files().sender(), clock);
    return new RouteGroup(
        List.of(
            new FailedFileRoute(new FailedFiles(watched, alarm)),
            new FolderRoute(settings.files(), folder, watched, door)));
  }
}
