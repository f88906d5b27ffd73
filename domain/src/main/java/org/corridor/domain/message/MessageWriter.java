package org.corridor.domain.message;

/** Port: writes the messages that go out. Pure: same record, same bytes. */
public interface MessageWriter {
  /**
   * Writes a final answer in the form that its original asks for: pacs.002 for pacs.008 and MT103,
   * pain.002 (of the original's version) for pain.001, JSON for our own resource.
   */
  byte[] statusReport(StatusReport report, AnswerType form);

  /** Writes a camt.054. */
  byte[] creditNotification(CreditNotification notification);

  /** The form in which a message of a type is answered; of an unknown type with pacs.002. */
  static AnswerType answerTo(@org.jspecify.annotations.Nullable MessageType original) {
    return switch (original) {
      case PAIN_001_09 -> AnswerType.PAIN_002;
      case PAIN_001_03 -> AnswerType.PAIN_002_03;
      case PAYMENT_JSON -> AnswerType.STATUS_JSON;
      case PACS_008, MT103 -> AnswerType.PACS_002;
      case null -> AnswerType.PACS_002;
    };
  }
}
