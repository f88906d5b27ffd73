package org.corridor.adapters.interbank;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.corridor.domain.Malformed;
import org.corridor.domain.compliance.Letter;
import org.corridor.domain.party.Bic;
import org.jspecify.annotations.Nullable;

/** The outside of a letter as HTTP headers. */
final class LetterHeaders {
  static final String SENDER = "Corridor-Sender";
  static final String RECIPIENT = "Corridor-Recipient";
  static final String SENT_AT = "Corridor-Sent-At";
  static final String NONCE = "Corridor-Nonce";
  static final String IN_REPLY_TO = "Corridor-In-Reply-To";
  static final String SIGNATURE = "Corridor-Signature";

  private static final int LENGTH_MAX = 200;

  private LetterHeaders() {}

  static Map<String, String> write(Letter letter) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(SENDER, letter.sender().value());
    headers.put(RECIPIENT, letter.recipient().value());
    headers.put(SENT_AT, letter.sentAt().toString());
    headers.put(NONCE, letter.nonce());
    if (!letter.inReplyTo().isEmpty()) {
      headers.put(IN_REPLY_TO, letter.inReplyTo());
    }
    headers.put(SIGNATURE, letter.signature());
    return headers;
  }

  /** The letter, or empty when a header is missing or not of the form. */
  static Optional<Letter> read(String purpose, Function<String, @Nullable String> headers) {
    String sender = headers.apply(SENDER);
    String recipient = headers.apply(RECIPIENT);
    String sentAt = headers.apply(SENT_AT);
    String nonce = headers.apply(NONCE);
    String signature = headers.apply(SIGNATURE);
    String inReplyTo = headers.apply(IN_REPLY_TO);
    if (sender == null
        || recipient == null
        || sentAt == null
        || nonce == null
        || signature == null
        || sentAt.length() > LENGTH_MAX
        || signature.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Letter(
              purpose,
              new Bic(sender),
              new Bic(recipient),
              Instant.parse(sentAt),
              nonce,
              inReplyTo == null ? "" : inReplyTo,
              signature));
    } catch (Malformed | DateTimeException e) {
      return Optional.empty();
    }
  }
}
