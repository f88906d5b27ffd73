package org.corridor.adapters.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.corridor.domain.book.BookAccount;
import org.corridor.domain.message.AnswerType;
import org.corridor.domain.message.Channel;
import org.corridor.domain.message.MessageType;
import org.corridor.domain.message.Outbox.Outgoing;
import org.corridor.domain.message.StatusReport;
import org.corridor.domain.money.Money;
import org.corridor.domain.payment.PaymentState;
import org.corridor.domain.payment.Uetr;
import org.corridor.domain.payment.query.PaymentQueries;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The questions in SQL; every list is bounded and paged by key. */
final class JdbcPaymentQueries implements PaymentQueries {
  private static final String STANDING =
      """
      select p.id, p.uetr, p.transfer, p.message_key, p.entered_by, p.received_at, s.state, s.facts,
        s.tries, s.since, s.fault, m.channel, m.type,
        case when s.tries > 0 then s.not_before end as not_before
      from payment_payment p
      join payment_state s on s.id = p.id
      join payment_message m on m.id = p.message
      """;

  private static final String RECEIVED =
      """
      select m.id, m.key, m.transport_id, m.channel, m.sender, m.type, m.message_id, m.received_at,
        m.refused, m.transactions, m.open, a.at as answered_at, a.report
      from payment_message m left join payment_answer a on a.message = m.id
      """;

  /** Events of transactions that all readers see: older than the oldest one under way. */
  private static final String EVENTS_AFTER =
      """
      select e.tx, e.id, e.state, e.at, e.by, p.uetr
      from (select tx, id, payment, state, at, by from payment_event
            where (tx, id) > (?, ?) and tx < %HORIZON% order by tx, id limit ?) e
      join payment_payment p on p.id = e.payment
      order by e.tx, e.id
      """
          .replace("%HORIZON%", "(select pg_snapshot_xmin(pg_current_snapshot())::text::bigint)");

  private final JdbcTemplate jdbc;

  JdbcPaymentQueries(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Optional<Story> payment(Uetr uetr) {
    List<Numbered<Standing>> found =
        jdbc.query(
            STANDING + " where p.uetr = ?::uuid",
            (rows, i) -> new Numbered<>(rows.getLong("id"), standing(rows)),
            uetr.value());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    List<Step> steps = new ArrayList<>();
    Facts[] known = {Facts.NONE};
    jdbc.query(
        "select state, at, by, detail from payment_event where payment = ? order by id",
        rows -> {
          String name = rows.getString("state");
          known[0] = known[0].then(name, Stored.read(rows.getString("detail"), Facts.class));
          PaymentState state = known[0].state(name);
          steps.add(new Step(state, Rows.time(rows, "at"), rows.getString("by")));
        },
        found.getFirst().id);
    return Optional.of(new Story(found.getFirst().item, steps));
  }

  @Override
  public Page<Standing> payments(@Nullable String state, @Nullable String after, int max) {
    int limit = Math.clamp(max, 1, PAGE_MAX);
    long before = after == null ? Long.MAX_VALUE : number(after);
    List<Numbered<Standing>> rows =
        jdbc.query(
            STANDING
                + (state == null
                    ? " where p.id < ? and ? = '' order by p.id desc limit ?"
                    : " where s.id < ? and s.state = ? order by s.id desc limit ?"),
            (row, i) -> new Numbered<>(row.getLong("id"), standing(row)),
            before,
            state == null ? "" : state,
            limit + 1);
    return page(rows, limit);
  }

  @Override
  public List<Standing> paymentsOf(String messageKey, int fromOrdinal, int max) {
    return jdbc.query(
        STANDING
            + " where p.message = (select id from payment_message where key = ?)"
            + " and p.ordinal >= ? order by p.ordinal limit ?",
        (rows, i) -> standing(rows),
        messageKey,
        fromOrdinal,
        Math.clamp(max, 1, PAGE_MAX));
  }

  @Override
  public List<StateCount> states() {
    Map<String, StateCount> counts = new LinkedHashMap<>();
    for (Class<?> state : PaymentState.class.getPermittedSubclasses()) {
      counts.put(state.getSimpleName(), new StateCount(state.getSimpleName(), 0, null));
    }
    jdbc.query(
        """
        select state, count(*) as n, min(since) as oldest from payment_state
        where state not in ('Settled', 'Rejected') group by state
        union all
        select state, sum(n), null from payment_tally group by state
        """,
        rows -> {
          String state = rows.getString("state");
          counts.put(
              state, new StateCount(state, rows.getLong("n"), Rows.timeOrNull(rows, "oldest")));
        });
    return List.copyOf(counts.values());
  }

  @Override
  public String lastEvent() {
    return jdbc
        .query(
            "select tx, id from payment_event"
                + " where tx < (select pg_snapshot_xmin(pg_current_snapshot())::text::bigint)"
                + " order by tx desc, id desc limit 1",
            (rows, i) -> cursor(rows))
        .stream()
        .findFirst()
        .orElse("");
  }

  @Override
  public List<Event> eventsAfter(String event, int max) {
    int dot = event.indexOf('.');
    long tx = dot < 0 ? 0 : number(event.substring(0, dot));
    long id = dot < 0 ? 0 : number(event.substring(dot + 1));
    return jdbc.query(
        EVENTS_AFTER,
        (rows, i) ->
            new Event(
                cursor(rows),
                new Uetr(rows.getString("uetr")),
                rows.getString("state"),
                Rows.time(rows, "at"),
                rows.getString("by")),
        tx,
        id,
        Math.clamp(max, 1, EVENTS_MAX));
  }

  @Override
  public Optional<Archived> message(String key) {
    return jdbc
        .query(
            RECEIVED.replace("a.report", "a.report, b.bytes")
                + " join payment_archive b on b.message = m.id where m.key = ?",
            (rows, i) -> {
              @Nullable String report = rows.getString("report");
              return new Archived(
                  received(rows),
                  rows.getBytes("bytes"),
                  report == null ? null : Stored.read(report, StatusReport.class));
            },
            key)
        .stream()
        .findFirst();
  }

  @Override
  public Page<Received> messages(boolean refused, @Nullable String after, int max) {
    int limit = Math.clamp(max, 1, PAGE_MAX);
    List<Numbered<Received>> rows =
        jdbc.query(
            RECEIVED
                + " where m.id < ? and "
                + (refused ? "m.refused" : "true")
                + " order by m.id desc limit ?",
            (row, i) -> new Numbered<>(row.getLong("id"), received(row)),
            after == null ? Long.MAX_VALUE : number(after),
            limit + 1);
    return page(rows, limit);
  }

  @Override
  public List<Sent> sent(Uetr uetr) {
    return jdbc.query(
        """
        select id, channel, destination, type, uetr, correlation, bytes, sent_at, fault
        from payment_outbox where id in (
          select id from payment_outbox where uetr = ?
          union all
          select o.id from payment_payment p join payment_message m on m.id = p.message
          join payment_outbox o on o.correlation = m.transport_id
          where p.uetr = ?::uuid)
        order by seq limit ?
        """,
        (rows, i) ->
            new Sent(
                new Outgoing(
                    rows.getString("id"),
                    Channel.valueOf(rows.getString("channel")),
                    rows.getString("destination"),
                    AnswerType.valueOf(rows.getString("type")),
                    rows.getString("uetr"),
                    rows.getString("correlation"),
                    rows.getBytes("bytes")),
                Rows.timeOrNull(rows, "sent_at"),
                rows.getString("fault")),
        uetr.value(),
        uetr.value(),
        PAGE_MAX);
  }

  @Override
  public List<Waiting> outbox() {
    Map<Channel, Waiting> waiting = new LinkedHashMap<>();
    for (Channel channel : Channel.values()) {
      waiting.put(channel, new Waiting(channel, 0, 0, null));
    }
    jdbc.query(
        """
        select channel, count(*) as n, count(*) filter (where tries > 0) as failing,
          min(written_at) as oldest
        from payment_outbox where sent_at is null group by channel
        """,
        rows -> {
          Channel channel = Channel.valueOf(rows.getString("channel"));
          waiting.put(
              channel,
              new Waiting(
                  channel,
                  rows.getLong("n"),
                  rows.getLong("failing"),
                  Rows.timeOrNull(rows, "oldest")));
        });
    return List.copyOf(waiting.values());
  }

  @Override
  public Map<BookAccount, Money> balances(List<BookAccount.Kind> kinds) {
    Map<BookAccount, Money> balances = new LinkedHashMap<>();
    jdbc.query(
        """
        select kind, owner, currency, sum(amount) as amount from payment_balance
        where kind = any (?) group by kind, owner, currency order by kind, owner, currency
        """,
        Columns.of(kinds).texts(Enum::name),
        rows -> {
          Money amount = Rows.money(rows, "amount", "currency");
          balances.put(Rows.account(rows, amount.currency()), amount);
        });
    return balances;
  }

  private static Standing standing(ResultSet rows) throws SQLException {
    return new Standing(
        JdbcPaymentStore.payment(rows, PaymentState.class),
        Channel.valueOf(rows.getString("channel")),
        MessageType.valueOf(rows.getString("type")),
        Rows.time(rows, "since"),
        Rows.timeOrNull(rows, "not_before"),
        rows.getString("fault"));
  }

  private static Received received(ResultSet rows) throws SQLException {
    @Nullable String type = rows.getString("type");
    return new Received(
        rows.getString("key"),
        rows.getString("transport_id"),
        Channel.valueOf(rows.getString("channel")),
        rows.getString("sender"),
        type == null ? null : MessageType.valueOf(type),
        rows.getString("message_id"),
        Rows.time(rows, "received_at"),
        rows.getBoolean("refused"),
        rows.getInt("transactions"),
        rows.getInt("open"),
        Rows.timeOrNull(rows, "answered_at"));
  }

  private static String cursor(ResultSet rows) throws SQLException {
    return rows.getLong("tx") + "." + rows.getLong("id");
  }

  /** One row more than the page shows tells that there is a next page. */
  private static <T> Page<T> page(List<Numbered<T>> rows, int limit) {
    boolean more = rows.size() > limit;
    List<Numbered<T>> shown = more ? rows.subList(0, limit) : rows;
    Function<Numbered<T>, T> item = Numbered::item;
    return new Page<>(
        shown.stream().map(item).toList(), more ? Long.toString(shown.getLast().id) : null);
  }

  /** Cursors come back from outside: what is none is the caller's error. */
  private static long number(String cursor) {
    try {
      return Long.parseLong(cursor);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not a cursor of these pages", e);
    }
  }

  private record Numbered<T>(long id, T item) {}
}
