package org.corridor.dashboard;

import org.corridor.dashboard.ArrivalQueries.ArrivalRow;
import org.jspecify.annotations.Nullable;

/** An arrival's row as one viewer sees it. Public accessors: the templates call them. */
public record ArrivalView(
    String id,
    String amount,
    String from,
    String shortFrom,
    String bank,
    String debtor,
    String account,
    @Nullable String uetr,
    String shortUetr,
    String fate,
    String tone,
    String words,
    String closedAt) {
  private static final int SHORT_CHARS = 8;
  private static final String NONE = "–";

  static ArrivalView of(ArrivalRow row, Viewer viewer) {
    String uetr = row.uetr();
    String debtor = row.debtor();
    return new ArrivalView(
        row.id(),
        Words.grouped(row.amount()),
        row.from(),
        cut(row.from()) + "…",
        row.bank() == null ? NONE : row.bank(),
        debtor == null ? NONE : RowView.name(debtor, viewer),
        row.account() == null ? NONE : row.account(),
        uetr,
        uetr == null ? NONE : cut(uetr),
        row.fate(),
        row.tone(),
        row.words(),
        RowView.time(row.closedAt()));
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(SHORT_CHARS, text.length()));
  }
}
