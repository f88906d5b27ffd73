package org.corridor.adapters.interbank;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import org.corridor.domain.Malformed;
import org.corridor.domain.ReasonCode;
import org.jspecify.annotations.Nullable;

/** The bodies of the exchange as JSON; see docs/interbank.md. Every field may be missing. */
final class Wire {
  /** What the bodies are, as their letters say. */
  static final String RESOLUTIONS = "resolutions";

  static final String AGREEMENTS = "agreements";

  /** Longest body in bytes: 256 attachments with room to spare. */
  static final int BODY_BYTES_MAX = 4 << 20;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  private Wire() {}

  record Questions(@Nullable List<@Nullable Question> queries) {}

  record Question(
      @Nullable String kind,
      @Nullable String name,
      @Nullable String domain,
      @Nullable String account,
      @Nullable String country,
      @Nullable String number) {}

  record Resolutions(@Nullable List<@Nullable Resolved> resolutions) {}

  record Resolved(
      @Nullable String account,
      @Nullable String shownName,
      @Nullable String currency,
      @Nullable String settlementAddress,
      @Nullable String code,
      @Nullable String explanation) {}

  record Attachments(@Nullable List<@Nullable Sheet> attachments) {}

  record Sheet(
      @Nullable String salt,
      @Nullable String uetr,
      @Nullable String endToEndId,
      @Nullable String sender,
      @Nullable String from,
      @Nullable String receiver,
      @Nullable String to,
      @Nullable String account,
      @Nullable String delivered,
      @Nullable Sum settlement,
      @Nullable Sum instructed,
      @Nullable Sum expected,
      @Nullable String chargeBearer,
      @Nullable String settlementDate,
      @Nullable Person debtor,
      @Nullable String debtorAccount,
      @Nullable String debtorBank,
      @Nullable Person creditor,
      @Nullable String purpose,
      @Nullable List<String> remittance) {}

  record Sum(@Nullable String amount, @Nullable String currency) {}

  record Person(
      @Nullable String name,
      @Nullable List<String> address,
      @Nullable String country,
      @Nullable String birthDate,
      @Nullable String identifier) {}

  record Answers(@Nullable List<@Nullable Answered> answers) {}

  record Answered(
      @Nullable String outcome,
      @Nullable String hash,
      @Nullable String salt,
      @Nullable String agreedAt,
      @Nullable String expiresAt,
      @Nullable String code,
      @Nullable String explanation) {}

  /** A refusal of a whole request. */
  record Problem(int status, String title) {}

  static byte[] write(Object body) {
    try {
      return JSON.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records of text can be written", e);
    }
  }

  /**
   * Reads a body.
   *
   * @throws Malformed when it is not one
   */
  static <T> T read(byte[] body, Class<T> type) {
    T read;
    try {
      read = JSON.readValue(body, type);
    } catch (IOException e) {
      // The cause's message may quote the body, which is personal data.
      throw new Malformed("interbank.json", ReasonCode.FF01, "not the JSON of this exchange");
    }
    return need(read, "body");
  }

  /** A field that must be there. */
  static <T> T need(@Nullable T value, String field) {
    if (value == null) {
      throw new Malformed("interbank." + field, ReasonCode.CH21, field + " is missing");
    }
    return value;
  }

  /** A code of the enumeration, or another when the other side has one that we do not know. */
  static ReasonCode code(@Nullable String code) {
    try {
      return ReasonCode.valueOf(need(code, "code"));
    } catch (Malformed e) {
      throw e;
    } catch (IllegalArgumentException e) {
      return ReasonCode.NARR;
    }
  }
}
