package org.corridor.gateway.config;

import jakarta.jms.ConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.corridor.gateway.process.BrokerServer;
import org.corridor.routes.RoutesSettings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jms.connection.CachingConnectionFactory;

/** The broker: in this process, or wherever its address leads. */
@Configuration(proxyBeanMethods = false)
class BrokerConfiguration {
  private static final int SESSIONS_CACHED = 8;

  /**
   * A call on a broker that does not answer gives up after this long, and is tried again by its
   * caller.
   */
  private static final int CALL_MILLIS = 10_000;

  @Bean(destroyMethod = "close")
  @ConditionalOnProperty(
      name = "corridor.broker.url",
      havingValue = "embedded",
      matchIfMissing = true)
  BrokerServer broker(Settings settings, RoutesSettings routes) {
    return BrokerServer.start(
        settings.dataDir().resolve("broker"),
        settings.broker().port(),
        BrokerServer.Inbound.of(routes));
  }

  @Bean
  ConnectionFactory jmsConnectionFactory(Settings settings, ObjectProvider<BrokerServer> embedded) {
    boolean inProcess = embedded.getIfAvailable() != null;
    ActiveMQConnectionFactory factory =
        new ActiveMQConnectionFactory(inProcess ? "vm://0" : settings.broker().url());
    factory.setCallTimeout(CALL_MILLIS);
    factory.setReconnectAttempts(0);
    CachingConnectionFactory caching = new CachingConnectionFactory(factory);
    caching.setSessionCacheSize(SESSIONS_CACHED);
    return caching;
  }
}
