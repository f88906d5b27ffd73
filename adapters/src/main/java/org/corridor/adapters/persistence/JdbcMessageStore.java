package org.corridor.adapters.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.corridor.domain.Invariant;
import org.corridor.domain.message.Channel;
import org.corridor.domain.message.MessageStore;
import org.corridor.domain.message.MessageType;
import org.corridor.domain.message.RawMessage;
import org.corridor.domain.message.StatusReport;
import org.corridor.domain.payment.CreditTransfer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The archive in {@code payment_message} and {@code payment_archive}, the answers in {@code
 * payment_answer}. Messages that wait for their answer are queued in {@code payment_complete}.
 */
final class JdbcMessageStore implements MessageStore {
  /** Keys of refused messages: no sender's name begins so. */
  private static final String REFUSED = "refused/";

  private static final String KEEP_REFUSED =
      """
      with message as (
        insert into payment_message (key, transport_id, channel, sender, idempotency_key, expected,
          reply_to, type, message_id, received_at, refused, transactions, open)
        select n.key, n.transport_id, n.channel, n.sender, n.idempotency_key, n.expected,
          n.reply_to, n.type, n.message_id, n.received_at, true, 0, 0
        from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as n(key, transport_id, channel, sender,
          idempotency_key, expected, reply_to, type, message_id, received_at)
        where not exists (
          select from payment_message m where m.transport_id = n.transport_id)
        on conflict (key) do nothing
        returning id),
      archive as (
        insert into payment_archive (message, bytes)
        select m.id, n.bytes from message m, unnest(?) as n(bytes))
      insert into payment_answer (message, report, at)
      select m.id, n.report, n.at from message m, unnest(?, ?) as n(report, at)
      """;

  private static final String TAKE_COMPLETE =
      """
      select m.id, m.key, m.channel, m.transport_id, m.reply_to, m.type, m.message_id,
        m.transactions, m.faulty
      from (select message, received_at from payment_complete
            order by received_at, message limit ? for update skip locked) c
      join payment_message m on m.id = c.message
      order by c.received_at, c.message
      """;

  private static final String PAYMENTS =
      """
      select p.message, p.ordinal, p.transfer, s.state, s.facts
      from payment_payment p join payment_state s on s.id = p.id
      where p.message = any (?)
      """;

  private static final String ANSWERED =
      """
      with answer as (
        select m.id, n.report, n.at
        from unnest(?, ?, ?) as n(key, report, at) join payment_message m on m.key = n.key),
      complete as (
        delete from payment_complete c using answer a where c.message = a.id
        returning a.id, a.report, a.at)
      insert into payment_answer (message, report, at) select id, report, at from complete
      """;

  private static final String AWAIT_ANSWER =
      """
      insert into payment_repetition (message, transport_id, channel, reply_to)
      select m.id, n.transport_id, n.channel, n.reply_to
      from unnest(?, ?, ?, ?) as n(key, transport_id, channel, reply_to)
      join payment_message m on m.key = n.key
      on conflict (message, transport_id) do nothing
      """;

  private static final String TAKE_WAITING =
      """
      with taken as (
        select r.id from payment_repetition r
        where exists (select from payment_answer a where a.message = r.message)
        order by r.id limit ? for update skip locked),
      gone as (
        delete from payment_repetition r using taken t where r.id = t.id
        returning r.id, r.message, r.transport_id, r.channel, r.reply_to)
      select m.key, g.transport_id, g.channel, g.reply_to, a.report
      from gone g join payment_message m on m.id = g.message
      join payment_answer a on a.message = g.message
      order by g.id
      """;

  private final JdbcTemplate jdbc;

  JdbcMessageStore(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public boolean keepRefused(RawMessage raw, StatusReport answer) {
    OpenUnit.required();
    Columns<RawMessage> message =
        Columns.of(List.of(raw))
            .texts(r -> REFUSED + r.transportId())
            .texts(RawMessage::transportId)
            .texts(r -> r.channel().name())
            .texts(RawMessage::sender)
            .texts(RawMessage::idempotencyKey)
            .texts(r -> name(r.expected()))
            .texts(RawMessage::replyTo)
            .texts(r -> name(answer.originalType()))
            .texts(r -> answer.originalMessageId())
            .times(RawMessage::receivedAt)
            .bytes(r -> archived(r.bytes()))
            .texts(r -> Stored.write(answer))
            .times(r -> answer.createdAt());
    return jdbc.update(KEEP_REFUSED, message) == 1;
  }

  @Override
  public List<Complete> takeComplete(int max) {
    OpenUnit.required();
    List<Taken> taken = jdbc.query(TAKE_COMPLETE, (rows, i) -> Taken.read(rows), max);
    if (taken.isEmpty()) {
      return List.of();
    }
    Map<Long, Taken> byId = new HashMap<>();
    taken.forEach(t -> byId.put(t.id, t));
    jdbc.query(
        PAYMENTS,
        Columns.of(taken).longs(t -> t.id),
        rows -> {
          Taken message = java.util.Objects.requireNonNull(byId.get(rows.getLong("message")));
          CreditTransfer transfer = Stored.read(rows.getString("transfer"), CreditTransfer.class);
          Facts facts = Stored.read(rows.getString("facts"), Facts.class);
          message.lines[rows.getInt("ordinal")] =
              StatusReport.Line.of(transfer, facts.state(rows.getString("state")));
        });
    return taken.stream().map(Taken::complete).toList();
  }

  @Override
  public void answered(String key, StatusReport report) {
    answered(Map.of(key, report));
  }

  @Override
  public void answered(Map<String, StatusReport> reports) {
    OpenUnit.required();
    if (reports.isEmpty()) {
      return;
    }
    int written =
        jdbc.update(
            ANSWERED,
            Columns.of(reports.entrySet())
                .texts(Map.Entry::getKey)
                .texts(e -> Stored.write(e.getValue()))
                .times(e -> e.getValue().createdAt()));
    Invariant.require(written == reports.size(), "a message is answered once, when it is complete");
  }

  @Override
  public Optional<Answered> answer(String key) {
    OpenUnit.required();
    return jdbc
        .query(
            """
            select a.report, a.at from payment_message m join payment_answer a on a.message = m.id
            where m.key = ?
            """,
            (rows, i) ->
                new Answered(
                    Stored.read(rows.getString("report"), StatusReport.class),
                    Rows.time(rows, "at")),
            key)
        .stream()
        .findFirst();
  }

  @Override
  public void awaitAnswer(String key, RawMessage repetition) {
    OpenUnit.required();
    jdbc.update(
        AWAIT_ANSWER,
        Columns.of(List.of(repetition))
            .texts(r -> key)
            .texts(RawMessage::transportId)
            .texts(r -> r.channel().name())
            .texts(RawMessage::replyTo));
  }

  @Override
  public List<Waiting> takeWaiting(int max) {
    OpenUnit.required();
    return jdbc.query(
        TAKE_WAITING,
        (rows, i) ->
            new Waiting(
                rows.getString("key"),
                Channel.valueOf(rows.getString("channel")),
                rows.getString("transport_id"),
                rows.getString("reply_to"),
                Stored.read(rows.getString("report"), StatusReport.class)),
        max);
  }

  @Override
  public Optional<String> keyOfTransport(String transportId) {
    OpenUnit.required();
    return jdbc
        .queryForList(
            "select key from payment_message where transport_id = ? order by id limit 1",
            String.class,
            transportId)
        .stream()
        .findFirst();
  }

  private static byte[] archived(byte[] bytes) {
    return bytes.length <= RawMessage.BYTES_MAX
        ? bytes
        : Arrays.copyOf(bytes, RawMessage.BYTES_MAX);
  }

  private static @Nullable String name(@Nullable Enum<?> constant) {
    return constant == null ? null : constant.name();
  }

  /** A complete message while its lines are put together. */
  @SuppressWarnings("ArrayRecordComponent") // filled in place; never compared
  private record Taken(
      long id,
      String key,
      Channel channel,
      String transportId,
      @Nullable String replyTo,
      MessageType type,
      String messageId,
      StatusReport.@Nullable Line[] lines) {

    static Taken read(ResultSet rows) throws SQLException {
      StatusReport.@Nullable Line[] lines = new StatusReport.Line[rows.getInt("transactions")];
      @Nullable String faulty = rows.getString("faulty");
      if (faulty != null) {
        for (Intake.FaultyLine line : Stored.read(faulty, Earlier.FAULTY_LINES)) {
          lines[line.ordinal()] = StatusReport.Line.of(line.transaction());
        }
      }
      return new Taken(
          rows.getLong("id"),
          rows.getString("key"),
          Channel.valueOf(rows.getString("channel")),
          rows.getString("transport_id"),
          rows.getString("reply_to"),
          MessageType.valueOf(rows.getString("type")),
          rows.getString("message_id"),
          lines);
    }

    Complete complete() {
      List<StatusReport.Line> inOrder = new ArrayList<>(lines.length);
      for (StatusReport.@Nullable Line line : lines) {
        Invariant.require(line != null, "every transaction of a complete message has its line");
        inOrder.add(java.util.Objects.requireNonNull(line));
      }
      return new Complete(key, channel, transportId, replyTo, type, messageId, inOrder);
    }
  }
}
