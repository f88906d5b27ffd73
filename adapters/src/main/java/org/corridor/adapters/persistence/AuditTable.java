package org.corridor.adapters.persistence;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Rows of {@code payment_audit}: what people did that is no event of a payment. Only added. Takes
 * part in a unit of work when one runs; else each call is a transaction of its own.
 */
public final class AuditTable {
  /** Most entries told at once. */
  public static final int PAGE_MAX = 100;

  private final JdbcTemplate jdbc;

  /** The table of a database. */
  public AuditTable(DataSource database) {
    jdbc = new JdbcTemplate(database);
  }

  /**
   * Something that somebody did.
   *
   * @param at when
   * @param who his user name
   * @param action what
   * @param subject to what: a queue's name, an arrival's id
   * @param outcome what came of it
   */
  public record Entry(Instant at, String who, String action, String subject, String outcome) {}

  /**
   * Keeps an entry.
   *
   * @throws org.corridor.domain.Retryable when the database did not take it
   */
  public void keep(Entry entry) {
    try {
      jdbc.update(
          "insert into payment_audit (at, who, action, subject, outcome) values (?, ?, ?, ?, ?)",
          Timestamp.from(entry.at),
          entry.who,
          entry.action,
          entry.subject,
          entry.outcome);
    } catch (DataAccessException e) {
      throw JdbcUnitOfWork.told(e);
    }
  }

  /**
   * The newest entries, newest first.
   *
   * @param max at most {@value #PAGE_MAX}
   * @throws org.corridor.domain.Retryable when the database does not answer
   */
  public List<Entry> newest(int max) {
    try {
      return jdbc.query(
          "select at, who, action, subject, outcome from payment_audit order by id desc limit ?",
          (rows, i) ->
              new Entry(
                  Rows.time(rows, "at"),
                  rows.getString("who"),
                  rows.getString("action"),
                  rows.getString("subject"),
                  rows.getString("outcome")),
          Math.clamp(max, 1, PAGE_MAX));
    } catch (DataAccessException e) {
      throw JdbcUnitOfWork.told(e);
    }
  }
}
