package org.corridor.adapters.persistence;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.corridor.domain.Invariant;
import org.corridor.domain.money.Asset;
import org.corridor.domain.money.LedgerAmount;
import org.corridor.domain.money.Money;
import org.corridor.domain.party.Bic;
import org.corridor.domain.party.LedgerAddress;
import org.corridor.domain.payment.Uetr;
import org.corridor.domain.settlement.IncomingAgreement;
import org.corridor.domain.settlement.IncomingStore;
import org.corridor.domain.settlement.SettlementLedger.Arrival;
import org.corridor.domain.settlement.SignedTransaction;
import org.corridor.domain.settlement.SuspenseReason;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The receiving side in {@code payment_agreement}, {@code payment_arrival}, {@code
 * payment_suspense} and {@code payment_return}.
 *
 * <p>An item of suspense is held by the lock on its row. Who needs several rows takes them in the
 * order of their keys.
 */
final class JdbcIncomingStore implements IncomingStore {
  private static final String RECORD_AGREEMENTS =
      """
      insert into payment_agreement as a (uetr, memo_hash, account_id, currency, expected, sender,
        debtor_name, debtor_bank, end_to_end_id, agreed_at, expires_at)
      select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as n(uetr) order by n.uetr
      on conflict (uetr) do update set expires_at =
        case when a.memo_hash = excluded.memo_hash
             then greatest(a.expires_at, excluded.expires_at) else a.expires_at end
      returning *
      """;

  private static final String RECORD_ARRIVALS =
      """
      insert into payment_arrival
        (id, tx_hash, sender, asset, stroops, memo_hash, memo_text, closed_at)
      select n.id, n.tx_hash, n.sender, n.asset, n.stroops, n.memo_hash, n.memo_text, n.closed_at
      from unnest(?, ?, ?, ?, ?, ?, ?, ?) with ordinality
        as n(id, tx_hash, sender, asset, stroops, memo_hash, memo_text, closed_at, line)
      order by n.line
      on conflict (id) do nothing
      returning asset, stroops
      """;

  private static final String CREDITED =
      """
      with credit as (
        select * from unnest(?, ?, ?) as n(uetr, amount, at)),
      part as (
        select n.arrival, n.uetr, n.at from unnest(?, ?, ?) as n(arrival, uetr, at)),
      agreement as (
        update payment_agreement a set credited_at = c.at, credited = c.amount
        from credit c where a.uetr = c.uetr and a.credited_at is null
        returning a.uetr),
      suspense as (
        update payment_suspense s set left_at = p.at
        from part p where s.arrival = p.arrival and s.left_at is null and s.return_hash is null
        returning s.arrival),
      arrival as (
        update payment_arrival a set status = 'CREDITED', payment = p.uetr, decided_at = p.at
        from part p where a.id = p.arrival and (a.status = 'OPEN'
          or a.status = 'SUSPENSE' and exists (
            select from payment_suspense s where s.arrival = a.id and s.left_at is null
              and s.return_hash is null))
        returning a.id)
      select (select count(*) from agreement) as agreements, (select count(*) from arrival) as arrivals
      """;

  private static final String TO_SUSPENSE =
      """
      with item as (
        select * from unnest(?, ?, ?, ?, ?, ?)
          as n(arrival, reason, payment, since, return_at, tries)),
      arrival as (
        update payment_arrival a set status = 'SUSPENSE', decided_at = i.since
        from item i where a.id = i.arrival and a.status = 'OPEN'
        returning a.id)
      insert into payment_suspense (arrival, reason, payment, since, return_at, tries)
      select i.arrival, i.reason, i.payment, i.since, i.return_at, i.tries
      from item i join arrival a on a.id = i.arrival order by i.arrival
      """;

  private static final String SUSPENDED =
      """
      select s.arrival as id, s.reason, s.payment, s.since, s.return_at, s.tries, a.tx_hash,
        a.sender, a.asset, a.stroops, a.memo_hash, a.memo_text, a.closed_at
      from payment_suspense s join payment_arrival a on a.id = s.arrival
      """;

  private static final String RETURN_SIGNED =
      """
      with signed as (
        select * from unnest(?, ?, ?, ?, ?) as n(hash, arrival, envelope, valid_until, channel)),
      item as (
        update payment_suspense s set return_hash = n.hash
        from signed n
        where s.arrival = n.arrival and s.left_at is null and s.return_hash is null
        returning s.arrival)
      insert into payment_return (hash, arrival, envelope, valid_until, channel)
      select n.hash, n.arrival, n.envelope, n.valid_until, n.channel
      from signed n join item i on i.arrival = n.arrival order by n.hash
      """;

  private static final String UNDER_WAY =
      """
      select s.arrival as id, s.reason, s.payment, s.since, s.return_at, s.tries, a.tx_hash,
        a.sender, a.asset, a.stroops, a.memo_hash, a.memo_text, a.closed_at, r.hash, r.envelope,
        r.valid_until, r.channel
      from (select hash, arrival, envelope, valid_until, channel from payment_return
            where state = 'UNDER_WAY' and next_look <= ?
            order by arrival limit ? for update skip locked) r
      join payment_suspense s on s.arrival = r.arrival
      join payment_arrival a on a.id = r.arrival
      order by r.arrival
      """;

  private static final String RETURNED =
      """
      with done as (
        update payment_return set state = 'RETURNED' where hash = ? and state = 'UNDER_WAY'
        returning arrival, hash),
      item as (
        update payment_suspense s set left_at = ?, return_hash = null
        from done d where s.arrival = d.arrival and s.return_hash = d.hash and s.left_at is null
        returning s.arrival, s.left_at)
      update payment_arrival a set status = 'RETURNED', decided_at = i.left_at
      from item i where a.id = i.arrival and a.status = 'SUSPENSE'
      """;

  private static final String RETURN_FAILED =
      """
      with done as (
        update payment_return set state = 'FAILED' where hash = ? and state = 'UNDER_WAY'
        returning arrival, hash)
      update payment_suspense s set return_hash = null, return_at = ?, tries = s.tries + 1
      from done d where s.arrival = d.arrival and s.return_hash = d.hash and s.left_at is null
      """;

  private final JdbcTemplate jdbc;
  private final MoneyMoved moved;

  JdbcIncomingStore(JdbcTemplate jdbc, MoneyMoved moved) {
    this.jdbc = jdbc;
    this.moved = moved;
  }

  @Override
  public IncomingAgreement recordAgreement(IncomingAgreement agreement) {
    return recordAgreements(List.of(agreement)).getFirst();
  }

  @Override
  public List<IncomingAgreement> recordAgreements(List<IncomingAgreement> agreements) {
    OpenUnit.required();
    if (agreements.isEmpty()) {
      return List.of();
    }
    Map<Uetr, IncomingAgreement> kept = new HashMap<>();
    jdbc.query(
        RECORD_AGREEMENTS,
        Columns.of(agreements)
            .uuids(a -> a.uetr().value())
            .texts(IncomingAgreement::memoHash)
            .texts(IncomingAgreement::accountId)
            .texts(a -> a.currency().getCurrencyCode())
            .numbers(a -> a.expected() == null ? null : a.expected().amount())
            .texts(a -> a.sender().value())
            .texts(IncomingAgreement::debtorName)
            .texts(a -> a.debtorBank().value())
            .texts(IncomingAgreement::endToEndId)
            .times(IncomingAgreement::agreedAt)
            .times(IncomingAgreement::expiresAt),
        rows -> {
          IncomingAgreement agreement = agreement(rows);
          kept.put(agreement.uetr(), agreement);
        });
    return agreements.stream().map(a -> Objects.requireNonNull(kept.get(a.uetr()))).toList();
  }

  @Override
  public Optional<IncomingAgreement> agreement(Uetr uetr) {
    OpenUnit.required();
    return jdbc
        .query(
            "select * from payment_agreement where uetr = ?::uuid",
            (rows, i) -> agreement(rows),
            uetr.value())
        .stream()
        .findFirst();
  }

  @Override
  public List<Standing> takeAgreements(Collection<String> memoHashes) {
    OpenUnit.required();
    return memoHashes.isEmpty()
        ? List.of()
        : jdbc.query(
            "select * from payment_agreement where memo_hash = any (?) order by uetr for update",
            Columns.of(memoHashes).texts(h -> h),
            (rows, i) -> new Standing(agreement(rows), Rows.timeOrNull(rows, "credited_at")));
  }

  @Override
  public int recordArrivals(List<Arrival> arrivals) {
    OpenUnit.required();
    if (arrivals.isEmpty()) {
      return 0;
    }
    Map<String, MoneyMoved.Sum> sums = new TreeMap<>();
    int[] added = {0};
    jdbc.query(
        RECORD_ARRIVALS,
        Columns.of(arrivals)
            .texts(Arrival::id)
            .texts(Arrival::transactionHash)
            .texts(a -> a.from().value())
            .texts(a -> a.asset().toString())
            .longs(a -> a.amount().stroops())
            .texts(Arrival::memoHash)
            .texts(Arrival::memoText)
            .times(Arrival::closedAt),
        rows -> {
          MoneyMoved.Sum one = MoneyMoved.Sum.one(new LedgerAmount(rows.getLong("stroops")));
          sums.merge(rows.getString("asset"), one, MoneyMoved.Sum::plus);
          added[0]++;
        });
    moved.add(MoneyMoved.Kind.ARRIVED, sums);
    return added[0];
  }

  @Override
  public List<Arrival> takeArrivals(int max) {
    OpenUnit.required();
    return jdbc.query(
        "select * from payment_arrival where status = 'OPEN' order by seq limit ?"
            + " for update skip locked",
        (rows, i) -> arrival(rows),
        Math.min(max, BATCH_MAX));
  }

  @Override
  public void credited(List<Credit> credits) {
    OpenUnit.required();
    if (credits.isEmpty()) {
      return;
    }
    Map<String, Credit> parts = new LinkedHashMap<>();
    credits.forEach(c -> c.arrivalIds().forEach(id -> parts.put(id, c)));
    Columns<Credit> columns =
        Columns.of(credits)
            .uuids(c -> c.uetr().value())
            .numbers(c -> c.amount().amount())
            .times(Credit::at)
            .and(
                Columns.of(parts.entrySet())
                    .texts(Map.Entry::getKey)
                    .uuids(e -> e.getValue().uetr().value())
                    .times(e -> e.getValue().at()));
    long[] counts =
        jdbc.query(
                CREDITED,
                columns,
                (rows, i) -> new long[] {rows.getLong("agreements"), rows.getLong("arrivals")})
            .getFirst();
    Invariant.require(counts[0] == credits.size(), "an agreement is credited once");
    Invariant.require(counts[1] == parts.size(), "what is credited is open or in suspense");
  }

  @Override
  public void funded(List<String> arrivalIds, Instant at) {
    OpenUnit.required();
    if (arrivalIds.isEmpty()) {
      return;
    }
    int written =
        jdbc.update(
            "update payment_arrival a set status = 'FUNDING', decided_at = n.at"
                + " from unnest(?, ?) as n(id, at) where a.id = n.id and a.status = 'OPEN'",
            Columns.of(arrivalIds).texts(id -> id).times(id -> at));
    Invariant.require(written == arrivalIds.size(), "funding was an open arrival");
  }

  @Override
  public void toSuspense(List<Suspended> items) {
    OpenUnit.required();
    if (items.isEmpty()) {
      return;
    }
    int written =
        jdbc.update(
            TO_SUSPENSE,
            Columns.of(items)
                .texts(i -> i.arrival().id())
                .texts(i -> i.reason().name())
                .uuids(i -> i.uetr() == null ? null : i.uetr().value())
                .times(Suspended::since)
                .times(Suspended::returnAt)
                .ints(Suspended::tries));
    Invariant.require(written == items.size(), "what goes to suspense was an open arrival");
  }

  @Override
  public List<Suspended> takeParts(Collection<Uetr> payments) {
    OpenUnit.required();
    return payments.isEmpty()
        ? List.of()
        : jdbc.query(
            SUSPENDED
                + " where s.payment = any (?) and s.reason in ('TOO_LITTLE', 'PART')"
                + " and s.left_at is null and s.return_hash is null"
                + " order by s.arrival for update of s",
            Columns.of(payments).uuids(Uetr::value),
            (rows, i) -> suspended(rows));
  }

  @Override
  public List<Suspended> suspense(String afterArrivalId, int max) {
    OpenUnit.required();
    return jdbc.query(
        SUSPENDED + " where s.arrival > ? and s.left_at is null order by s.arrival limit ?",
        (rows, i) -> suspended(rows),
        afterArrivalId,
        Math.min(max, BATCH_MAX));
  }

  @Override
  public boolean returnAt(String arrivalId, @Nullable Instant when) {
    OpenUnit.required();
    return jdbc.update(
            "update payment_suspense set return_at = ?"
                + " where arrival = ? and left_at is null and return_hash is null",
            sql(when),
            arrivalId)
        == 1;
  }

  @Override
  public List<Suspended> takeReturnsDue(Instant now, int max) {
    OpenUnit.required();
    return jdbc.query(
        SUSPENDED
            + " where s.left_at is null and s.return_hash is null and s.return_at is not null"
            + " and s.return_at <= ? order by s.since, s.arrival limit ?"
            + " for update of s skip locked",
        (rows, i) -> suspended(rows),
        sql(now),
        Math.min(max, BATCH_MAX));
  }

  @Override
  public void returnSigned(List<ReturnUnderWay> returns) {
    OpenUnit.required();
    if (returns.isEmpty()) {
      return;
    }
    int written =
        jdbc.update(
            RETURN_SIGNED,
            Columns.of(returns)
                .texts(r -> r.transaction().hash())
                .texts(r -> r.item().arrival().id())
                .texts(r -> r.transaction().envelope())
                .times(r -> r.transaction().validUntil())
                .texts(r -> r.transaction().channel()));
    Invariant.require(written == returns.size(), "what goes back lies in suspense");
  }

  @Override
  public List<ReturnUnderWay> takeReturnsUnderWay(Instant now, int max) {
    OpenUnit.required();
    return jdbc.query(
        UNDER_WAY,
        (rows, i) ->
            new ReturnUnderWay(
                suspended(rows),
                new SignedTransaction(
                    rows.getString("hash"),
                    rows.getString("envelope"),
                    Rows.time(rows, "valid_until"),
                    rows.getString("channel"))),
        sql(now),
        Math.min(max, BATCH_MAX));
  }

  @Override
  public void returnLater(ReturnUnderWay underWay, Instant notBefore) {
    OpenUnit.required();
    int written =
        jdbc.update(
            "update payment_return set next_look = ? where hash = ? and state = 'UNDER_WAY'",
            sql(notBefore),
            underWay.transaction().hash());
    Invariant.require(written == 1, "the return is under way");
  }

  @Override
  public void returned(ReturnUnderWay underWay, Instant at) {
    OpenUnit.required();
    int written = jdbc.update(RETURNED, underWay.transaction().hash(), sql(at));
    Invariant.require(written == 1, "the return is under way");
    Arrival arrival = underWay.item().arrival();
    moved.add(
        MoneyMoved.Kind.RETURNED,
        Map.of(arrival.asset().toString(), MoneyMoved.Sum.one(arrival.amount())));
  }

  @Override
  public void returnFailed(ReturnUnderWay underWay, @Nullable Instant returnAt) {
    OpenUnit.required();
    int written = jdbc.update(RETURN_FAILED, underWay.transaction().hash(), sql(returnAt));
    Invariant.require(written == 1, "the return is under way");
  }

  @Override
  public boolean isOurReturn(String transactionHash) {
    OpenUnit.required();
    return Boolean.TRUE.equals(
        jdbc.queryForObject(
            "select exists (select from payment_return where hash = ?)",
            Boolean.class,
            transactionHash));
  }

  static IncomingAgreement agreement(ResultSet rows) throws SQLException {
    Currency currency = Currency.getInstance(rows.getString("currency"));
    @Nullable BigDecimal expected = rows.getBigDecimal("expected");
    return new IncomingAgreement(
        new Uetr(rows.getString("uetr")),
        rows.getString("memo_hash"),
        rows.getString("account_id"),
        currency,
        expected == null ? null : new Money(expected, currency),
        new LedgerAddress(rows.getString("sender")),
        rows.getString("debtor_name"),
        new Bic(rows.getString("debtor_bank")),
        rows.getString("end_to_end_id"),
        Rows.time(rows, "agreed_at"),
        Rows.time(rows, "expires_at"));
  }

  static Arrival arrival(ResultSet rows) throws SQLException {
    return new Arrival(
        rows.getString("id"),
        rows.getString("tx_hash"),
        new LedgerAddress(rows.getString("sender")),
        Asset.parse(rows.getString("asset")),
        new LedgerAmount(rows.getLong("stroops")),
        rows.getString("memo_hash"),
        rows.getString("memo_text"),
        Rows.time(rows, "closed_at"));
  }

  private static Suspended suspended(ResultSet rows) throws SQLException {
    @Nullable String payment = rows.getString("payment");
    return new Suspended(
        arrival(rows),
        SuspenseReason.valueOf(rows.getString("reason")),
        payment == null ? null : new Uetr(payment),
        Rows.time(rows, "since"),
        Rows.timeOrNull(rows, "return_at"),
        rows.getInt("tries"));
  }

  private static @Nullable OffsetDateTime sql(@Nullable Instant time) {
    return time == null ? null : OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
  }
}
