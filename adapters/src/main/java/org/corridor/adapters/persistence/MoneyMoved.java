package org.corridor.adapters.persistence;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.corridor.domain.money.Asset;
import org.corridor.domain.money.LedgerAmount;
import org.corridor.domain.settlement.LedgerTotals;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What has moved on our ledger account, summed as it is written: {@code payment_moved}, in shards
 * like the balances (see {@link JdbcBooks}).
 */
final class MoneyMoved implements LedgerTotals {
  private static final String ADD =
      """
      insert into payment_moved as t (kind, asset, shard, stroops, n)
      select ?, n.asset, pg_backend_pid() % %SHARDS%, n.stroops, n.n
      from unnest(?, ?, ?) as n(asset, stroops, n) order by n.asset
      on conflict (kind, asset, shard)
      do update set stroops = t.stroops + excluded.stroops, n = t.n + excluded.n
      """
          .replace("%SHARDS%", Integer.toString(JdbcBooks.SHARDS));

  private final JdbcTemplate jdbc;

  MoneyMoved(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Adds sums per asset, ordered by asset so that writers never wait in a circle. */
  void add(Kind kind, Map<String, Sum> sums) {
    if (!sums.isEmpty()) {
      jdbc.update(
          ADD,
          Columns.of(sums.entrySet())
              .one(kind.name())
              .texts(Map.Entry::getKey)
              .numbers(e -> e.getValue().stroops)
              .longs(e -> e.getValue().n));
    }
  }

  @Override
  public List<Total> totals() {
    OpenUnit.required();
    return jdbc.query(
        """
        select asset,
          coalesce(sum(stroops) filter (where kind = 'ARRIVED'), 0) as arrived,
          coalesce(sum(stroops) filter (where kind = 'SPENT'), 0) as spent,
          coalesce(sum(stroops) filter (where kind = 'RETURNED'), 0) as returned,
          sum(n) as n
        from payment_moved group by asset order by asset
        """,
        (rows, i) ->
            new Total(
                Asset.parse(rows.getString("asset")),
                new LedgerAmount(rows.getBigDecimal("arrived").longValueExact()),
                new LedgerAmount(rows.getBigDecimal("spent").longValueExact()),
                new LedgerAmount(rows.getBigDecimal("returned").longValueExact()),
                rows.getLong("n")));
  }

  /** Which way. */
  enum Kind {
    ARRIVED,
    SPENT,
    RETURNED
  }

  /**
   * A sum.
   *
   * @param stroops how much
   * @param n of how many movements
   */
  record Sum(BigDecimal stroops, long n) {
    static Sum one(LedgerAmount amount) {
      return new Sum(BigDecimal.valueOf(amount.stroops()), 1);
    }

    Sum plus(Sum other) {
      return new Sum(stroops.add(other.stroops), n + other.n);
    }
  }
}
