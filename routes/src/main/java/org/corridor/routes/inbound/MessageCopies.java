package org.corridor.routes.inbound;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import org.corridor.routes.TransportHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Copies a message with what the sender has said, byte by byte; not with what the broker has added,
 * such as its duplicate id, for which it would drop the copy when it is sent back.
 */
final class MessageCopies {
  private MessageCopies() {}

  static Message copy(Session session, Message original) throws JMSException {
    Message copy = body(session, original);
    copy.setJMSReplyTo(original.getJMSReplyTo());
    copy.setJMSCorrelationID(original.getJMSCorrelationID());
    keep(original, copy, TransportHeaders.IDEMPOTENCY_KEY);
    keep(original, copy, TransportHeaders.VALIDATED_USER);
    keep(original, copy, TransportHeaders.REPLAY_OF);
    String id = id(original);
    if (!copy.propertyExists(TransportHeaders.REPLAY_OF) && id != null) {
      copy.setStringProperty(TransportHeaders.REPLAY_OF, id);
    }
    return copy;
  }

  /** The id that the sender's client gave; the same at each delivery. */
  static @Nullable String id(Message message) throws JMSException {
    return message.propertyExists(TransportHeaders.NATIVE_ID)
        ? message.getStringProperty(TransportHeaders.NATIVE_ID)
        : message.getJMSMessageID();
  }

  private static Message body(Session session, Message original) throws JMSException {
    return switch (original) {
      case TextMessage text -> session.createTextMessage(text.getText());
      case BytesMessage bytes -> {
        byte[] content = new byte[(int) bytes.getBodyLength()];
        bytes.reset();
        bytes.readBytes(content);
        BytesMessage copy = session.createBytesMessage();
        copy.writeBytes(content);
        yield copy;
      }
      default -> session.createMessage();
    };
  }

  private static void keep(Message from, Message to, String property) throws JMSException {
    if (from.propertyExists(property)) {
      to.setStringProperty(property, from.getStringProperty(property));
    }
  }
}
