package org.corridor.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.corridor.routes.TransportHeaders;

/** A bank's system at the queues, by one of the two protocols, with a reply queue of its own. */
final class QueueUser implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** How it speaks to the broker. */
  enum Protocol {
    /** Artemis's own. */
    CORE,
    /** AMQP 1.0. */
    AMQP
  }

  /** What came back: its form and its bytes as text. */
  record Answer(String form, String text) {}

  private final JMSContext jms;
  private final String replies;
  private final JMSConsumer consumer;
  private final Map<String, List<Answer>> answers = new HashMap<>();

  QueueUser(Protocol protocol, Bank bank, String name) {
    ConnectionFactory factory =
        protocol == Protocol.CORE
            ? new ActiveMQConnectionFactory("tcp://127.0.0.1:" + bank.brokerPort())
            : new JmsConnectionFactory("amqp://127.0.0.1:" + bank.brokerPort());
    jms = factory.createContext();
    replies = "reply." + name + "." + protocol;
    consumer = jms.createConsumer(jms.createQueue(replies));
  }

  /** Sends bytes and returns the message's identification. */
  String send(String queue, byte[] content) {
    return send(queue, null, content);
  }

  String send(String queue, String key, byte[] content) {
    try {
      BytesMessage message = jms.createBytesMessage();
      message.writeBytes(content);
      return send(queue, key, message);
    } catch (JMSException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends a message that is neither bytes nor text. */
  String sendMap(String queue) {
    try {
      return send(queue, null, jms.createMapMessage());
    } catch (JMSException e) {
      throw new IllegalStateException(e);
    }
  }

  private String send(String queue, String key, Message message) throws JMSException {
    message.setJMSReplyTo(jms.createQueue(replies));
    if (key != null) {
      message.setStringProperty(TransportHeaders.IDEMPOTENCY_KEY, key);
    }
    jms.createProducer().send(jms.createQueue(queue), message);
    return message.getJMSMessageID();
  }

  /** The answer to a message; fails when none comes. */
  Answer answer(String messageId) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!answers.containsKey(messageId)) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      Message message = left > 0 ? consumer.receive(left) : null;
      assertThat(message).as("an answer to %s", messageId).isNotNull();
      take(message);
    }
    return answers.get(messageId).getFirst();
  }

  /** How many answers came to a message; waits a little for more. */
  int answers(String messageId) {
    Message message;
    while ((message = consumer.receive(300)) != null) {
      take(message);
    }
    return answers.getOrDefault(messageId, List.of()).size();
  }

  private void take(Message message) {
    try {
      answers
          .computeIfAbsent(message.getJMSCorrelationID(), k -> new ArrayList<>())
          .add(
              new Answer(
                  message.getStringProperty(TransportHeaders.MESSAGE_TYPE),
                  new String(message.getBody(byte[].class), StandardCharsets.UTF_8)));
    } catch (JMSException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    jms.close();
  }
}
