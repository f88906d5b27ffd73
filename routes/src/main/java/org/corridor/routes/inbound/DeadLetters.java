package org.corridor.routes.inbound;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import org.corridor.domain.Retryable;
import org.corridor.routes.TransportHeaders;
import org.jspecify.annotations.Nullable;
import org.springframework.jms.JmsException;
import org.springframework.jms.core.JmsTemplate;

/** The operator's hand on dead letters: look, and send back once the bug is mended. */
public final class DeadLetters {
  /** Most letters listed or sent back at once. */
  public static final int LETTERS_MAX = 1_000;

  private static final long RECEIVE_MILLIS = 500;

  private final JmsTemplate jms;
  private final Set<String> queues;

  DeadLetters(JmsTemplate jms, Set<String> queues) {
    this.jms = jms;
    this.queues = Set.copyOf(queues);
  }

  /**
   * A dead letter, without its content.
   *
   * @param transportId what the transport called it at first
   * @param fault the class of the fault that it met
   * @param since when it was put aside, in milliseconds since 1970
   */
  public record Letter(@Nullable String transportId, @Nullable String fault, long since) {}

  /** The inbound queues that may have dead letters. */
  public Set<String> queues() {
    return queues;
  }

  /**
   * Lists the dead letters of an inbound queue, oldest first.
   *
   * @param max at most {@value #LETTERS_MAX}
   */
  public List<Letter> list(String queue, int max) {
    require(queue, max);
    return execute(session -> listed(session, queue, max), true);
  }

  /**
   * Moves dead letters back to their queue, oldest first, all together or none.
   *
   * @param max at most {@value #LETTERS_MAX}
   * @return how many were moved
   */
  public int replay(String queue, int max) {
    require(queue, max);
    return execute(session -> moved(session, queue, max), true);
  }

  private void require(String queue, int max) {
    if (!queues.contains(queue) || max < 1 || max > LETTERS_MAX) {
      throw new IllegalArgumentException("not an inbound queue, or not 1 to " + LETTERS_MAX);
    }
  }

  private <T> T execute(org.springframework.jms.core.SessionCallback<T> work, boolean start) {
    try {
      T result = jms.execute(work, start);
      if (result == null) {
        throw new IllegalStateException("work in a session has a result");
      }
      return result;
    } catch (JmsException e) {
      throw new Retryable("broker did not let dead letters be handled", e);
    }
  }

  private static List<Letter> listed(Session session, String queue, int max) throws JMSException {
    try (QueueBrowser browser =
        session.createBrowser(session.createQueue(DeadLetterQueues.of(queue)))) {
      List<Letter> letters = new ArrayList<>();
      Enumeration<?> all = browser.getEnumeration();
      while (letters.size() < max && all.hasMoreElements()) {
        Message message = (Message) all.nextElement();
        letters.add(
            new Letter(
                message.getStringProperty(TransportHeaders.REPLAY_OF),
                message.getStringProperty(TransportHeaders.FAULT),
                message.getJMSTimestamp()));
      }
      return letters;
    }
  }

  private static Integer moved(Session session, String queue, int max) throws JMSException {
    try (MessageConsumer consumer =
            session.createConsumer(session.createQueue(DeadLetterQueues.of(queue)));
        MessageProducer producer = session.createProducer(session.createQueue(queue))) {
      int moved = 0;
      Message message;
      while (moved < max && (message = consumer.receive(RECEIVE_MILLIS)) != null) {
        producer.send(MessageCopies.copy(session, message));
        moved++;
      }
      session.commit();
      return moved;
    }
  }
}
