package org.corridor.routes.outbound;

import jakarta.jms.BytesMessage;
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
import org.springframework.jms.JmsException;
import org.springframework.jms.core.JmsTemplate;

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
  private final JmsTemplate batches;
  private final JmsTemplate singles;
  private final InstantSource clock;

  /**
   * Connects the two.
   *
   * @param batches makes transacted sessions
   * @param singles makes sessions that are not
   */
  JmsOutbox(
      Outbox outbox,
      UnitOfWork unit,
      JmsTemplate batches,
      JmsTemplate singles,
      InstantSource clock) {
    this.outbox = outbox;
    this.unit = unit;
    this.batches = batches;
    this.singles = singles;
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

  private void send(List<Outgoing> batch) {
    try {
      batches.execute(session -> sendAll(session, batch));
      return;
    } catch (JmsException e) {
      LOG.info("broker refused a batch of {}, sending it singly: {}", batch.size(), fault(e));
    }
    try {
      singles.execute(session -> sendSingly(session, batch));
    } catch (JmsException e) {
      throw new Retryable("broker did not take messages of the outbox", e);
    }
  }

  /**
   * One by one: what the broker has already is told as a duplicate, and is sent as far as we care.
   */
  private static Boolean sendSingly(Session session, List<Outgoing> batch) throws JMSException {
    try (MessageProducer producer = session.createProducer(null)) {
      for (Outgoing outgoing : batch) {
        try {
          producer.send(session.createQueue(outgoing.destination()), message(session, outgoing));
        } catch (JMSException e) {
          if (!isDuplicate(e)) {
            throw e;
          }
        }
      }
      return Boolean.TRUE;
    }
  }

  /** By name: the routes know JMS, and not the broker whose exception it is. */
  private static boolean isDuplicate(JMSException e) {
    Throwable cause = e.getCause();
    return cause != null && cause.getClass().getSimpleName().equals(DUPLICATE_FAULT);
  }

  private static Boolean sendAll(Session session, List<Outgoing> batch) throws JMSException {
    try (MessageProducer producer = session.createProducer(null)) {
      for (Outgoing outgoing : batch) {
        producer.send(session.createQueue(outgoing.destination()), message(session, outgoing));
      }
      if (session.getTransacted()) {
        session.commit();
      }
      return Boolean.TRUE;
    }
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

  private static String fault(JmsException e) {
    return e.getCause() == null ? e.getClass().getName() : e.getCause().getClass().getName();
  }
}
