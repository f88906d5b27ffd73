package org.corridor.adapters.persistence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.corridor.domain.compliance.ScreeningDecision;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Rows of {@code case_case} and {@code case_entry}. Takes part in a unit of work when one runs;
 * else each call is a transaction of its own, and tells {@link org.corridor.domain.Retryable} when
 * the database does not answer.
 */
public final class CaseTable {
  /** Most cases of a page. */
  public static final int PAGE_MAX = 100;

  private static final String OPEN =
      """
      insert into case_case (uetr, direction, opened_at, decision, claimed_by, open, version)
      select * from unnest(?, ?, ?, ?, ?, ?::boolean[], ?)
      on conflict (uetr, direction) do nothing
      """;

  /** Entries are only added: the lines from the known version on. */
  private static final String UPDATE =
      """
      with changed as (
        update case_case c set claimed_by = n.claimed_by, open = n.open, version = n.version
        from unnest(?, ?, ?, ?::boolean[], ?) as n(uetr, direction, claimed_by, open, version)
        where c.uetr = n.uetr and c.direction = n.direction and c.version = n.version - 1
        returning c.uetr, c.direction)
      insert into case_entry (uetr, direction, line, action, officer, at, text, list_version)
      select c.uetr, c.direction, n.line, n.action, n.officer, n.at, n.text, n.list_version
      from changed c, unnest(?, ?, ?, ?, ?, ?) as n(line, action, officer, at, text, list_version)
      where n.line >= (select count(*) from case_entry e
                       where e.uetr = c.uetr and e.direction = c.direction)
      """;

  private static final String SELECT =
      """
      select c.uetr, c.direction, c.opened_at, c.decision, c.claimed_by, c.open, c.version,
        e.action, e.officer, e.at, e.text, e.list_version
      from (%CASES%) c
      left join case_entry e on e.uetr = c.uetr and e.direction = c.direction
      order by c.opened_at, c.uetr, c.direction, e.line
      """;

  private static final String ONE =
      SELECT.replace("%CASES%", "select * from case_case where uetr = ?::uuid and direction = ?");

  private static final String PAGE =
      SELECT.replace(
          "%CASES%",
          "select * from case_case where open and (opened_at, uetr, direction)"
              + " > (?, ?::uuid, ?) order by opened_at, uetr, direction limit ?");

  private static final String FIRST_PAGE =
      SELECT.replace(
          "%CASES%",
          "select * from case_case where open order by opened_at, uetr, direction limit ?");

  private final JdbcTemplate jdbc;

  /** The tables of a database. */
  public CaseTable(DataSource database) {
    jdbc = new JdbcTemplate(database);
  }

  /**
   * A case.
   *
   * @param uetr the payment
   * @param direction {@code OUTGOING} or {@code INCOMING}
   * @param openedAt when
   * @param decision what screening found
   * @param claimedBy who works on it; null when nobody does
   * @param entries what was done, in order
   * @param open whether it waits for officers
   * @param version counts the changes
   */
  public record CaseRow(
      String uetr,
      String direction,
      Instant openedAt,
      ScreeningDecision.Held decision,
      @Nullable String claimedBy,
      List<EntryRow> entries,
      boolean open,
      int version) {
    /** Copies the list. */
    public CaseRow {
      entries = List.copyOf(entries);
    }
  }

  /** What was done, by whom, when, why, and on which lists. */
  public record EntryRow(
      String action, String officer, Instant at, String text, String listVersion) {}

  /** Keeps a new case without entries; one that is there already stays. Returns what is kept. */
  public CaseRow open(CaseRow fresh) {
    update(
        OPEN,
        Columns.of(List.of(fresh))
            .uuids(CaseRow::uetr)
            .texts(CaseRow::direction)
            .times(CaseRow::openedAt)
            .texts(c -> Stored.write(c.decision))
            .texts(CaseRow::claimedBy)
            .texts(c -> Boolean.toString(c.open))
            .ints(CaseRow::version));
    return find(fresh.uetr, fresh.direction).orElseThrow();
  }

  /** A case; empty when there is none. */
  public Optional<CaseRow> find(String uetr, String direction) {
    return select(ONE, uetr, direction).stream().findFirst();
  }

  /**
   * Keeps a changed case with its new entries, when nobody changed it in between.
   *
   * @param changed its version is one more than that of the case it was made from
   * @return whether it is kept
   */
  public boolean update(CaseRow changed) {
    Columns<CaseRow> columns =
        Columns.of(List.of(changed))
            .uuids(CaseRow::uetr)
            .texts(CaseRow::direction)
            .texts(CaseRow::claimedBy)
            .texts(c -> Boolean.toString(c.open))
            .ints(CaseRow::version);
    List<Numbered> entries = new ArrayList<>();
    for (int i = 0; i < changed.entries.size(); i++) {
      entries.add(new Numbered(i, changed.entries.get(i)));
    }
    return update(
            UPDATE,
            columns.and(
                Columns.of(entries)
                    .ints(Numbered::line)
                    .texts(e -> e.entry.action)
                    .texts(e -> e.entry.officer)
                    .times(e -> e.entry.at)
                    .texts(e -> e.entry.text)
                    .texts(e -> e.entry.listVersion)))
        > 0;
  }

  /**
   * Open cases, oldest first.
   *
   * @param after the last case of the page before; null for the first page
   * @param max at most {@value #PAGE_MAX}
   */
  public List<CaseRow> openCases(@Nullable CaseRow after, int max) {
    int limit = Math.clamp(max, 1, PAGE_MAX);
    return after == null
        ? select(FIRST_PAGE, limit)
        : select(
            PAGE,
            after.openedAt.atOffset(java.time.ZoneOffset.UTC),
            after.uetr,
            after.direction,
            limit);
  }

  private int update(String sql, Columns<?> columns) {
    try {
      return jdbc.update(sql, columns);
    } catch (RuntimeException fault) {
      throw JdbcUnitOfWork.told(fault);
    }
  }

  private List<CaseRow> select(String sql, Object... parameters) {
    try {
      return query(sql, parameters);
    } catch (RuntimeException fault) {
      throw JdbcUnitOfWork.told(fault);
    }
  }

  private List<CaseRow> query(String sql, Object... parameters) {
    Map<String, CaseRow> cases = new LinkedHashMap<>();
    jdbc.query(
        sql,
        rows -> {
          String uetr = rows.getString("uetr");
          String direction = rows.getString("direction");
          CaseRow known = cases.get(uetr + direction);
          List<EntryRow> entries = new ArrayList<>(known == null ? List.of() : known.entries);
          @Nullable String action = rows.getString("action");
          if (action != null) {
            entries.add(
                new EntryRow(
                    action,
                    rows.getString("officer"),
                    Rows.time(rows, "at"),
                    rows.getString("text"),
                    rows.getString("list_version")));
          }
          cases.put(
              uetr + direction,
              new CaseRow(
                  uetr,
                  direction,
                  Rows.time(rows, "opened_at"),
                  Stored.read(rows.getString("decision"), ScreeningDecision.Held.class),
                  rows.getString("claimed_by"),
                  entries,
                  rows.getBoolean("open"),
                  rows.getInt("version")));
        },
        parameters);
    return List.copyOf(cases.values());
  }

  private record Numbered(int line, EntryRow entry) {}
}
