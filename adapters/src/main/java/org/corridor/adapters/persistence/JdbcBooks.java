package org.corridor.adapters.persistence;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.corridor.domain.book.BookAccount;
import org.corridor.domain.book.Books;
import org.corridor.domain.book.JournalEntry;
import org.corridor.domain.book.JournalEntry.Posting;
import org.corridor.domain.money.Money;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The books in {@code payment_journal}, {@code payment_posting} and {@code payment_balance}.
 *
 * <p>Every journal touches the same few accounts (in-flight, fee, a nostro). A balance is therefore
 * split in shards by the writer's server process: two units of work only wait for each other when
 * their processes share a shard. Rows are written in the order of accounts, so that waiting never
 * goes in a circle.
 */
final class JdbcBooks implements Books {
  /** Shards of a balance: more than the connections that write at a time. */
  static final int SHARDS = 32;

  private static final String BOOK =
      """
      with journal as (
        insert into payment_journal (id, reference, at)
        select n.id, n.reference, n.at from unnest(?, ?, ?) as n(id, reference, at) order by n.id
        on conflict (id) do nothing
        returning seq, id),
      posting as (
        insert into payment_posting (journal, line, kind, owner, currency, amount)
        select j.seq, n.line, n.kind, n.owner, n.currency, n.amount
        from unnest(?, ?, ?, ?, ?, ?) as n(id, line, kind, owner, currency, amount)
        join journal j on j.id = n.id
        returning kind, owner, currency, amount)
      insert into payment_balance as b (kind, owner, currency, shard, amount)
      select kind, owner, currency, pg_backend_pid() % %SHARDS%, sum(amount)
      from posting group by kind, owner, currency order by kind, owner, currency
      on conflict (kind, owner, currency, shard) do update set amount = b.amount + excluded.amount
      """
          .replace("%SHARDS%", Integer.toString(SHARDS));

  private static final String FIND =
      """
      select j.id, j.reference, j.at, p.kind, p.owner, p.currency, p.amount
      from payment_journal j join payment_posting p on p.journal = j.seq
      where j.id = ? order by p.line
      """;

  private final JdbcTemplate jdbc;

  JdbcBooks(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void book(List<JournalEntry> entries) {
    OpenUnit.required();
    if (entries.isEmpty()) {
      return;
    }
    Map<String, JournalEntry> byId = new TreeMap<>();
    for (JournalEntry entry : entries) {
      byId.putIfAbsent(entry.id(), entry);
    }
    List<Line> lines =
        byId.values().stream()
            .flatMap(
                e ->
                    java.util.stream.IntStream.range(0, e.postings().size())
                        .mapToObj(i -> new Line(e.id(), i, e.postings().get(i))))
            .toList();
    Columns<JournalEntry> journals =
        Columns.of(byId.values())
            .texts(JournalEntry::id)
            .texts(JournalEntry::reference)
            .times(JournalEntry::at);
    jdbc.update(
        BOOK,
        journals.and(
            Columns.of(lines)
                .texts(Line::journal)
                .ints(Line::index)
                .texts(l -> l.posting.account().kind().name())
                .texts(l -> l.posting.account().owner())
                .texts(l -> l.posting.account().currency().getCurrencyCode())
                .numbers(l -> l.posting.amount().amount())));
  }

  @Override
  public Optional<JournalEntry> find(String id) {
    OpenUnit.required();
    List<JournalEntry> found =
        jdbc.query(
            FIND,
            rows -> {
              List<Posting> postings = new java.util.ArrayList<>();
              String reference = "";
              java.time.Instant at = java.time.Instant.EPOCH;
              while (rows.next()) {
                reference = rows.getString("reference");
                at = Rows.time(rows, "at");
                Money amount = Rows.money(rows, "amount", "currency");
                postings.add(new Posting(Rows.account(rows, amount.currency()), amount));
              }
              return postings.isEmpty()
                  ? List.of()
                  : List.of(new JournalEntry(id, reference, at, postings));
            },
            id);
    return java.util.Objects.requireNonNull(found).stream().findFirst();
  }

  @Override
  public Map<BookAccount, Money> balances(BookAccount.Kind kind) {
    OpenUnit.required();
    Map<BookAccount, Money> balances = new LinkedHashMap<>();
    jdbc.query(
        """
        select kind, owner, currency, sum(amount) as amount from payment_balance
        where kind = ? group by kind, owner, currency order by owner, currency
        """,
        rows -> {
          Money amount = Rows.money(rows, "amount", "currency");
          balances.put(Rows.account(rows, amount.currency()), amount);
        },
        kind.name());
    return balances;
  }

  /** From the postings themselves, not from the running balances: reads all of them. */
  @Override
  public List<Money> trialBalance() {
    OpenUnit.required();
    return jdbc
        .query(
            "select currency, sum(amount) as amount from payment_posting group by currency",
            (rows, i) -> Rows.money(rows, "amount", "currency"))
        .stream()
        .sorted(Comparator.comparing((Money m) -> m.currency().getCurrencyCode()))
        .toList();
  }

  /**
   * Accounts whose running balance is not the sum of their postings: none, or something is broken.
   * Reads all postings.
   */
  List<BookAccount> drifted() {
    return jdbc.query(
        """
        select kind, owner, currency
        from (select kind, owner, currency, amount from payment_balance
              union all
              select kind, owner, currency, -amount from payment_posting) both_sides
        group by kind, owner, currency having sum(amount) <> 0 order by kind, owner, currency
        """,
        (rows, i) -> Rows.account(rows, Money.currency(rows.getString("currency"))));
  }

  /** One posting of one journal. */
  private record Line(String journal, int index, Posting posting) {}
}
