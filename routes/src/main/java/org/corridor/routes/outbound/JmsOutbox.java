package org.corridor.routes.outbound;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.time.InstantSource;
import java.util.List;
import org.corridor.domain.Retryable;
import org.corridor.domain.UnitOfWork;
import org.corridor.domain.message.Channel;
import org.corridor.domain.message.Outbox;
import org.corridor.domain.message.Outbox.Outgoing;
import org.corridor.domain.payment.Stage;
import org.corridor.routes.TransportHeaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the outbox's messages for queues: a batch is one transaction of the broker inside one unit
 * of work.
 *
 * <p>The broker commits first. When the database then does not, the batch is taken and sent again;
 * the broker knows its messages by their duplicate ids. It refuses a whole transaction for one
 * duplicate, but drops a duplicate alone: so a refused batch is sent message by message.
 */
final class JmsOutbox implements Stage {
  static final String NAME = "outbox-jms";

  private static final String DUPLICATE_FAULT = "ActiveMQDuplicateIdException";

  private static final Logger LOG = LoggerFactory.getLogger(JmsOutbox.class);

  private final Outbox outbox;
  private final UnitOfWork unit;
  private final ConnectionFactory connections;
  private final InstantSource clock;

  /**
   * Connects the two.
   *
   * @param connections keeps sessions and producers open, so that opening them costs nothing
   */
  JmsOutbox(Outbox outbox, UnitOfWork unit, ConnectionFactory connections, InstantSource clock) {
    this.outbox = outbox;
    this.unit = unit;
    this.connections = connections;
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int runOnce() {
    return unit.in(this::relay);
  }

  private int relay() {
    List<Outgoing> batch = outbox.take(Channel.JMS, Outbox.BATCH_MAX, clock.instant());
    if (!batch.isEmpty()) {
      send(batch);
      outbox.sent(batch, clock.instant());
    }
    return batch.size();
  }

  /*
   * With sessions of our own: one of a JmsTemplate would join the unit of work, and be committed
   * after it, when the database holds for sent what the broker may yet refuse.
   */
  private void send(List<Outgoing> batch) {
    try (Connection connection = connections.createConnection()) {
      try {
        sendTogether(connection, batch);
      } catch (JMSException e) {
        LOG.info(
            "broker refused a batch of {}, sending it singly: {}",
            batch.size(),
            e.getClass().getName());
        sendSingly(connection, batch);
      }
    } catch (JMSException e) {
      throw new Retryable("broker did not take messages of the outbox", e);
    }
  }

  private static void sendTogether(Connection connection, List<Outgoing> batch)
      throws JMSException {
    try (Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        MessageProducer producer = session.createProducer(null)) {
      for (Outgoing outgoing : batch) {
        producer.send(session.createQueue(outgoing.destination()), message(session, outgoing));
      }
      session.commit();
    }
  }

  /**
   * One by one: what the broker has already is told as a duplicate, and is sent as far as we care.
   */
  private static void sendSingly(Connection connection, List<Outgoing> batch) throws JMSException {
    try (Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = session.createProducer(null)) {
      for (Outgoing outgoing : batch) {
        try {
          producer.send(session.createQueue(outgoing.destination()), message(session, outgoing));
        } catch (JMSException e) {
          if (!isDuplicate(e)) {
            throw e;
          }
        }
      }
    }
  }

  /** By name: the routes know JMS, and not the broker whose exception it is. */
  private static boolean isDuplicate(JMSException e) {
    Throwable cause = e.getCause();
    return cause != null && cause.getClass().getSimpleName().equals(DUPLICATE_FAULT);
  }

  private static BytesMessage message(Session session, Outgoing outgoing) throws JMSException {
    BytesMessage message = session.createBytesMessage();
    message.writeBytes(outgoing.bytes());
    message.setStringProperty(TransportHeaders.DUPLICATE_ID, outgoing.id());
    message.setStringProperty(TransportHeaders.MESSAGE_TYPE, outgoing.type().id());
    if (outgoing.uetr() != null) {
      message.setStringProperty(TransportHeaders.UETR, outgoing.uetr());
    }
    if (outgoing.correlation() != null) {
      message.setJMSCorrelationID(outgoing.correlation());
    }
    return message;
  }
}
