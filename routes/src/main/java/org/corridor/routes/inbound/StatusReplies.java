package org.corridor.routes.inbound;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import org.corridor.domain.Retryable;
import org.corridor.routes.TransportHeaders;
import org.springframework.jms.JmsException;
import org.springframework.jms.core.JmsTemplate;

/**
 * Sends final answers to reply queues. The template takes part in the session that the consumer of
 * this thread has open, so that the answer and the acknowledgement are one transaction.
 */
final class StatusReplies {
  private final JmsTemplate jms;

  StatusReplies(JmsTemplate jms) {
    this.jms = jms;
  }

  /** Sends what there is to tell now. */
  void reply(Reception reception) {
    switch (reception) {
      case Reception.Pending _ -> {
        // The outbox tells the final answer when there is one.
      }
      case Reception.Final answer -> send(answer);
    }
  }

  private void send(Reception.Final answer) {
    try {
      jms.send(answer.replyTo(), session -> message(session, answer));
    } catch (JmsException e) {
      throw new Retryable("broker did not take an answer", e);
    }
  }

  private static BytesMessage message(Session session, Reception.Final answer) throws JMSException {
    BytesMessage message = session.createBytesMessage();
    message.writeBytes(answer.answer());
    message.setJMSCorrelationID(answer.transportId());
    message.setStringProperty(TransportHeaders.MESSAGE_TYPE, answer.form().id());
    return message;
  }
}
