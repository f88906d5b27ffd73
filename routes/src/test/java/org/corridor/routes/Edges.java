package org.corridor.routes;

import jakarta.jms.ConnectionFactory;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.corridor.domain.ReasonCode;
import org.corridor.domain.Retryable;
import org.corridor.domain.UnitOfWork;
import org.corridor.domain.message.AnswerType;
import org.corridor.domain.message.Channel;
import org.corridor.domain.message.CreditNotification;
import org.corridor.domain.message.Fault;
import org.corridor.domain.message.MessageWriter;
import org.corridor.domain.message.Outbox;
import org.corridor.domain.message.RawMessage;
import org.corridor.domain.message.StatusReport;
import org.corridor.domain.payment.IntakeOutcome;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/** The edges as the gateway imports them, on a real broker, with doubles of the domain's ports. */
final class Edges {
  final Double domain = new Double();
  final int amqpPort;
  private final EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
  private final ConfigurableApplicationContext app;

  Edges(Path folder) throws Exception {
    amqpPort = freePort();
    broker.setConfiguration(
        new ConfigurationImpl()
            .setPersistenceEnabled(false)
            .setSecurityEnabled(false)
            .addAddressSetting("#", new AddressSettings().setMaxDeliveryAttempts(-1))
            .addAcceptorConfiguration("vm", "vm://7")
            .addAcceptorConfiguration(
                "amqp", "tcp://127.0.0.1:" + amqpPort + "?protocols=CORE,AMQP"));
    broker.start();
    app =
        new SpringApplicationBuilder(Surroundings.class)
            .web(WebApplicationType.NONE)
            .initializers(
                context ->
                    context
                        .getBeanFactory()
                        .registerSingleton("given", new Given(domain, amqpPort)))
            .properties(
                "spring.main.banner-mode=off",
                "logging.level.root=WARN",
                "logging.level.org.apache.activemq.audit=OFF",
                "camel.main.shutdown-timeout=5",
                "corridor.routes.consumers=2",
                "corridor.routes.poll=20ms",
                "corridor.routes.retry.tries=1",
                "corridor.routes.retry.delay=1ms",
                "corridor.routes.retry.delay-max=5ms",
                "corridor.routes.retry.deliveries=4",
                "corridor.routes.files.folder=" + folder,
                "corridor.routes.files.poll=20ms",
                "corridor.routes.files.settle=50ms",
                "corridor.routes.files.sender=erp")
            .run();
  }

  <T> T bean(Class<T> type) {
    return app.getBean(type);
  }

  static ConnectionFactory core() {
    return new ActiveMQConnectionFactory("vm://7");
  }

  /** Stops the broker and starts it again after a pause; what it held is gone. */
  void restartBroker(long pauseMillis) throws Exception {
    broker.stop();
    Thread.sleep(pauseMillis);
    broker.start();
  }

  void close() throws Exception {
    app.close();
    broker.stop();
  }

  static IntakeOutcome accepted(String key) {
    return new IntakeOutcome.Accepted(key, List.of(), List.of(), false);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Brings the double into the application. */
  record Given(Double domain, int port) {}

  /** What the gateway gives. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(RoutesConfiguration.class)
  static class Surroundings {
    @Bean
    ConnectionFactory jmsConnectionFactory(Given given) {
      return new ActiveMQConnectionFactory("tcp://127.0.0.1:" + given.port());
    }

    @Bean
    MessageIntake intake(Given given) {
      return given.domain();
    }

    @Bean
    MessageWriter writer() {
      return new Writer();
    }

    @Bean
    Outbox outbox(Given given) {
      return given.domain().outbox;
    }

    @Bean
    UnitOfWork unit(Given given) {
      return given.domain().outbox;
    }

    @Bean
    DeadLetterAlarm alarm(Given given) {
      return (source, fault) -> given.domain().alarms.add(source + " " + fault);
    }

    @Bean
    InstantSource clock() {
      return InstantSource.system();
    }
  }

  /** The intake: outcomes by the text of the message, all calls recorded. */
  static final class Double implements MessageIntake {
    final List<RawMessage> accepted = new CopyOnWriteArrayList<>();
    final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    final Map<String, Function<Integer, IntakeOutcome>> scripts = new ConcurrentHashMap<>();
    final List<String> alarms = new CopyOnWriteArrayList<>();
    final MemoryOutbox outbox = new MemoryOutbox();

    @Override
    public IntakeOutcome accept(RawMessage raw) {
      String text = new String(raw.bytes(), StandardCharsets.UTF_8);
      int call = calls.computeIfAbsent(text, t -> new AtomicInteger()).incrementAndGet();
      IntakeOutcome outcome = scripts.getOrDefault(text, c -> accepted("key-" + text)).apply(call);
      if (outcome instanceof IntakeOutcome.Accepted) {
        accepted.add(raw);
      }
      return outcome;
    }

    int calls(String text) {
      return calls.getOrDefault(text, new AtomicInteger()).get();
    }

    static IntakeOutcome refusal(String rule) {
      List<Fault> faults = List.of(new Fault("message", rule, ReasonCode.FF01, "refused"));
      return new IntakeOutcome.Refused(
          new StatusReport("report", Instant.EPOCH, null, null, faults, List.of()), faults, false);
    }
  }

  /** Writes the form and the rules that were broken. */
  static final class Writer implements MessageWriter {
    @Override
    public byte[] statusReport(StatusReport report, AnswerType form) {
      String rules = String.join(",", report.messageFaults().stream().map(Fault::rule).toList());
      return (form.id() + " " + rules).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] creditNotification(CreditNotification notification) {
      throw new UnsupportedOperationException();
    }
  }

  /** An outbox and its unit of work in memory, whose commits can be made to fail. */
  static final class MemoryOutbox implements Outbox, UnitOfWork {
    final AtomicInteger commitsToFail = new AtomicInteger();

    /** Runs at each failing commit: what others put into the outbox meanwhile. */
    volatile Runnable meanwhile = () -> {};

    private final Map<String, Outgoing> unsent = new LinkedHashMap<>();
    private final Set<String> parked = new HashSet<>();
    private Set<String> sentNow = new HashSet<>();

    @Override
    public synchronized void put(List<Outgoing> messages) {
      messages.forEach(m -> unsent.putIfAbsent(m.id(), m));
    }

    @Override
    public List<Outgoing> take(Channel channel, int max, Instant now) {
      return new ArrayList<>(
          unsent.values().stream()
              .filter(m -> m.channel() == channel && !parked.contains(m.id()))
              .limit(max)
              .toList());
    }

    @Override
    public void sent(List<Outgoing> messages, Instant at) {
      messages.forEach(m -> sentNow.add(m.id()));
    }

    @Override
    public void retryLater(List<Outgoing> messages, Instant notBefore, String fault) {
      messages.forEach(m -> parked.add(m.id()));
    }

    synchronized int unsent() {
      return unsent.size();
    }

    /** As in the real unit of work, resources that know Spring's transactions join this one. */
    @Override
    public synchronized <T> T in(Supplier<T> work) {
      return new TransactionTemplate(new Commits()).execute(status -> work.get());
    }

    private final class Commits extends AbstractPlatformTransactionManager {
      @Override
      protected Object doGetTransaction() {
        return this;
      }

      @Override
      protected void doBegin(Object transaction, TransactionDefinition definition) {
        sentNow = new HashSet<>();
      }

      @Override
      protected void doCommit(DefaultTransactionStatus status) {
        if (!sentNow.isEmpty() && commitsToFail.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
          meanwhile.run();
          throw new Retryable("commit failed");
        }
        unsent.keySet().removeAll(sentNow);
      }

      @Override
      protected void doRollback(DefaultTransactionStatus status) {
        // What was marked as sent is forgotten when the next one begins.
      }
    }
  }
}
