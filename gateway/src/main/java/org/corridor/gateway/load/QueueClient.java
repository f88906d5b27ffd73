package org.corridor.gateway.load;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.corridor.domain.payment.Uetr;
import org.jspecify.annotations.Nullable;

/**
 * A bank's queue client: sends payments, remembers when, and counts the final answers that come
 * back. Holds out while the broker is away: a message that was not certainly taken is sent again
 * under the same duplicate id.
 */
public final class QueueClient implements AutoCloseable {
  private static final Pattern UETR = Pattern.compile("<(?:\\w+:)?OrgnlUETR>([^<]+)<");
  private static final Pattern STATUS = Pattern.compile("<(?:\\w+:)?TxSts>([^<]+)<");
  private static final long RECEIVE_MILLIS = 500;
  private static final long PAUSE_MILLIS = 200;

  private final ActiveMQConnectionFactory factory;
  private final String answersQueue;
  private final Map<String, Long> sentAt = new ConcurrentHashMap<>();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final AtomicLong surplus = new AtomicLong();
  private final Thread reader;
  private volatile boolean open = true;

  /** One for each thread that sends: a JMS session belongs to one thread. */
  private final Map<Thread, Link> links = new ConcurrentHashMap<>();

  /**
   * What came back for a payment.
   *
   * @param status ACSC, ACCC or RJCT
   * @param nanos from just before the send to the answer's arrival
   * @param messageIds the distinct messages that carried it: more than one is a fault
   */
  public record Answer(String status, long nanos, Set<String> messageIds) {}

  private record Link(Connection connection, Session session, MessageProducer producer) {}

  /**
   * Connects and starts to read answers.
   *
   * @param url the broker
   * @param answersQueue where final answers come
   */
  public QueueClient(String url, String answersQueue) {
    this.factory = new ActiveMQConnectionFactory(url + "?reconnectAttempts=0&callTimeout=5000");
    this.answersQueue = answersQueue;
    this.reader = Thread.ofPlatform().name("answers").daemon().start(this::read);
  }

  /**
   * Sends a payment; returns once the broker has it on disk.
   *
   * @param queue where to
   * @param uetr its identity, under which its answer is awaited
   * @param content the message
   */
  public void send(String queue, Uetr uetr, byte[] content) {
    sentAt.putIfAbsent(uetr.value(), System.nanoTime());
    while (open) {
      try {
        Link to = link();
        BytesMessage message = to.session().createBytesMessage();
        message.writeBytes(content);
        // The same id when sent again: the broker drops what it has already.
        message.setStringProperty(
            org.apache.activemq.artemis.api.core.Message.HDR_DUPLICATE_DETECTION_ID.toString(),
            uetr.value());
        to.producer().send(to.session().createQueue(queue), message);
        return;
      } catch (JMSException e) {
        drop(links.remove(Thread.currentThread()));
        pause();
      }
    }
  }

  /** How many payments were sent. */
  public int sent() {
    return sentAt.size();
  }

  /** How many payments have their answer. */
  public int answered() {
    return answers.size();
  }

  /** The answers so far, by UETR. */
  public Map<String, Answer> answers() {
    return Map.copyOf(answers);
  }

  /** The payments that were sent and have no answer. */
  public Set<String> unanswered() {
    Set<String> left = ConcurrentHashMap.newKeySet();
    left.addAll(sentAt.keySet());
    left.removeAll(answers.keySet());
    return left;
  }

  /** Answers to what was never sent here, or that cannot be read. */
  public long surplus() {
    return surplus.get();
  }

  @Override
  public void close() {
    open = false;
    links.values().forEach(QueueClient::drop);
    try {
      reader.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    factory.close();
  }

  private Link link() throws JMSException {
    Link known = links.get(Thread.currentThread());
    if (known != null) {
      return known;
    }
    Connection connection = factory.createConnection();
    Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    Link fresh = new Link(connection, session, session.createProducer(null));
    links.put(Thread.currentThread(), fresh);
    return fresh;
  }

  private static void drop(@Nullable Link link) {
    if (link != null) {
      try {
        link.connection().close();
      } catch (JMSException e) {
        // It is gone already: that is why it is dropped.
        return;
      }
    }
  }

  private void read() {
    while (open) {
      try (Connection connection = factory.createConnection();
          Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
          MessageConsumer consumer = session.createConsumer(session.createQueue(answersQueue))) {
        connection.start();
        while (open) {
          Message message = consumer.receive(RECEIVE_MILLIS);
          if (message != null) {
            take(message);
          }
        }
      } catch (JMSException e) {
        pause();
      }
    }
  }

  private void take(Message message) throws JMSException {
    long now = System.nanoTime();
    String text =
        message instanceof TextMessage t
            ? t.getText()
            : new String(message.getBody(byte[].class), StandardCharsets.UTF_8);
    Matcher uetr = UETR.matcher(text);
    Matcher status = STATUS.matcher(text);
    Long sent = uetr.find() ? sentAt.get(uetr.group(1)) : null;
    if (sent == null || !status.find()) {
      surplus.incrementAndGet();
      return;
    }
    Answer answer =
        answers.computeIfAbsent(
            uetr.group(1),
            u -> new Answer(status.group(1), now - sent, ConcurrentHashMap.newKeySet()));
    answer.messageIds().add(message.getJMSMessageID());
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
