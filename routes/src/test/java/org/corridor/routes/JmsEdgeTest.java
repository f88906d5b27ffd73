package org.corridor.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.AdviceWith;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.corridor.domain.Retryable;
import org.corridor.domain.message.AnswerType;
import org.corridor.domain.message.Channel;
import org.corridor.domain.message.MessageType;
import org.corridor.domain.message.Outbox.Outgoing;
import org.corridor.domain.message.RawMessage;
import org.corridor.routes.Edges.MemoryOutbox;
import org.corridor.routes.inbound.DeadLetters;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The queues, on a real broker, with core and AMQP clients. */
final class JmsEdgeTest {
  private static final Duration SOON = Duration.ofSeconds(15);
  private static final String PACS_008 = "corridor.in.pacs008";
  private static final String STATUS = "corridor.out.status";

  @TempDir static Path folder;
  private static Edges edges;

  @BeforeAll
  static void start() throws Exception {
    edges = new Edges(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    edges.close();
  }

  private static ConnectionFactory client(String protocol) {
    return protocol.equals("amqp")
        ? new JmsConnectionFactory("amqp://127.0.0.1:" + edges.amqpPort)
        : Edges.core();
  }

  private static void send(String protocol, String queue, Object body, String replyTo) {
    try (JMSContext jms = client(protocol).createContext()) {
      var producer = jms.createProducer();
      if (replyTo != null) {
        producer.setJMSReplyTo(jms.createQueue(replyTo));
      }
      producer.setProperty(TransportHeaders.IDEMPOTENCY_KEY, "idem-1");
      Queue to = jms.createQueue(queue);
      if (body instanceof byte[] bytes) {
        producer.send(to, bytes);
      } else {
        producer.send(to, body.toString());
      }
    }
  }

  private static Message receive(String queue, long millis) {
    JMSContext jms = Edges.core().createContext();
    try (jms;
        var consumer = jms.createConsumer(jms.createQueue(queue))) {
      return consumer.receive(millis);
    }
  }

  private static byte[] bytes(Message message) throws JMSException {
    return message.getBody(byte[].class);
  }

  private static RawMessage accepted(String text) {
    await()
        .atMost(SOON)
        .until(() -> edges.domain.accepted.stream().anyMatch(r -> text(r).equals(text)));
    return edges.domain.accepted.stream().filter(r -> text(r).equals(text)).findFirst().get();
  }

  private static String text(RawMessage raw) {
    return new String(raw.bytes(), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"core", "amqp"})
  void takesABytesMessageOnce(String protocol) {
    String text = "<bytes by " + protocol + ">";
    send(protocol, PACS_008, text.getBytes(StandardCharsets.UTF_8), "corridor.out.bank");
    RawMessage raw = accepted(text);
    assertThat(raw.channel()).isEqualTo(Channel.JMS);
    assertThat(raw.expected()).isEqualTo(MessageType.PACS_008);
    assertThat(raw.sender()).isEqualTo("jms");
    assertThat(raw.idempotencyKey()).isEqualTo("idem-1");
    assertThat(raw.replyTo()).isEqualTo("corridor.out.bank");
    assertThat(raw.transportId()).isNotBlank().doesNotStartWith("sha256:");
    assertThat(edges.domain.calls(text)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"core", "amqp"})
  void takesATextMessageAsUtf8AndAnswersOnTheUsualQueue(String protocol) {
    String text = "<text by " + protocol + ": Zürich>";
    send(protocol, "corridor.in.pain001", text, null);
    RawMessage raw = accepted(text);
    assertThat(raw.expected()).isEqualTo(MessageType.PAIN_001_09);
    assertThat(raw.replyTo()).isEqualTo(STATUS);
  }

  @Test
  void doesNotAnswerOnAnInboundQueue() {
    send("core", PACS_008, "reply to myself", PACS_008);
    assertThat(accepted("reply to myself").replyTo()).isEqualTo(STATUS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"core", "amqp"})
  void answersARefusalOnTheReplyQueueWithTheRequestsId(String protocol) throws JMSException {
    String text = "refuse by " + protocol;
    edges.domain.scripts.put(text, call -> Edges.Double.refusal("xml.syntax"));
    String replies = "reply." + protocol;
    String id;
    try (JMSContext jms = client(protocol).createContext()) {
      BytesMessage message = jms.createBytesMessage();
      message.writeBytes(text.getBytes(StandardCharsets.UTF_8));
      message.setJMSReplyTo(jms.createQueue(replies));
      jms.createProducer().send(jms.createQueue(PACS_008), message);
      id = message.getJMSMessageID();
      Message reply;
      try (var consumer = jms.createConsumer(jms.createQueue(replies))) {
        reply = consumer.receive(SOON.toMillis());
      }
      assertThat(reply).isNotNull();
      assertThat(new String(bytes(reply), StandardCharsets.UTF_8))
          .isEqualTo("pacs.002.001.10 xml.syntax");
      assertThat(reply.getJMSCorrelationID()).isEqualTo(id);
      assertThat(reply.getStringProperty(TransportHeaders.MESSAGE_TYPE))
          .isEqualTo(AnswerType.PACS_002.id());
    }
  }

  @Test
  void triesAgainWhenTheDatabaseDoesNotCommitAndAcceptsOnce() {
    String text = "database is away twice";
    edges.domain.scripts.put(
        text,
        call -> {
          if (call <= 2) {
            throw new Retryable("database is away");
          }
          return Edges.accepted("key");
        });
    send("core", PACS_008, text, null);
    accepted(text);
    assertThat(edges.domain.calls(text)).isEqualTo(3);
    assertThat(edges.domain.accepted.stream().filter(r -> text(r).equals(text))).hasSize(1);
  }

  @Test
  void buriesAPoisonMessageRawRaisesTheAlarmAndSendsItBackOnDemand() throws JMSException {
    String text = "poison \u00e9";
    edges.domain.scripts.put(
        text,
        call -> {
          if (call == 1) {
            throw new IllegalStateException("a bug");
          }
          return Edges.accepted("key");
        });
    String queue = "corridor.in.mt103";
    send("core", queue, text.getBytes(StandardCharsets.UTF_8), "corridor.out.bank");
    DeadLetters letters = edges.bean(DeadLetters.class);
    await().atMost(SOON).until(() -> letters.list(queue, 10).size() == 1);
    assertThat(letters.list(queue, 10).getFirst().fault())
        .isEqualTo(IllegalStateException.class.getName());
    assertThat(edges.domain.alarms).contains(queue + " java.lang.IllegalStateException");
    assertThat(edges.domain.calls(text)).isEqualTo(1);

    assertThat(letters.replay(queue, 10)).isEqualTo(1);
    RawMessage raw = accepted(text);
    assertThat(raw.replyTo()).isEqualTo("corridor.out.bank");
    assertThat(raw.idempotencyKey()).isEqualTo("idem-1");
    assertThat(letters.list(queue, 10)).isEmpty();
  }

  @Test
  void keepsAMessageForAsLongAsTheFaultLastsAndRaisesTheAlarm() throws JMSException {
    String text = "database is away for a night";
    edges.domain.scripts.put(
        text,
        call -> {
          if (call <= 30) {
            throw new Retryable("database is away");
          }
          return Edges.accepted("key");
        });
    send("core", "corridor.in.pain001", text.getBytes(StandardCharsets.UTF_8), null);
    accepted(text);
    // Fifteen deliveries of two tries each, then the one that is kept.
    assertThat(edges.domain.calls(text)).isEqualTo(31);
    assertThat(edges.domain.alarms).contains("pain001-jms-in retryable");
    assertThat(receive("corridor.in.pain001.dead", 200)).isNull();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void readsOneByteMoreThanIsAllowedAndNoMore(boolean asText) {
    char mark = asText ? 't' : 'b';
    byte[] large = new byte[2 * RawMessage.BYTES_MAX];
    java.util.Arrays.fill(large, (byte) mark);
    send("core", PACS_008, asText ? new String(large, StandardCharsets.US_ASCII) : large, null);
    await()
        .atMost(SOON)
        .until(() -> edges.domain.accepted.stream().anyMatch(r -> isLarge(r, mark)));
  }

  private static boolean isLarge(RawMessage raw, char mark) {
    return raw.bytes().length == RawMessage.BYTES_MAX + 1 && raw.bytes()[0] == mark;
  }

  @Test
  void takesTheLargestMessage() {
    byte[] largest = new byte[RawMessage.BYTES_MAX];
    java.util.Arrays.fill(largest, (byte) 'y');
    send("amqp", PACS_008, largest, null);
    assertThat(accepted(new String(largest, StandardCharsets.US_ASCII)).bytes()).isEqualTo(largest);
  }

  @Test
  void refusesAMessageWithoutBytes() throws JMSException {
    try (JMSContext jms = Edges.core().createContext()) {
      Message map = jms.createMapMessage();
      map.setJMSReplyTo(jms.createQueue("reply.map"));
      jms.createProducer().send(jms.createQueue(PACS_008), map);
    }
    Message reply = receive("reply.map", SOON.toMillis());
    assertThat(reply).isNotNull();
    assertThat(new String(bytes(reply), StandardCharsets.UTF_8)).contains("message.kind");
  }

  @Test
  void answerAndAcknowledgementAreOneTransaction() throws Exception {
    String text = "answered, then the session fails";
    edges.domain.scripts.put(text, call -> Edges.Double.refusal("xml.syntax"));
    AtomicInteger failures = new AtomicInteger(3);
    AdviceWith.adviceWith(
        edges.bean(CamelContext.class),
        "status-reply",
        route ->
            route
                .weaveAddLast()
                .process(
                    exchange -> {
                      if (failures.getAndDecrement() > 0) {
                        throw new Retryable("session fails");
                      }
                    }));
    String replies = "reply.once";
    send("core", PACS_008, text, replies);
    assertThat(receive(replies, SOON.toMillis())).isNotNull();
    assertThat(failures.get()).isNegative();
    assertThat(edges.domain.calls(text)).isGreaterThan(1);
    // What was rolled back is gone: the tries of one delivery that was kept may repeat, no more.
    List<Message> more = new ArrayList<>();
    Message next;
    while ((next = receive(replies, 300)) != null) {
      more.add(next);
    }
    assertThat(more).isEmpty();
  }

  @Test
  void aBatchSentTwiceArrivesOnce() throws JMSException {
    // The broker commits, the database does not: twice. And each time the batch has grown.
    MemoryOutbox outbox = edges.domain.outbox;
    outbox.put(answers(0, 20));
    outbox.meanwhile =
        () -> outbox.put(outbox.commitsToFail.get() > 0 ? answers(20, 30) : answers(30, 40));
    outbox.commitsToFail.set(2);
    await().atMost(SOON).until(() -> outbox.unsent() == 0);
    assertThat(outbox.commitsToFail.get()).isZero();
    for (int i = 0; i < 40; i++) {
      Message message = receive("corridor.out.once", SOON.toMillis());
      assertThat(message).isNotNull();
      assertThat(new String(bytes(message), StandardCharsets.UTF_8)).isEqualTo("answer " + i);
      assertThat(message.getJMSCorrelationID()).isEqualTo("ID:request-" + i);
      assertThat(message.getStringProperty(TransportHeaders.UETR)).isEqualTo("uetr-" + i);
    }
    assertThat(receive("corridor.out.once", 200)).isNull();
  }

  private static List<Outgoing> answers(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(
            i ->
                new Outgoing(
                    "out-" + i,
                    Channel.JMS,
                    "corridor.out.once",
                    AnswerType.PACS_002,
                    "uetr-" + i,
                    "ID:request-" + i,
                    ("answer " + i).getBytes(StandardCharsets.UTF_8)))
        .toList();
  }
}
