package org.corridor.gateway.process;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.corridor.routes.RoutesSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What the broker does with what nobody can take, and what it says about it. */
class BrokerServerTest {
  private static final int PORT_WANTED = 61_700;
  private static final int DELIVERIES = 2;
  private static final long PATIENCE_MILLIS = 10_000;
  private static final String PERSON = "Sabine Musterfrau";

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private BrokerServer broker;
  private Connection connection;

  @BeforeEach
  void start(@TempDir Path data) throws JMSException {
    log.start();
    root.addAppender(log);
    int port = new Ports().prefer(PORT_WANTED);
    broker =
        BrokerServer.start(
            data, port, new BrokerServer.Inbound(Map.of("in", "in.dead"), DELIVERIES));
    connection = new ActiveMQConnectionFactory(BrokerServer.url(port)).createConnection();
    connection.start();
  }

  @AfterEach
  void stop() throws JMSException {
    connection.close();
    broker.close();
    root.detachAppender(log);
  }

  @Test
  void keepsWhatNobodyTakesBesideItsQueueAndSilentAboutIt() throws JMSException {
    send("in", "1");
    for (int i = 0; i < DELIVERIES; i++) {
      try (Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
          MessageConsumer consumer = session.createConsumer(session.createQueue("in"))) {
        assertThat(consumer.receive(PATIENCE_MILLIS)).isNotNull();
        session.rollback();
      }
    }

    assertThat(text(receive("in.dead"))).isEqualTo(PERSON);
    assertThat(said()).anyMatch(line -> line.contains("AMQ222149"));
    assertThat(said()).noneMatch(line -> line.contains(PERSON));
  }

  @Test
  void dropsADuplicateSilentAboutIt() throws JMSException {
    send("out", "1");
    try {
      send("out", "1");
    } catch (JMSException e) {
      assertThat(e.getMessage()).contains("AMQ229102");
    }

    assertThat(receive("out")).isNotNull();
    assertThat(said()).anyMatch(line -> line.contains("AMQ222059"));
    assertThat(said()).noneMatch(line -> line.contains(PERSON));
  }

  @Test
  void deliversForAsLongAsTheGatewayTries() {
    RoutesSettings routes = RoutesSettings.standard();
    BrokerServer.Inbound inbound = BrokerServer.Inbound.of(routes);

    assertThat(inbound.deliveries()).isEqualTo(-1);
    assertThat(inbound.deadLetters())
        .containsEntry("corridor.in.pacs008", "corridor.in.pacs008.dead")
        .hasSize(routes.queues().all().size());
  }

  private List<String> said() {
    return List.copyOf(log.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private void send(String queue, String id) throws JMSException {
    try (Session session = connection.createSession();
        var producer = session.createProducer(session.createQueue(queue))) {
      BytesMessage message = session.createBytesMessage();
      message.writeBytes(PERSON.getBytes(StandardCharsets.UTF_8));
      message.setStringProperty("_AMQ_DUPL_ID", id);
      message.setStringProperty("Debtor", PERSON);
      producer.send(message);
    }
  }

  private Message receive(String queue) throws JMSException {
    try (Session session = connection.createSession();
        MessageConsumer consumer = session.createConsumer(session.createQueue(queue))) {
      return consumer.receive(PATIENCE_MILLIS);
    }
  }

  private static String text(Message message) throws JMSException {
    BytesMessage bytes = (BytesMessage) message;
    byte[] content = new byte[(int) bytes.getBodyLength()];
    bytes.readBytes(content);
    return new String(content, StandardCharsets.UTF_8);
  }
}
