package org.corridor.adapters.iso20022;

import java.util.List;
import java.util.regex.Pattern;
import org.corridor.adapters.codec.check.Texts;
import org.corridor.domain.Invariant;
import org.corridor.domain.message.AnswerType;
import org.corridor.domain.message.Fault;
import org.corridor.domain.message.StatusReport;
import org.corridor.domain.message.StatusReport.Line;
import org.corridor.domain.message.StatusReport.Status;
import org.corridor.domain.party.Bic;
import org.corridor.domain.payment.CreditTransfer;
import org.corridor.domain.payment.Rejection;
import org.jspecify.annotations.Nullable;

/** Writes pacs.002.001.10, pain.002.001.10 and pain.002.001.03. Thread-safe. */
public final class StatusReports {
  /** What a message is called that nobody could tell. */
  private static final String UNKNOWN_MESSAGE = "UNKNOWN";

  /** Some transactions were accepted, some were not. */
  private static final String PARTLY = "PART";

  private static final Pattern UETR =
      Pattern.compile("[a-f0-9]{8}-[a-f0-9]{4}-4[a-f0-9]{3}-[89ab][a-f0-9]{3}-[a-f0-9]{12}");
  private static final int REFERENCE_MAX = CreditTransfer.REFERENCE_MAX;

  private final Bic ours;

  /**
   * Makes a writer.
   *
   * @param ours the bank in whose name is answered
   */
  public StatusReports(Bic ours) {
    this.ours = ours;
  }

  /** Writes a report in one of the three forms. */
  public byte[] write(StatusReport report, AnswerType form) {
    return switch (form) {
      case PACS_002 -> pacs002(report);
      case PAIN_002, PAIN_002_03 -> pain002(report, form);
      case CAMT_054, STATUS_JSON ->
          throw new IllegalArgumentException(form + " is no ISO 20022 status report");
    };
  }

  private byte[] pacs002(StatusReport report) {
    XmlOut out = new XmlOut(AnswerType.PACS_002, "FIToFIPmtStsRpt");
    out.open("GrpHdr").leaf("MsgId", report.reportId(), REFERENCE_MAX);
    out.time("CreDtTm", report.createdAt()).bank("InstgAgt", ours.value()).close(1);
    group(out, report);
    for (Line line : report.transactions()) {
      out.open("TxInfAndSts");
      identification(out, line);
      out.leaf("OrgnlUETR", uetr(line));
      out.leaf("TxSts", line.status().name());
      reason(out, line);
      if (line.settledAt() != null) {
        out.open("FctvIntrBkSttlmDt").time("DtTm", line.settledAt()).close(1);
      }
      if (line.instructed() != null) {
        out.open("OrgnlTxRef").amount("IntrBkSttlmAmt", line.instructed()).close(1);
      }
      out.close(1);
    }
    return out.finish();
  }

  private byte[] pain002(StatusReport report, AnswerType form) {
    boolean is2019 = form == AnswerType.PAIN_002;
    XmlOut out = new XmlOut(form, "CstmrPmtStsRpt");
    out.open("GrpHdr").leaf("MsgId", report.reportId(), REFERENCE_MAX);
    out.time("CreDtTm", report.createdAt());
    out.open("DbtrAgt", "FinInstnId").leaf(is2019 ? "BICFI" : "BIC", ours.value()).close(3);
    group(out, report);
    if (!report.transactions().isEmpty()) {
      // The report does not keep which batch a transaction came in; its references tell it apart.
      out.open("OrgnlPmtInfAndSts").leaf("OrgnlPmtInfId", Texts.NOT_PROVIDED);
      for (Line line : report.transactions()) {
        out.open("TxInfAndSts");
        identification(out, line);
        if (is2019) {
          out.leaf("OrgnlUETR", uetr(line));
        }
        // The 2009 version knows no ACCC.
        out.leaf(
            "TxSts",
            !is2019 && line.status() == Status.ACCC ? Status.ACSC.name() : line.status().name());
        reason(out, line);
        if (line.instructed() != null) {
          out.open("OrgnlTxRef", "Amt").amount("InstdAmt", line.instructed()).close(2);
        }
        out.close(1);
      }
      out.close(1);
    }
    return out.finish();
  }

  private static void group(XmlOut out, StatusReport report) {
    String messageId = report.originalMessageId();
    out.open("OrgnlGrpInfAndSts");
    out.leaf(
        "OrgnlMsgId",
        messageId == null || messageId.isBlank() ? Texts.NOT_PROVIDED : messageId,
        REFERENCE_MAX);
    out.leaf(
        "OrgnlMsgNmId",
        report.originalType() == null ? UNKNOWN_MESSAGE : report.originalType().id());
    if (!report.transactions().isEmpty()) {
      out.leaf("OrgnlNbOfTxs", Integer.toString(report.transactions().size()));
    }
    out.leaf("GrpSts", groupStatus(report));
    for (Fault fault : report.messageFaults()) {
      reason(out, fault.code().name(), fault.field() + ": " + fault.explanation());
    }
    out.close(1);
  }

  private static String groupStatus(StatusReport report) {
    if (!report.messageFaults().isEmpty()) {
      return Status.RJCT.name();
    }
    List<Status> statuses = report.transactions().stream().map(Line::status).distinct().toList();
    Invariant.require(!statuses.isEmpty(), "a report has faults or transactions");
    if (!statuses.contains(Status.RJCT)) {
      return Status.ACSC.name();
    }
    return statuses.size() == 1 ? Status.RJCT.name() : PARTLY;
  }

  private static void identification(XmlOut out, Line line) {
    out.leaf("OrgnlInstrId", line.instructionId(), REFERENCE_MAX);
    out.leaf("OrgnlEndToEndId", line.endToEndId(), REFERENCE_MAX);
  }

  private static @Nullable String uetr(Line line) {
    return line.uetr() != null && UETR.matcher(line.uetr()).matches() ? line.uetr() : null;
  }

  private static void reason(XmlOut out, Line line) {
    if (line.code() != null) {
      reason(out, line.code().name(), line.explanation());
    } else if (line.delivered() != null && !line.delivered().equals(line.instructed())) {
      out.open("StsRsnInf").leaf("AddtlInf", "Delivered " + line.delivered()).close(1);
    }
  }

  private static void reason(XmlOut out, String code, @Nullable String explanation) {
    out.open("StsRsnInf", "Rsn").leaf("Cd", code).close(1);
    out.leaf("AddtlInf", explanation, Rejection.EXPLANATION_MAX).close(1);
  }
}
