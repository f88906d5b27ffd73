package org.corridor.adapters.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.corridor.domain.message.Fault;
import org.corridor.domain.message.StatusReport;
import org.corridor.domain.message.StatusReport.Line;
import org.corridor.domain.money.Money;
import org.jspecify.annotations.Nullable;

/** Writes a status report as JSON; its form is told in docs/messages.md. */
final class StatusJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private StatusJson() {}

  static byte[] write(StatusReport report) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeStringField("reportId", report.reportId());
      out.writeStringField("createdAt", report.createdAt().toString());
      if (report.originalType() != null) {
        out.writeStringField("originalType", report.originalType().id());
      }
      text(out, "originalMessageId", report.originalMessageId());
      out.writeArrayFieldStart("faults");
      for (Fault fault : report.messageFaults()) {
        out.writeStartObject();
        out.writeStringField("field", fault.field());
        out.writeStringField("rule", fault.rule());
        out.writeStringField("code", fault.code().name());
        out.writeStringField("explanation", fault.explanation());
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeArrayFieldStart("transactions");
      for (Line line : report.transactions()) {
        line(out, line);
      }
      out.writeEndArray();
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory can be written", e);
    }
    return bytes.toByteArray();
  }

  private static void line(JsonGenerator out, Line line) throws IOException {
    out.writeStartObject();
    text(out, "instructionId", line.instructionId());
    text(out, "endToEndId", line.endToEndId());
    text(out, "uetr", line.uetr());
    out.writeStringField("status", line.status().name());
    if (line.code() != null) {
      out.writeStringField("code", line.code().name());
    }
    text(out, "explanation", line.explanation());
    money(out, "instructed", line.instructed());
    money(out, "delivered", line.delivered());
    text(out, "settledAt", line.settledAt() == null ? null : line.settledAt().toString());
    out.writeEndObject();
  }

  private static void text(JsonGenerator out, String name, @Nullable String text)
      throws IOException {
    if (text != null) {
      out.writeStringField(name, text);
    }
  }

  private static void money(JsonGenerator out, String name, @Nullable Money money)
      throws IOException {
    if (money != null) {
      out.writeObjectFieldStart(name);
      out.writeStringField("value", money.amount().toPlainString());
      out.writeStringField("currency", money.currency().getCurrencyCode());
      out.writeEndObject();
    }
  }
}
