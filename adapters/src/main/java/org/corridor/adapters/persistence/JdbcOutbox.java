package org.corridor.adapters.persistence;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.corridor.domain.message.AnswerType;
import org.corridor.domain.message.Channel;
import org.corridor.domain.message.Outbox;
import org.springframework.jdbc.core.JdbcTemplate;

/** The outbox in {@code payment_outbox}. */
final class JdbcOutbox implements Outbox {
  private static final String PUT =
      """
      insert into payment_outbox (id, channel, destination, type, uetr, correlation, bytes)
      select n.id, n.channel, n.destination, n.type, n.uetr, n.correlation, n.bytes
      from unnest(?, ?, ?, ?, ?, ?, ?) with ordinality
        as n(id, channel, destination, type, uetr, correlation, bytes, line)
      order by n.line
      on conflict (id) do nothing
      """;

  private static final String TAKE =
      """
      select id, channel, destination, type, uetr, correlation, bytes from payment_outbox
      where channel = ? and sent_at is null and not_before <= ?
      order by seq limit ? for update skip locked
      """;

  private static final String SENT =
      "update payment_outbox o set sent_at = n.at, fault = null"
          + " from unnest(?, ?) as n(id, at) where o.id = n.id and o.sent_at is null";

  private static final String RETRY_LATER =
      "update payment_outbox o set tries = o.tries + 1, not_before = n.at, fault = n.fault"
          + " from unnest(?, ?, ?) as n(id, at, fault) where o.id = n.id and o.sent_at is null";

  private final JdbcTemplate jdbc;

  JdbcOutbox(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void put(List<Outgoing> messages) {
    OpenUnit.required();
    if (messages.isEmpty()) {
      return;
    }
    jdbc.update(
        PUT,
        Columns.of(messages)
            .texts(Outgoing::id)
            .texts(m -> m.channel().name())
            .texts(Outgoing::destination)
            .texts(m -> m.type().name())
            .texts(Outgoing::uetr)
            .texts(Outgoing::correlation)
            .bytes(Outgoing::bytes));
  }

  @Override
  public List<Outgoing> take(Channel channel, int max, Instant now) {
    OpenUnit.required();
    return jdbc.query(
        TAKE,
        (rows, i) ->
            new Outgoing(
                rows.getString("id"),
                channel,
                rows.getString("destination"),
                AnswerType.valueOf(rows.getString("type")),
                rows.getString("uetr"),
                rows.getString("correlation"),
                rows.getBytes("bytes")),
        channel.name(),
        OffsetDateTime.ofInstant(now, ZoneOffset.UTC),
        Math.min(max, BATCH_MAX));
  }

  @Override
  public void sent(List<Outgoing> messages, Instant at) {
    OpenUnit.required();
    if (!messages.isEmpty()) {
      jdbc.update(SENT, Columns.of(messages).texts(Outgoing::id).times(m -> at));
    }
  }

  @Override
  public void retryLater(List<Outgoing> messages, Instant notBefore, String fault) {
    OpenUnit.required();
    if (!messages.isEmpty()) {
      jdbc.update(
          RETRY_LATER,
          Columns.of(messages).texts(Outgoing::id).times(m -> notBefore).texts(m -> fault));
    }
  }
}
