package org.corridor.routes;

/** The names of the transport facts that cross the edges. Nothing else is read or written. */
public final class TransportHeaders {
  /** What stays of an exchange's headers on entry: nothing; facts move into the typed body. */
  public static final String KEPT = "CorridorNothingIsKept";

  /** In: the sender's idempotency key. A JMS string property. */
  public static final String IDEMPOTENCY_KEY = "CorridorIdempotencyKey";

  /** In, set by the replay of dead letters: the transport id of the first delivery. */
  public static final String REPLAY_OF = "CorridorReplayOf";

  /**
   * In, set by Artemis: the message id that an AMQP client gave. What JMS calls the message id is
   * then another one at each delivery.
   */
  public static final String NATIVE_ID = "NATIVE_MESSAGE_ID";

  /** In: who the broker says has sent it; only asked when the broker is told to validate it. */
  public static final String VALIDATED_USER = "JMSXUserID";

  /** In: how often the broker has delivered this message, this time included. */
  public static final String DELIVERIES = "JMSXDeliveryCount";

  /** Out: the definition identifier of the message, for example {@code pacs.002.001.10}. */
  public static final String MESSAGE_TYPE = "CorridorMessageType";

  /** Out: the payment that the message tells of, when it is one payment. */
  public static final String UETR = "CorridorUetr";

  /** Out: the broker drops a message whose duplicate id it has seen on the same address. */
  public static final String DUPLICATE_ID = "_AMQ_DUPL_ID";

  /** On dead letters: the class of the fault. */
  public static final String FAULT = "CorridorFault";

  /** Webhook: the media type of the body. */
  public static final String CONTENT_TYPE = "Content-Type";

  /** Webhook: the delivery's id; the same when it is delivered again. */
  public static final String WEBHOOK_DELIVERY = "Corridor-Delivery";

  /**
   * Webhook: {@code t=<epoch seconds>,v1=<hex of HMAC-SHA256 over t, a full stop and the body>}.
   */
  public static final String WEBHOOK_SIGNATURE = "Corridor-Signature";

  /** Exchange property: where a read file goes. */
  public static final String FILE_TARGET = "CorridorFileTarget";

  private TransportHeaders() {}
}
