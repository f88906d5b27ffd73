package org.corridor.adapters.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.corridor.domain.Invariant;
import org.corridor.domain.message.InboundMessage;
import org.corridor.domain.payment.Payment;
import org.corridor.domain.payment.PaymentState;
import org.corridor.domain.payment.PaymentState.Settled;
import org.corridor.domain.payment.PaymentState.Signed;
import org.corridor.domain.payment.PaymentState.Submitted;
import org.corridor.domain.payment.PaymentStore;
import org.corridor.domain.payment.Transition;
import org.corridor.domain.payment.Uetr;
import org.corridor.domain.settlement.SignedTransaction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/**
 * Payments in {@code payment_payment} (what never changes) and {@code payment_state} (where they
 * stand), with their events in {@code payment_event}.
 *
 * <p>A payment is held by the lock on its row in {@code payment_state}. Stages skip rows that are
 * held; who must not miss one (the observer, a person) waits. Those who wait for several take them
 * in the order of ids.
 */
final class JdbcPaymentStore implements PaymentStore {
  private static final String FROM_LOCKED =
      """
      select s.id, s.state, s.facts, s.tries, p.uetr, p.transfer, p.message_key, p.entered_by,
        p.received_at
      from (%LOCK%) s join payment_payment p on p.id = s.id
      order by s.received_at, s.id
      """;

  private static final String TAKE =
      FROM_LOCKED.replace(
          "%LOCK%",
          """
          select id, state, facts, tries, received_at from payment_state
          where state = ? and state not in ('Settled', 'Rejected') and not_before <= ?
          order by received_at, id limit ? for update skip locked
          """);

  private static final String TAKE_EXPIRED =
      FROM_LOCKED.replace(
          "%LOCK%",
          """
          select id, state, facts, tries, received_at from payment_state
          where state = 'Submitted' and state not in ('Settled', 'Rejected') and valid_until < ?
          order by received_at, id limit ? for update skip locked
          """);

  private static final String TAKE_ONE =
      FROM_LOCKED.replace(
          "%LOCK%",
          """
          select id, state, facts, tries, received_at from payment_state
          where id = (select id from payment_payment where uetr = ?::uuid) for update
          """);

  private static final String TAKE_BY_TRANSACTION =
      FROM_LOCKED.replace(
          "%LOCK%",
          """
          select id, state, facts, tries, received_at from payment_state
          where tx_hash = any (?) and state in ('Signed', 'Submitted') order by id for update
          """);

  /** A step keeps the last transaction's hash: it is how the payment is found by it. */
  private static final String ADVANCE =
      """
      with step as (
        select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?) with ordinality
          as n(id, before, state, facts, tx_hash, valid_until, at, by, detail, line)),
      event as (
        insert into payment_event (payment, state, at, by, detail)
        select id, state, at, by, detail from step order by line)
      update payment_state s
      set state = n.state, facts = n.facts, since = n.at, tries = 0, not_before = '-infinity',
        fault = null, tx_hash = coalesce(n.tx_hash, s.tx_hash),
        valid_until = coalesce(n.valid_until, s.valid_until)
      from step n where s.id = n.id and s.state = n.before
      """;

  private static final String RETRY_LATER =
      """
      update payment_state s set tries = s.tries + 1, not_before = n.not_before, fault = n.fault
      from unnest(?, ?, ?, ?) as n(id, state, not_before, fault)
      where s.id = n.id and s.state = n.state
      """;

  /**
   * Counts final payments off their messages, in the order of messages, and queues the messages
   * that are complete; counts how payments ended.
   */
  private static final String COUNT_FINAL =
      """
      with final as (
        select p.message, n.state
        from unnest(?, ?) as n(id, state) join payment_payment p on p.id = n.id),
      locked as (
        select id from payment_message where id in (select message from final)
        order by id for update),
      counted as (
        update payment_message m set open = m.open - f.n
        from (select message, count(*) as n from final group by message) f, locked l
        where m.id = l.id and f.message = l.id
        returning m.id, m.received_at, m.open),
      complete as (
        insert into payment_complete (message, received_at)
        select id, received_at from counted where open = 0)
      insert into payment_tally as t (state, shard, n)
      select state, pg_backend_pid() % %SHARDS%, count(*) from final group by state order by state
      on conflict (state, shard) do update set n = t.n + excluded.n
      """
          .replace("%SHARDS%", Integer.toString(JdbcBooks.SHARDS));

  private final JdbcTemplate jdbc;
  private final JdbcBooks books;
  private final MoneyMoved moved;
  private final Intake intake;

  JdbcPaymentStore(JdbcTemplate jdbc, JdbcBooks books, MoneyMoved moved) {
    this.jdbc = jdbc;
    this.books = books;
    this.moved = moved;
    this.intake = new Intake(jdbc, books);
  }

  @Override
  public List<Acceptance> accept(List<InboundMessage> messages) {
    OpenUnit.required();
    return intake.accept(messages);
  }

  @Override
  public <S extends PaymentState> List<Payment<S>> take(Class<S> state, int max, Instant now) {
    OpenUnit unit = OpenUnit.current();
    Invariant.require(max > 0 && max <= BATCH_MAX, "a stage takes 1 to 256 payments");
    return jdbc.query(TAKE, reader(unit, state), state.getSimpleName(), sql(now), max);
  }

  @Override
  public Optional<Payment<?>> take(Uetr uetr) {
    RowMapper<Payment<PaymentState>> reader = reader(OpenUnit.current(), PaymentState.class);
    List<Payment<PaymentState>> found = jdbc.query(TAKE_ONE, reader, uetr.value());
    return found.isEmpty() ? Optional.empty() : Optional.of(found.getFirst());
  }

  @Override
  public List<Payment<?>> takeByTransaction(Collection<String> hashes) {
    OpenUnit unit = OpenUnit.current();
    if (hashes.isEmpty()) {
      return List.of();
    }
    List<Payment<PaymentState>> found =
        jdbc.query(
            TAKE_BY_TRANSACTION,
            Columns.of(hashes).texts(h -> h),
            reader(unit, PaymentState.class));
    List<Payment<?>> sorted = new ArrayList<>(found);
    sorted.sort(Comparator.comparing(p -> p.uetr().value()));
    return sorted;
  }

  @Override
  public Optional<Uetr> ofTransaction(String hash) {
    OpenUnit.required();
    return jdbc
        .query(
            """
            select p.uetr from payment_state s join payment_payment p on p.id = s.id
            where s.tx_hash = ? order by s.id limit 1
            """,
            (rows, i) -> new Uetr(rows.getString("uetr")),
            hash)
        .stream()
        .findFirst();
  }

  @Override
  public List<Payment<Submitted>> takeExpired(Instant expiredBefore, int max) {
    OpenUnit unit = OpenUnit.current();
    Invariant.require(max > 0 && max <= BATCH_MAX, "a stage takes 1 to 256 payments");
    return jdbc.query(TAKE_EXPIRED, reader(unit, Submitted.class), sql(expiredBefore), max);
  }

  @Override
  public void advance(List<Transition> steps) {
    OpenUnit unit = OpenUnit.current();
    if (steps.isEmpty()) {
      return;
    }
    Set<Uetr> distinct = new HashSet<>();
    List<Step> rows = new ArrayList<>(steps.size());
    for (Transition step : steps) {
      Invariant.require(distinct.add(step.before().uetr()), "one step a payment at a time");
      OpenUnit.Row row = unit.held(step.before());
      rows.add(new Step(row, step));
      unit.took(step.before().uetr(), new OpenUnit.Row(row.id(), step.after().name()));
    }
    int moved = jdbc.update(ADVANCE, columns(rows));
    Invariant.require(moved == steps.size(), "a held payment is in the state that it was taken in");
    finish(rows);
    books.book(steps.stream().flatMap(s -> s.journal().stream()).toList());
  }

  @Override
  public void retryLater(List<? extends Payment<?>> payments, Instant notBefore, String fault) {
    OpenUnit unit = OpenUnit.current();
    if (payments.isEmpty()) {
      return;
    }
    List<OpenUnit.Row> rows = new ArrayList<>(payments.size());
    for (Payment<?> payment : payments) {
      rows.add(unit.held(payment));
    }
    int put =
        jdbc.update(
            RETRY_LATER,
            Columns.of(rows)
                .longs(OpenUnit.Row::id)
                .texts(OpenUnit.Row::state)
                .times(r -> notBefore)
                .texts(r -> fault));
    Invariant.require(put == rows.size(), "a held payment is in the state that it was taken in");
  }

  private static Columns<Step> columns(List<Step> rows) {
    return Columns.of(rows)
        .longs(r -> r.row.id())
        .texts(r -> r.row.state())
        .texts(r -> r.step.after().name())
        .texts(r -> Stored.write(Facts.all(r.step.after())))
        .texts(r -> r.transaction() == null ? null : r.transaction().hash())
        .times(r -> r.transaction() == null ? null : r.transaction().validUntil())
        .times(r -> r.step.at())
        .texts(r -> r.step.by())
        .texts(r -> Stored.write(Facts.own(r.step.after())));
  }

  private void finish(List<Step> rows) {
    List<Step> ended = rows.stream().filter(r -> r.step.after().isFinal()).toList();
    if (ended.isEmpty()) {
      return;
    }
    jdbc.update(
        COUNT_FINAL, Columns.of(ended).longs(r -> r.row.id()).texts(r -> r.step.after().name()));
    Map<String, MoneyMoved.Sum> spent = new TreeMap<>();
    for (Step step : ended) {
      if (step.step.after() instanceof Settled settled) {
        String asset = settled.before().before().before().quote().sendAsset().toString();
        spent.merge(asset, MoneyMoved.Sum.one(settled.delivery().spent()), MoneyMoved.Sum::plus);
      }
    }
    moved.add(MoneyMoved.Kind.SPENT, spent);
  }

  private static <S extends PaymentState> RowMapper<Payment<S>> reader(
      OpenUnit unit, Class<S> type) {
    return (rows, i) -> {
      Payment<S> payment = payment(rows, type);
      unit.took(payment.uetr(), new OpenUnit.Row(rows.getLong("id"), payment.state().name()));
      return payment;
    };
  }

  /** A payment from a row that has all that belongs to it. */
  static <S extends PaymentState> Payment<S> payment(ResultSet rows, Class<S> type)
      throws SQLException {
    PaymentState state =
        Stored.read(rows.getString("facts"), Facts.class).state(rows.getString("state"));
    return new Payment<>(
        Stored.read(rows.getString("transfer"), org.corridor.domain.payment.CreditTransfer.class),
        rows.getString("message_key"),
        rows.getString("entered_by"),
        Rows.time(rows, "received_at"),
        type.cast(state),
        rows.getInt("tries"));
  }

  private static OffsetDateTime sql(Instant time) {
    return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
  }

  /** A step and the row that it is written to. */
  private record Step(OpenUnit.Row row, Transition step) {
    @Nullable SignedTransaction transaction() {
      return switch (step.after()) {
        case Signed s -> s.transaction();
        case Submitted s -> s.before().transaction();
        case Settled s -> s.before().before().transaction();
        default -> null; // the other states have none: tested by the table's constraint
      };
    }
  }
}
