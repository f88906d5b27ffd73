package org.corridor.adapters.persistence;

import java.util.List;
import org.corridor.domain.settlement.Cursors;
import org.springframework.jdbc.core.JdbcTemplate;

/** Cursors in {@code payment_cursor}; the row's lock is the one holder's. */
final class JdbcCursors implements Cursors {
  private static final String START = "0";

  private final JdbcTemplate jdbc;

  JdbcCursors(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public String lock(String stream) {
    OpenUnit.required();
    List<String> known = select(stream);
    if (known.isEmpty()) {
      jdbc.update(
          "insert into payment_cursor (stream, cursor) values (?, ?) on conflict do nothing",
          stream,
          START);
      known = select(stream);
    }
    return known.getFirst();
  }

  @Override
  public void store(String stream, String cursor) {
    OpenUnit.required();
    jdbc.update(
        "insert into payment_cursor (stream, cursor) values (?, ?)"
            + " on conflict (stream) do update set cursor = excluded.cursor",
        stream,
        cursor);
  }

  private List<String> select(String stream) {
    return jdbc.queryForList(
        "select cursor from payment_cursor where stream = ? for update", String.class, stream);
  }
}
