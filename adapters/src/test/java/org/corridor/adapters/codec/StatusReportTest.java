package org.corridor.adapters.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.corridor.domain.ReasonCode;
import org.corridor.domain.message.AnswerType;
import org.corridor.domain.message.CreditNotification;
import org.corridor.domain.message.Fault;
import org.corridor.domain.message.MessageType;
import org.corridor.domain.message.StatusReport;
import org.corridor.domain.message.StatusReport.Line;
import org.corridor.domain.message.StatusReport.Status;
import org.corridor.domain.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Answers are valid by their schemas and say what happened. */
class StatusReportTest {
  private static final String UETR = "0e2b8c7a-5d3f-4a1e-9b6c-1f2e3d4c5b6a";
  private static final Line SETTLED =
      new Line(
          "I-1",
          "E-1",
          UETR,
          Status.ACSC,
          null,
          null,
          Money.of("10.00", "EUR"),
          Money.of("40.12", "AED"),
          Transfers.CREATED);
  private static final Line REJECTED =
      new Line(
          null,
          "E-2",
          "not-a-uetr",
          Status.RJCT,
          ReasonCode.AC01,
          "IBAN check digits do not match <&>",
          null,
          null,
          null);

  private final BankMessages messages = new BankMessages(Transfers.ALPHA);

  private static StatusReport report(List<Fault> faults, Line... lines) {
    return new StatusReport(
        "R-1", Transfers.CREATED, MessageType.PACS_008, "M-1", faults, List.of(lines));
  }

  private static StatusReport unreadable() {
    return new StatusReport(
        "R-2",
        Transfers.CREATED,
        null,
        null,
        List.of(new Fault("Document", "xml.malformed", ReasonCode.FF01, "x".repeat(300))),
        List.of());
  }

  @ParameterizedTest
  @EnumSource(names = {"PACS_002", "PAIN_002", "PAIN_002_03"})
  void writesByTheSchema(AnswerType form) {
    Shared.assertValid(
        messages.statusReport(report(List.of(), SETTLED, REJECTED), form), form.id());
    Shared.assertValid(messages.statusReport(unreadable(), form), form.id());
  }

  @ParameterizedTest
  @EnumSource(names = {"PACS_002", "PAIN_002", "PAIN_002_03"})
  void tellsTheGroupsStatus(AnswerType form) {
    assertThat(text(report(List.of(), SETTLED, REJECTED), form)).contains("<GrpSts>PART<");
    assertThat(text(report(List.of(), SETTLED), form)).contains("<GrpSts>ACSC<");
    assertThat(text(report(List.of(), REJECTED), form)).contains("<GrpSts>RJCT<");
    assertThat(text(unreadable(), form))
        .contains("<GrpSts>RJCT<", "<Cd>FF01</Cd>")
        .doesNotContain("TxInfAndSts");
  }

  @Test
  void escapesAndLeavesAwayWhatIsNoUetr() {
    String text = text(report(List.of(), REJECTED), AnswerType.PACS_002);
    assertThat(text).contains("do not match &lt;&amp;").doesNotContain("OrgnlUETR");
  }

  @Test
  void writesTheSameBytesForTheSameReport() {
    StatusReport report = report(List.of(), SETTLED, REJECTED);
    assertThat(messages.statusReport(report, AnswerType.PACS_002))
        .isEqualTo(messages.statusReport(report, AnswerType.PACS_002));
  }

  @Test
  void writesCreditNotificationsByTheSchema() {
    byte[] written =
        messages.creditNotification(
            new CreditNotification(
                "N-1",
                Transfers.CREATED,
                Transfers.CREATED,
                "acct-77",
                Transfers.BETA,
                Money.of("40.12", "AED"),
                Transfers.plain().uetr(),
                "E-1",
                "Olu Ade",
                Transfers.ALPHA,
                "ab".repeat(32)));
    assertThat(new String(written, StandardCharsets.UTF_8)).contains("ab".repeat(32));
    Shared.assertValid(written, "camt.054.001.08");
  }

  private String text(StatusReport report, AnswerType form) {
    return new String(messages.statusReport(report, form), StandardCharsets.UTF_8);
  }
}
