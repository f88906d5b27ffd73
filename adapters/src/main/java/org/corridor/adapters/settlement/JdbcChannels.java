package org.corridor.adapters.settlement;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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
    jdbc.update(
        """
        update ledger_channel c set leased_hash = n.hash, leased_at = now()
        from unnest(?, ?) as n(address, hash) where c.address = n.address\
        """,
        statement -> {
          setColumn(statement, 1, "text", bindings, Binding::address);
          setColumn(statement, 2, "text", bindings, Binding::hash);
        });
  }

  @Override
  public void release(List<Release> releases) {
    jdbc.update(
        """
        update ledger_channel c
        set sequence = coalesce(n.sequence, c.sequence + n.spent),
          leased_hash = null, leased_at = null
        from unnest(?, ?, ?, ?) as n(address, hash, sequence, spent)
        where c.address = n.address and c.leased_hash = n.hash\
        """,
        statement -> {
          setColumn(statement, 1, "text", releases, Release::address);
          setColumn(statement, 2, "text", releases, Release::hash);
          setColumn(statement, 3, "int8", releases, Release::sequence);
          setColumn(statement, 4, "int8", releases, release -> release.spent() ? 1L : 0L);
        });
  }

  /** One array for a column of all rows: a batch is one statement. */
  private static <T> void setColumn(
      PreparedStatement statement,
      int index,
      String type,
      List<T> rows,
      Function<T, @Nullable Object> column)
      throws SQLException {
    Object[] values = rows.stream().map(column).toArray();
    statement.setArray(index, statement.getConnection().createArrayOf(type, values));
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
