package org.corridor.adapters.persistence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.corridor.domain.Invariant;
import org.corridor.domain.message.Decoded.Transaction;
import org.corridor.domain.message.Decoded.Transaction.Faulty;
import org.corridor.domain.message.Decoded.Transaction.Valid;
import org.corridor.domain.message.InboundMessage;
import org.corridor.domain.payment.CreditTransfer;
import org.corridor.domain.payment.PaymentStore.Acceptance;
import org.corridor.domain.payment.PaymentStore.Acceptance.Accepted;
import org.corridor.domain.payment.PaymentStore.Acceptance.Conflicting;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Writes accepted messages with their payments.
 *
 * <p>It writes first and looks after: the unique keys of message and UETR decide who was first,
 * also between instances. What lost is taken out again and compared with what it met. Within one
 * batch a message that shares a key or a UETR with an earlier one waits for the next round, in
 * which the earlier one is there to be compared with.
 */
final class Intake {
  /** Most bytes of archived messages in one statement. */
  private static final int ARCHIVE_BYTES_MAX = 8 << 20;

  private static final String MESSAGES =
      """
      insert into payment_message (key, transport_id, channel, sender, idempotency_key, expected,
        reply_to, type, message_id, received_at, refused, transactions, faulty, open)
      select n.key, n.transport_id, n.channel, n.sender, n.idempotency_key, n.expected, n.reply_to,
        n.type, n.message_id, n.received_at, false, n.transactions, n.faulty, n.open
      from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as n(key, transport_id, channel, sender,
        idempotency_key, expected, reply_to, type, message_id, received_at, transactions, faulty,
        open)
      order by n.key
      on conflict (key) do nothing
      returning id, key
      """;

  private static final String PAYMENTS =
      """
      insert into payment_payment
        (uetr, message, message_key, ordinal, entered_by, received_at, transfer)
      select n.uetr, n.message, n.key, n.ordinal, n.by, n.at, n.transfer
      from unnest(?, ?, ?, ?, ?, ?, ?) as n(uetr, message, key, ordinal, by, at, transfer)
      order by n.uetr
      on conflict (uetr) do nothing
      returning id, message, received_at, entered_by
      """;

  private static final String STATES =
      """
      with payment as (
        select * from unnest(?, ?, ?) as n(id, at, by)),
      state as (
        insert into payment_state (id, state, facts, received_at, since)
        select id, 'Received', ?, at, at from payment order by id)
      insert into payment_event (payment, state, at, by, detail)
      select id, 'Received', at, by, ? from payment order by id
      """;

  private static final String ARCHIVE =
      "insert into payment_archive (message, bytes)"
          + " select message, bytes from unnest(?, ?) as n(message, bytes)";

  private static final String COMPLETE =
      "insert into payment_complete (message, received_at)"
          + " select id, at from unnest(?, ?) as n(id, at)";

  private final JdbcTemplate jdbc;
  private final JdbcBooks books;
  private final Earlier earlier;

  Intake(JdbcTemplate jdbc, JdbcBooks books) {
    this.jdbc = jdbc;
    this.books = books;
    this.earlier = new Earlier(jdbc);
  }

  List<Acceptance> accept(List<InboundMessage> messages) {
    @Nullable Acceptance[] results = new Acceptance[messages.size()];
    List<Entry> pending = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      Entry entry = new Entry(i, messages.get(i));
      if (entry.repeatsItself()) {
        results[i] = new Conflicting("uetr");
      } else {
        pending.add(entry);
      }
    }
    while (!pending.isEmpty()) {
      List<Entry> later = round(pending, results);
      Invariant.require(later.size() < pending.size(), "each round decides on a message");
      pending = later;
    }
    List<Acceptance> decided = new ArrayList<>(messages.size());
    for (@Nullable Acceptance result : results) {
      Invariant.require(result != null, "each message is decided on");
      decided.add(java.util.Objects.requireNonNull(result));
    }
    return decided;
  }

  /** Decides on messages that share nothing with an earlier one; returns the others. */
  private List<Entry> round(List<Entry> pending, @Nullable Acceptance[] results) {
    List<Entry> now = new ArrayList<>();
    List<Entry> later = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Entry entry : pending) {
      boolean alone = !seen.contains("key/" + entry.message.key());
      seen.add("key/" + entry.message.key());
      for (Line line : entry.valid()) {
        alone &= seen.add(line.transfer.uetr().value());
      }
      (alone ? now : later).add(entry);
    }
    Map<String, Long> written = messages(now);
    Map<Entry, Long> first = new LinkedHashMap<>();
    List<Entry> lost = new ArrayList<>();
    for (Entry entry : now) {
      @Nullable Long id = written.get(entry.message.key());
      if (id == null) {
        lost.add(entry);
      } else {
        first.put(entry, id);
      }
    }
    payments(first, lost);
    for (Entry entry : first.keySet()) {
      results[entry.index] = new Accepted();
    }
    Map<Entry, Acceptance> compared = earlier.compare(lost);
    for (Entry entry : lost) {
      @Nullable Acceptance verdict = compared.get(entry);
      Invariant.require(verdict != null, "what a message lost to is there");
      results[entry.index] = verdict;
    }
    return later;
  }

  private Map<String, Long> messages(List<Entry> entries) {
    Map<String, Long> ids = new HashMap<>();
    jdbc.query(
        MESSAGES,
        Columns.of(entries)
            .texts(e -> e.message.key())
            .texts(e -> e.message.raw().transportId())
            .texts(e -> e.message.raw().channel().name())
            .texts(e -> e.message.raw().sender())
            .texts(e -> e.message.raw().idempotencyKey())
            .texts(e -> name(e.message.raw().expected()))
            .texts(e -> e.message.raw().replyTo())
            .texts(e -> e.message.content().type().name())
            .texts(e -> e.message.content().messageId())
            .times(e -> e.message.raw().receivedAt())
            .ints(e -> e.message.content().transactions().size())
            .texts(e -> e.faulty.isEmpty() ? null : Stored.write(e.faulty))
            .ints(e -> e.valid.size()),
        rows -> {
          ids.put(rows.getString("key"), rows.getLong("id"));
        });
    return ids;
  }

  /** Writes payments and all that belongs to them; moves messages whose UETRs are taken to lost. */
  private void payments(Map<Entry, Long> first, List<Entry> lost) {
    List<Line> lines = new ArrayList<>();
    first.forEach((entry, id) -> entry.valid.forEach(l -> lines.add(l.of(id))));
    List<Written> written = lines.isEmpty() ? List.of() : insert(lines);
    if (written.size() < lines.size()) {
      Map<Long, Integer> counts = new HashMap<>();
      written.forEach(w -> counts.merge(w.message, 1, Integer::sum));
      Map<Entry, Long> taken = new HashMap<>(first);
      taken
          .entrySet()
          .removeIf(e -> e.getKey().valid.size() == counts.getOrDefault(e.getValue(), 0));
      remove(List.copyOf(taken.values()));
      first.keySet().removeAll(taken.keySet());
      taken.keySet().stream().sorted(Comparator.comparingInt(e -> e.index)).forEach(lost::add);
      Set<Long> kept = new HashSet<>(first.values());
      written = written.stream().filter(w -> kept.contains(w.message)).toList();
    }
    if (!written.isEmpty()) {
      String none = Stored.write(Facts.NONE);
      jdbc.update(
          STATES,
          Columns.of(written)
              .longs(w -> w.id)
              .times(w -> w.at)
              .texts(w -> w.by)
              .one(none)
              .one(none));
    }
    complete(first);
    archive(first);
    List<Entry> inOrder =
        first.keySet().stream().sorted(Comparator.comparingInt(e -> e.index)).toList();
    books.book(inOrder.stream().flatMap(e -> e.message.journal().stream()).toList());
  }

  private List<Written> insert(List<Line> lines) {
    return jdbc.query(
        PAYMENTS,
        Columns.of(lines)
            .uuids(l -> l.transfer.uetr().value())
            .longs(l -> l.messageId)
            .texts(l -> l.message.key())
            .ints(l -> l.ordinal)
            .texts(l -> l.message.raw().sender())
            .times(l -> l.message.raw().receivedAt())
            .texts(l -> Stored.write(l.transfer)),
        (rows, i) ->
            new Written(
                rows.getLong("id"),
                rows.getLong("message"),
                Rows.time(rows, "received_at"),
                rows.getString("entered_by")));
  }

  private void remove(List<Long> messages) {
    jdbc.update(
        "delete from payment_payment where message = any (?)",
        Columns.of(messages).longs(id -> id));
    jdbc.update(
        "delete from payment_message where id = any (?)", Columns.of(messages).longs(i -> i));
  }

  /** A message without one valid transaction is complete at once. */
  private void complete(Map<Entry, Long> first) {
    List<Map.Entry<Entry, Long>> faulty =
        first.entrySet().stream().filter(e -> e.getKey().valid.isEmpty()).toList();
    if (!faulty.isEmpty()) {
      jdbc.update(
          COMPLETE,
          Columns.of(faulty)
              .longs(Map.Entry::getValue)
              .times(e -> e.getKey().message.raw().receivedAt()));
    }
  }

  private void archive(Map<Entry, Long> first) {
    List<Map.Entry<Entry, Long>> some = new ArrayList<>();
    int size = 0;
    for (Map.Entry<Entry, Long> entry : first.entrySet()) {
      int length = entry.getKey().message.raw().bytes().length;
      if (size + length > ARCHIVE_BYTES_MAX) {
        write(some);
        some.clear();
        size = 0;
      }
      some.add(entry);
      size += length;
    }
    write(some);
  }

  private void write(List<Map.Entry<Entry, Long>> some) {
    if (!some.isEmpty()) {
      jdbc.update(
          ARCHIVE,
          Columns.of(some).longs(Map.Entry::getValue).bytes(e -> e.getKey().message.raw().bytes()));
    }
  }

  private static @Nullable String name(@Nullable Enum<?> constant) {
    return constant == null ? null : constant.name();
  }

  /** A message and its place in the batch; compared by identity. */
  static final class Entry {
    final int index;
    final InboundMessage message;
    final List<Line> valid = new ArrayList<>();
    final List<FaultyLine> faulty = new ArrayList<>();

    Entry(int index, InboundMessage message) {
      this.index = index;
      this.message = message;
      List<Transaction> transactions = message.content().transactions();
      Invariant.require(!transactions.isEmpty(), "a message has a transaction");
      for (int i = 0; i < transactions.size(); i++) {
        switch (transactions.get(i)) {
          case Valid v -> valid.add(new Line(message, 0, i, v.transfer()));
          case Faulty f -> faulty.add(new FaultyLine(i, f));
        }
      }
    }

    List<Line> valid() {
      return valid;
    }

    boolean repeatsItself() {
      return valid.stream().map(l -> l.transfer.uetr()).distinct().count() < valid.size();
    }
  }

  /**
   * A valid transaction of a message.
   *
   * @param messageId the message's row; 0 before it is written
   */
  record Line(InboundMessage message, long messageId, int ordinal, CreditTransfer transfer) {
    Line of(long id) {
      return new Line(message, id, ordinal, transfer);
    }
  }

  /** A faulty transaction, as it is kept with its message. */
  record FaultyLine(int ordinal, Faulty transaction) {}

  private record Written(long id, long message, java.time.Instant at, String by) {}
}
