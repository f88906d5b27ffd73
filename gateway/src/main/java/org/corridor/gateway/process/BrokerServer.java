package org.corridor.gateway.process;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.corridor.routes.RoutesSettings;
import org.corridor.routes.inbound.DeadLetterQueues;

/**
 * An ActiveMQ Artemis broker, durable on disk, for Core and AMQP clients on one loopback port. Runs
 * in the gateway's process or in one of its own.
 */
public final class BrokerServer implements AutoCloseable {
  /** However often a message cannot be worked on, the broker neither drops it nor gives it up. */
  private static final int DELIVERIES_UNBOUNDED = -1;

  private static final long REDELIVERY_MILLIS = 250;
  private static final long REDELIVERY_MILLIS_MAX = 30_000;
  private static final long ADDRESS_BYTES_MAX = 64L << 20;
  private static final int DUPLICATE_IDS_MAX = 50_000;

  private final EmbeddedActiveMQ server;

  private BrokerServer(EmbeddedActiveMQ server) {
    this.server = server;
  }

  /**
   * What the broker knows of the inbound queues.
   *
   * @param deadLetters each inbound queue and the queue of its dead letters
   * @param deliveries how often a message is delivered before the broker itself puts it there; -1
   *     for never: the gateway does so, with the reason
   */
  public record Inbound(Map<String, String> deadLetters, int deliveries) {
    /** Copies the map. */
    public Inbound {
      deadLetters = Map.copyOf(deadLetters);
    }

    /** As the routes are set. */
    public static Inbound of(RoutesSettings routes) {
      return new Inbound(
          routes.queues().all().stream()
              .collect(Collectors.toMap(Function.identity(), DeadLetterQueues::of)),
          DELIVERIES_UNBOUNDED);
    }
  }

  /**
   * Starts a broker.
   *
   * @param data where the journal is
   * @param port the loopback port
   * @param inbound the inbound queues
   * @throws IllegalStateException when it cannot start, for example because the port is taken
   */
  public static BrokerServer start(Path data, int port, Inbound inbound) {
    BrokerLog.keepMessagesOut();
    EmbeddedActiveMQ server = new EmbeddedActiveMQ();
    server.setConfiguration(configuration(data, port, inbound));
    try {
      server.start();
      if (!server
          .getActiveMQServer()
          .waitForActivation(60, java.util.concurrent.TimeUnit.SECONDS)) {
        throw new IllegalStateException("the broker did not become active");
      }
      return new BrokerServer(server);
    } catch (Exception e) {
      throw new IllegalStateException("cannot start the broker on port " + port, e);
    }
  }

  /** The address at which clients outside of this process find it. */
  public static String url(int port) {
    return "tcp://127.0.0.1:" + port;
  }

  private static Configuration configuration(Path data, int port, Inbound inbound) {
    ConfigurationImpl configuration = new ConfigurationImpl();
    configuration.setName("corridor");
    configuration.setSecurityEnabled(
        false); // loopback only; a broker with users is a matter of URL
    configuration.setJournalDirectory(data.resolve("journal").toString());
    configuration.setBindingsDirectory(data.resolve("bindings").toString());
    configuration.setPagingDirectory(data.resolve("paging").toString());
    configuration.setLargeMessagesDirectory(data.resolve("large").toString());
    configuration.setJournalType(JournalType.NIO);
    configuration.setJournalSyncTransactional(true);
    configuration.setJournalSyncNonTransactional(true);
    configuration.setPersistIDCache(true);
    configuration.setIDCacheSize(DUPLICATE_IDS_MAX);
    configuration.setJMXManagementEnabled(false);
    configuration.setMaxDiskUsage(95);
    try {
      configuration.addAcceptorConfiguration(
          "network", url(port) + "?protocols=CORE,AMQP;useEpoll=false;amqpCredits=1000");
      configuration.addAcceptorConfiguration("in-vm", "vm://0");
    } catch (Exception e) {
      throw new IllegalStateException("acceptor addresses are well formed", e);
    }
    Map<String, AddressSettings> addresses = new HashMap<>();
    addresses.put("#", addresses());
    inbound.deadLetters.forEach(
        (queue, dead) -> {
          addresses.put(
              queue,
              addresses()
                  .setMaxDeliveryAttempts(inbound.deliveries)
                  .setDeadLetterAddress(SimpleString.of(dead)));
          // A dead letter whose queue is not there yet would be dropped.
          configuration.addQueueConfiguration(
              QueueConfiguration.of(dead).setRoutingType(RoutingType.ANYCAST).setDurable(true));
        });
    configuration.setAddressSettings(addresses);
    return configuration;
  }

  private static AddressSettings addresses() {
    AddressSettings settings = new AddressSettings();
    settings.setAutoCreateDeadLetterResources(false);
    settings.setMaxDeliveryAttempts(DELIVERIES_UNBOUNDED);
    settings.setRedeliveryDelay(REDELIVERY_MILLIS);
    settings.setRedeliveryMultiplier(2.0);
    settings.setMaxRedeliveryDelay(REDELIVERY_MILLIS_MAX);
    settings.setAutoCreateQueues(true);
    settings.setAutoDeleteQueues(false);
    settings.setAutoDeleteAddresses(false);
    settings.setMaxSizeBytes(ADDRESS_BYTES_MAX);
    settings.setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE);
    settings.setDefaultAddressRoutingType(RoutingType.ANYCAST);
    settings.setDefaultQueueRoutingType(RoutingType.ANYCAST);
    return settings;
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the broker did not stop", e);
    }
  }
}
