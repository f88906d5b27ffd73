package org.corridor.routes.inbound;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import org.corridor.domain.Retryable;
import org.corridor.domain.message.Channel;
import org.corridor.domain.message.Fault;
import org.corridor.domain.message.MessageType;
import org.corridor.domain.message.RawMessage;
import org.corridor.routes.RoutesSettings;
import org.corridor.routes.TransportHeaders;
import org.jspecify.annotations.Nullable;

/** Reads arrivals from JMS messages of core and AMQP clients. */
final class JmsArrivals {
  /** Longest text that is taken from a property; a longer one is as good as none. */
  private static final int PROPERTY_CHARS_MAX = 128;

  private static final int QUEUE_CHARS_MAX = 200;

  /** One byte more than is allowed: so much is read that too much is told as such. */
  private static final int READ_MAX = RawMessage.BYTES_MAX + 1;

  private final RoutesSettings settings;
  private final InstantSource clock;

  JmsArrivals(RoutesSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** How often the broker delivered a message, this time included. */
  static int deliveries(Message message) {
    try {
      return message.propertyExists(TransportHeaders.DELIVERIES)
          ? message.getIntProperty(TransportHeaders.DELIVERIES)
          : 1;
    } catch (JMSException e) {
      throw new Retryable("broker did not let a message be read", e);
    }
  }

  /**
   * Reads one.
   *
   * @param expected the type that its queue is for; null when there are several
   */
  Arrival read(Message message, @Nullable MessageType expected) {
    try {
      return switch (message) {
        case BytesMessage bytes -> whole(message, expected, body(bytes));
        case TextMessage text -> text(text, expected);
        default -> barred(message, Faults.NO_BYTES);
      };
    } catch (JMSException e) {
      throw new Retryable("broker did not let a message be read", e);
    }
  }

  private Arrival text(TextMessage message, @Nullable MessageType expected) throws JMSException {
    String text = message.getText();
    // Every char is at least one byte: no more of them are encoded than can matter.
    byte[] bytes =
        text == null
            ? new byte[0]
            : text.substring(0, Math.min(text.length(), READ_MAX)).getBytes(StandardCharsets.UTF_8);
    return whole(
        message, expected, bytes.length <= READ_MAX ? bytes : Arrays.copyOf(bytes, READ_MAX));
  }

  private static byte[] body(BytesMessage message) throws JMSException {
    byte[] bytes = new byte[(int) Math.min(message.getBodyLength(), READ_MAX)];
    message.reset(); // it was read to its end when this delivery was tried before
    message.readBytes(bytes);
    return bytes;
  }

  private Arrival whole(Message message, @Nullable MessageType expected, byte[] bytes)
      throws JMSException {
    String id = transportId(message);
    return new Arrival.Whole(
        new RawMessage(
            id == null ? "sha256:" + sha256(bytes) : id,
            Channel.JMS,
            sender(message),
            property(message, TransportHeaders.IDEMPOTENCY_KEY),
            expected,
            replyTo(message),
            bytes,
            clock.instant()));
  }

  private Arrival barred(Message message, Fault fault) throws JMSException {
    String id = transportId(message);
    return new Arrival.Barred(id == null ? "unidentified" : id, replyTo(message), fault);
  }

  private static @Nullable String transportId(Message message) throws JMSException {
    String replayed = property(message, TransportHeaders.REPLAY_OF);
    return replayed != null ? replayed : bounded(MessageCopies.id(message), PROPERTY_CHARS_MAX);
  }

  private String sender(Message message) throws JMSException {
    String user =
        settings.validatedUser() ? property(message, TransportHeaders.VALIDATED_USER) : null;
    return user == null ? settings.sender() : user;
  }

  /** Never one of our own inbound queues: answers must not be taken for messages. */
  private String replyTo(Message message) throws JMSException {
    String name =
        message.getJMSReplyTo() instanceof Queue queue
            ? bounded(queue.getQueueName(), QUEUE_CHARS_MAX)
            : null;
    return name == null || settings.queues().all().contains(name) || DeadLetterQueues.isOne(name)
        ? settings.replyQueue()
        : name;
  }

  private static @Nullable String property(Message message, String name) throws JMSException {
    return message.propertyExists(name)
        ? bounded(message.getStringProperty(name), PROPERTY_CHARS_MAX)
        : null;
  }

  private static @Nullable String bounded(@Nullable String text, int max) {
    return text == null || text.isBlank() || text.length() > max ? null : text;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
