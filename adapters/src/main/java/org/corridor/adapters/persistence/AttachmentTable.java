package org.corridor.adapters.persistence;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.corridor.domain.compliance.Attachment;
import org.corridor.domain.payment.Uetr;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Rows of {@code payment_attachment}: what we agreed to as the receiving bank. Takes part in a unit
 * of work when one runs.
 */
public final class AttachmentTable {
  private static final String KEEP =
      """
      insert into payment_attachment as known (uetr, hash, attachment, agreed_at, expires_at)
      select * from unnest(?, ?, ?, ?, ?)
      on conflict (uetr) do update set expires_at = greatest(known.expires_at, excluded.expires_at)
      where known.hash = excluded.hash
      """;

  private static final String FIND =
      """
      select uetr, attachment, agreed_at, expires_at from payment_attachment
      where uetr = any (?::uuid[])
      """;

  private final JdbcTemplate jdbc;

  /** The table of a database. */
  public AttachmentTable(DataSource database) {
    jdbc = new JdbcTemplate(database);
  }

  /**
   * One agreement.
   *
   * @param attachment what was agreed on
   * @param agreedAt when
   * @param expiresAt until when the payment must close on the ledger
   */
  public record Row(Attachment attachment, Instant agreedAt, Instant expiresAt) {}

  /**
   * Keeps rows; where a payment has one already, that one stays, and lasts until the later of both
   * times when both are about the same attachment.
   */
  public void keep(List<Row> rows) {
    // In one order by all writers, so that none waits for another in a circle.
    List<Row> ordered =
        rows.stream().sorted(Comparator.comparing(r -> r.attachment.uetr().value())).toList();
    jdbc.update(
        KEEP,
        Columns.of(ordered)
            .uuids(r -> r.attachment.uetr().value())
            .texts(r -> r.attachment.hash())
            .texts(r -> Stored.write(r.attachment))
            .times(Row::agreedAt)
            .times(Row::expiresAt));
  }

  /** What is kept about these payments, by payment; those without a row are missing. */
  public Map<Uetr, Row> find(Collection<Uetr> payments) {
    Map<Uetr, Row> found = new HashMap<>();
    jdbc.query(
        FIND,
        Columns.of(payments).uuids(Uetr::value),
        rows -> {
          found.put(
              new Uetr(rows.getString("uetr")),
              new Row(
                  Stored.read(rows.getString("attachment"), Attachment.class),
                  Rows.time(rows, "agreed_at"),
                  Rows.time(rows, "expires_at")));
        });
    return found;
  }
}
