package org.corridor.adapters.persistence;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Rows of {@code payment_nonce}: which signed requests were seen, on all instances. Forgets a few
 * that have run out with each new one, so that the table stays as large as the window.
 */
public final class NonceTable {
  private static final String NOTE =
      """
      with old as (
        delete from payment_nonce where (sender, nonce) in (
          select sender, nonce from payment_nonce where expires_at < ?
          order by expires_at limit 8 for update skip locked))
      insert into payment_nonce (sender, nonce, expires_at) values (?, ?, ?)
      on conflict (sender, nonce) do nothing
      """;

  private final JdbcTemplate jdbc;
  private final InstantSource clock;

  /** The table of a database; the clock tells what has run out. */
  public NonceTable(DataSource database, InstantSource clock) {
    this.jdbc = new JdbcTemplate(database);
    this.clock = clock;
  }

  /**
   * Notes a nonce and tells whether it is new: of several calls with one nonce exactly one is told
   * true.
   *
   * @param until until when it must be remembered: later it is refused for its age
   * @throws org.corridor.domain.Retryable when the database cannot tell
   */
  public boolean firstSeen(String sender, String nonce, Instant until) {
    try {
      return jdbc.update(
              NOTE,
              clock.instant().atOffset(ZoneOffset.UTC),
              sender,
              nonce,
              until.atOffset(ZoneOffset.UTC))
          == 1;
    } catch (RuntimeException fault) {
      throw JdbcUnitOfWork.told(fault);
    }
  }
}
