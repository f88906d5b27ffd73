package org.corridor.routes.inbound;

import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.corridor.domain.Invariant;
import org.corridor.domain.Retryable;
import org.corridor.routes.DeadLetterAlarm;
import org.corridor.routes.TransportHeaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jms.JmsException;
import org.springframework.jms.core.JmsTemplate;

/** Puts a message that met a bug aside, as it came, in the session that consumed it. */
final class BuriedMessages implements Processor {
  private static final Logger LOG = LoggerFactory.getLogger(BuriedMessages.class);

  private final JmsTemplate jms;
  private final DeadLetterAlarm alarm;

  BuriedMessages(JmsTemplate jms, DeadLetterAlarm alarm) {
    this.jms = jms;
    this.alarm = alarm;
  }

  @Override
  public void process(Exchange exchange) {
    Message message = exchange.getMessage().getBody(Message.class);
    Invariant.require(message != null, "a dead letter is a JMS message");
    Throwable fault = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    String name = fault == null ? "unknown" : fault.getClass().getName();
    String queue = bury(message, name);
    // The stack tells where; the message may hold what it should not, and is left out.
    LOG.error("dead letter from {}: {} at {}", queue, name, place(fault));
    alarm.raise(queue, name);
  }

  private String bury(Message message, String fault) {
    try {
      Destination from = message.getJMSDestination();
      String queue = from instanceof Queue named ? named.getQueueName() : "unknown";
      jms.send(
          DeadLetterQueues.of(queue),
          session -> {
            Message copy = MessageCopies.copy(session, message);
            copy.setStringProperty(TransportHeaders.FAULT, fault);
            return copy;
          });
      return queue;
    } catch (JMSException | JmsException e) {
      throw new Retryable("broker did not take a dead letter", e);
    }
  }

  private static Object place(Throwable fault) {
    return fault == null || fault.getStackTrace().length == 0
        ? "an unknown place"
        : fault.getStackTrace()[0];
  }
}
