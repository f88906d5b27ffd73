package org.corridor.adapters.settlement;

import java.sql.Types;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/** The channels in table {@code ledger_channel}, in the transaction of the calling thread. */
public final class JdbcChannels implements Channels {
  private static final int BATCH = 200;

  private final JdbcTemplate jdbc;

  /** Works on the given database. */
  public JdbcChannels(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<Channel> lease(int max) {
    return jdbc.query(
        """
        select address, sequence from ledger_channel where leased_hash is null
        order by address limit ? for update skip locked\
        """,
        (row, number) -> new Channel(row.getString(1), row.getLong(2)),
        max);
  }

  @Override
  public void bind(List<Binding> bindings) {
    jdbc.batchUpdate(
        "update ledger_channel set leased_hash = ?, leased_at = now() where address = ?",
        bindings,
        BATCH,
        (statement, binding) -> {
          statement.setString(1, binding.hash());
          statement.setString(2, binding.address());
        });
  }

  @Override
  public void release(List<Release> releases) {
    jdbc.batchUpdate(
        """
        update ledger_channel
        set sequence = coalesce(?, sequence + ?), leased_hash = null, leased_at = null
        where address = ? and leased_hash = ?\
        """,
        releases,
        BATCH,
        (statement, release) -> {
          statement.setObject(1, release.sequence(), Types.BIGINT);
          statement.setInt(2, release.spent() ? 1 : 0);
          statement.setString(3, release.address());
          statement.setString(4, release.hash());
        });
  }

  @Override
  public void register(List<Channel> channels) {
    jdbc.batchUpdate(
        "insert into ledger_channel (address, sequence) values (?, ?) on conflict do nothing",
        channels,
        BATCH,
        (statement, channel) -> {
          statement.setString(1, channel.address());
          statement.setLong(2, channel.sequence());
        });
  }

  @Override
  public Set<String> known() {
    return new HashSet<>(jdbc.queryForList("select address from ledger_channel", String.class));
  }
}
