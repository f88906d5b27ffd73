package org.corridor.adapters.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.corridor.domain.payment.Uetr;
import org.corridor.domain.payment.query.PaymentQueries.Page;
import org.corridor.domain.settlement.IncomingAgreement;
import org.corridor.domain.settlement.IncomingQueries;
import org.corridor.domain.settlement.SettlementLedger.Arrival;
import org.corridor.domain.settlement.SuspenseReason;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The questions about arrivals in SQL; every list is bounded and paged by key. */
final class JdbcIncomingQueries implements IncomingQueries {
  private static final String ARRIVED =
      """
      select a.*, s.reason, s.return_at, s.left_at, coalesce(a.payment, s.payment) as of
      from payment_arrival a left join payment_suspense s on s.arrival = a.id
      """;

  private final JdbcTemplate jdbc;

  JdbcIncomingQueries(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Page<Arrived> arrived(@Nullable String after, int max) {
    int limit = Math.clamp(max, 1, PAGE_MAX);
    List<Row> rows =
        jdbc.query(
            ARRIVED + " where a.seq < ? order by a.seq desc limit ?",
            (row, i) -> row(row),
            after == null ? Long.MAX_VALUE : number(after),
            limit + 1);
    boolean more = rows.size() > limit;
    List<Row> shown = more ? rows.subList(0, limit) : rows;
    return new Page<>(arrived(shown), more ? Long.toString(shown.getLast().seq) : null);
  }

  @Override
  public Optional<Expected> expected(Uetr uetr) {
    List<Expected> found =
        jdbc.query(
            "select * from payment_agreement where uetr = ?::uuid",
            (rows, i) ->
                new Expected(
                    JdbcIncomingStore.agreement(rows),
                    rows.getBigDecimal("credited") == null
                        ? null
                        : Rows.money(rows, "credited", "currency"),
                    Rows.timeOrNull(rows, "credited_at"),
                    List.of()),
            uetr.value());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    List<Row> rows =
        jdbc.query(
            ARRIVED
                + " where a.id in (select id from payment_arrival where payment = ?::uuid"
                + " union all select arrival from payment_suspense where payment = ?::uuid)"
                + " order by a.seq limit ?",
            (row, i) -> row(row),
            uetr.value(),
            uetr.value(),
            ARRIVALS_MAX);
    Expected one = found.getFirst();
    return Optional.of(
        new Expected(one.agreement(), one.credited(), one.creditedAt(), arrived(rows)));
  }

  @Override
  public long inSuspense() {
    Long count =
        jdbc.queryForObject(
            "select count(*) from payment_suspense where left_at is null", Long.class);
    return Objects.requireNonNull(count);
  }

  /** Arrivals and the agreements that they belong to, in two questions whatever their number. */
  private List<Arrived> arrived(List<Row> rows) {
    Map<String, IncomingAgreement> agreements =
        agreements(rows.stream().map(Row::uetr).filter(Objects::nonNull).distinct().toList());
    return rows.stream()
        .map(
            row ->
                new Arrived(
                    row.arrival,
                    row.fate,
                    row.decidedAt,
                    row.reason,
                    row.returnAt,
                    row.uetr == null ? null : agreements.get(row.uetr)))
        .toList();
  }

  private Map<String, IncomingAgreement> agreements(Collection<String> uetrs) {
    Map<String, IncomingAgreement> found = new HashMap<>();
    if (!uetrs.isEmpty()) {
      jdbc.query(
          "select * from payment_agreement where uetr = any (?)",
          Columns.of(uetrs).uuids(u -> u),
          rows -> {
            IncomingAgreement agreement = JdbcIncomingStore.agreement(rows);
            found.put(agreement.uetr().value(), agreement);
          });
    }
    return found;
  }

  private static Row row(ResultSet rows) throws SQLException {
    @Nullable String reason = rows.getString("reason");
    boolean here = Fate.SUSPENSE.name().equals(rows.getString("status"));
    return new Row(
        rows.getLong("seq"),
        JdbcIncomingStore.arrival(rows),
        Fate.valueOf(rows.getString("status")),
        Rows.timeOrNull(rows, "decided_at"),
        reason == null ? null : SuspenseReason.valueOf(reason),
        here ? Rows.timeOrNull(rows, "return_at") : null,
        rows.getString("of"));
  }

  /** Cursors come back from outside: what is none is the caller's error. */
  private static long number(String cursor) {
    try {
      return Long.parseLong(cursor);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not a cursor of these pages", e);
    }
  }

  private record Row(
      long seq,
      Arrival arrival,
      Fate fate,
      @Nullable Instant decidedAt,
      @Nullable SuspenseReason reason,
      @Nullable Instant returnAt,
      @Nullable String uetr) {}
}
