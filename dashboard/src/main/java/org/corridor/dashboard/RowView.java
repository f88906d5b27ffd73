package org.corridor.dashboard;

import java.time.Instant;
import org.corridor.dashboard.DashboardQueries.PaymentRow;
import org.jspecify.annotations.Nullable;

/** A payment's row as one viewer sees it. Public accessors: the templates call them. */
public record RowView(
    String uetr,
    String shortUetr,
    String routeIn,
    String debtor,
    String creditor,
    String sent,
    String delivered,
    String path,
    String state,
    String tone,
    String took,
    String receivedAt,
    @Nullable String fault) {
  private static final int SHORT_CHARS = 8;
  private static final String NONE = "–";

  static RowView of(PaymentRow row, Viewer viewer) {
    return new RowView(
        row.uetr(),
        row.uetr().substring(0, Math.min(SHORT_CHARS, row.uetr().length())),
        row.channel() + " " + row.type(),
        name(row.debtor(), viewer),
        name(row.creditor(), viewer),
        Words.grouped(row.sent()),
        row.delivered() == null ? NONE : Words.grouped(row.delivered()),
        row.path() == null ? NONE : row.path(),
        row.state(),
        tone(row),
        row.millis() == null ? NONE : row.millis().toString(),
        time(row.receivedAt()),
        row.fault());
  }

  /** A name as a viewer may see it: in full, or its initials. */
  static String name(String name, Viewer viewer) {
    if (viewer.seesPersonalData()) {
      return name;
    }
    StringBuilder initials = new StringBuilder();
    for (String word : name.strip().split("\\s+")) {
      if (!word.isEmpty()) {
        initials.appendCodePoint(word.codePointAt(0)).append(". ");
      }
    }
    return initials.toString().strip();
  }

  /** A time for a table: UTC, to the second. */
  static String time(Instant at) {
    return at.toString().replaceFirst("\\.\\d+Z$", "Z").replace('T', ' ').replace("Z", "");
  }

  private static String tone(PaymentRow row) {
    return switch (row.state()) {
      case "Settled" -> "good";
      case "Rejected" -> "bad";
      case "Held", "AwaitingApproval" -> "waits";
      default -> row.fault() == null ? "moves" : "waits";
    };
  }
}
