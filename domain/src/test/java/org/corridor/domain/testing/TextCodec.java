package org.corridor.domain.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.corridor.domain.Malformed;
import org.corridor.domain.ReasonCode;
import org.corridor.domain.message.AnswerType;
import org.corridor.domain.message.CreditNotification;
import org.corridor.domain.message.Decoded;
import org.corridor.domain.message.Fault;
import org.corridor.domain.message.MessageReader;
import org.corridor.domain.message.MessageType;
import org.corridor.domain.message.MessageWriter;
import org.corridor.domain.message.RawMessage;
import org.corridor.domain.message.StatusReport;
import org.corridor.domain.money.Money;
import org.corridor.domain.payment.ChargeBearer;

/**
 * A message form for tests: {@code MSGID;LINE;LINE…}, a line being {@code
 * number:amount:currency:bearer} with {@code :amount:currency} of what is instructed, if it is.
 */
public final class TextCodec implements MessageReader, MessageWriter {
  @Override
  public Decoded read(RawMessage raw) {
    String[] parts = new String(raw.bytes(), StandardCharsets.UTF_8).split(";");
    if (parts.length < 2) {
      return new Decoded.Unreadable(
          null, null, List.of(new Fault("/", "text.form", ReasonCode.FF01, "cannot be read")));
    }
    List<Decoded.Transaction> lines = new ArrayList<>();
    for (int i = 1; i < parts.length; i++) {
      lines.add(line(parts[0], parts[i].split(":")));
    }
    return new Decoded.Understood(MessageType.PACS_008, parts[0], lines);
  }

  private static Decoded.Transaction line(String messageId, String[] fields) {
    int n = Integer.parseInt(fields[0]);
    try {
      Money instructed = fields.length > 4 ? Money.of(fields[4], fields[5]) : null;
      return new Decoded.Transaction.Valid(
          Samples.transfer(
              n,
              messageId,
              Money.of(fields[1], fields[2]),
              instructed,
              ChargeBearer.valueOf(fields[3])));
    } catch (Malformed e) {
      return new Decoded.Transaction.Faulty(
          "E2E-" + n,
          Samples.uetr(n).value(),
          List.of(new Fault("amount", e.rule(), e.code(), String.valueOf(e.getMessage()))));
    }
  }

  @Override
  public byte[] statusReport(StatusReport report, AnswerType form) {
    return (form + " " + report.originalMessageId() + " " + report.transactions())
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] creditNotification(CreditNotification notification) {
    return notification.toString().getBytes(StandardCharsets.UTF_8);
  }
}
