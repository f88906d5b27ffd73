package org.corridor.adapters.persistence;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.corridor.adapters.persistence.Intake.Entry;
import org.corridor.adapters.persistence.Intake.FaultyLine;
import org.corridor.adapters.persistence.Intake.Line;
import org.corridor.domain.payment.CreditTransfer;
import org.corridor.domain.payment.PaymentStore.Acceptance;
import org.corridor.domain.payment.PaymentStore.Acceptance.Conflicting;
import org.corridor.domain.payment.PaymentStore.Acceptance.Repeated;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Tells a repetition from a conflict: compares messages with what was accepted before them. */
final class Earlier {
  static final TypeReference<List<FaultyLine>> FAULTY_LINES = new TypeReference<>() {};

  private static final String BY_KEY =
      """
      select m.key, m.type, m.message_id, m.transactions, m.faulty, p.ordinal, p.transfer
      from payment_message m left join payment_payment p on p.message = m.id
      where m.key = any (?)
      """;

  private static final String OWNERS =
      "select uetr, message_key from payment_payment where uetr = any (?)";

  private static final String SAME_BYTES =
      """
      select exists (
        select from payment_message m join payment_archive a on a.message = m.id
        where m.key = ? and a.bytes = ?)
      """;

  private final JdbcTemplate jdbc;

  Earlier(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** The verdict on messages whose key, or a UETR of theirs, exists. */
  Map<Entry, Acceptance> compare(List<Entry> entries) {
    if (entries.isEmpty()) {
      return Map.of();
    }
    Map<String, String> owners = owners(entries);
    Set<String> keys = new LinkedHashSet<>(owners.values());
    entries.forEach(e -> keys.add(e.message.key()));
    Map<String, Message> known = load(keys);
    Map<Entry, Acceptance> verdicts = new HashMap<>();
    for (Entry entry : entries) {
      verdicts.put(entry, compare(entry, owners, known));
    }
    return verdicts;
  }

  private Acceptance compare(Entry entry, Map<String, String> owners, Map<String, Message> known) {
    @Nullable Message same = known.get(entry.message.key());
    if (same != null) {
      return verdict(same, entry);
    }
    for (Line line : entry.valid) {
      @Nullable String owner = owners.get(line.transfer().uetr().value());
      if (owner != null) {
        return verdict(java.util.Objects.requireNonNull(known.get(owner)), entry);
      }
    }
    throw new IllegalStateException("what a message lost to is there");
  }

  /**
   * The same bytes are the same message, whatever is made of them: a payment that tells no date
   * gets the day's, which is another when it is sent again after midnight.
   */
  private Acceptance verdict(Message earlier, Entry entry) {
    @Nullable String field = earlier.firstDifference(entry);
    return field == null || isSame(earlier.key, entry.message.raw().bytes())
        ? new Repeated(earlier.key)
        : new Conflicting(field);
  }

  private boolean isSame(String key, byte[] bytes) {
    return Boolean.TRUE.equals(jdbc.queryForObject(SAME_BYTES, Boolean.class, key, bytes));
  }

  private Map<String, String> owners(List<Entry> entries) {
    List<String> uetrs =
        entries.stream()
            .flatMap(e -> e.valid.stream())
            .map(l -> l.transfer().uetr().value())
            .toList();
    Map<String, String> owners = new HashMap<>();
    jdbc.query(
        OWNERS,
        Columns.of(uetrs).uuids(u -> u),
        rows -> {
          owners.put(rows.getString("uetr"), rows.getString("message_key"));
        });
    return owners;
  }

  private Map<String, Message> load(Set<String> keys) {
    Map<String, Message> messages = new HashMap<>();
    jdbc.query(
        BY_KEY,
        Columns.of(keys).texts(k -> k),
        rows -> {
          String key = rows.getString("key");
          Message message = messages.get(key);
          if (message == null) {
            @Nullable String faulty = rows.getString("faulty");
            message =
                new Message(
                    key,
                    rows.getString("type"),
                    rows.getString("message_id"),
                    rows.getInt("transactions"),
                    faulty == null ? List.of() : Stored.read(faulty, FAULTY_LINES),
                    new TreeMap<>());
            messages.put(key, message);
          }
          @Nullable String transfer = rows.getString("transfer");
          if (transfer != null) {
            message.transfers.put(
                rows.getInt("ordinal"), Stored.read(transfer, CreditTransfer.class));
          }
        });
    return messages;
  }

  /** A message as it was accepted. */
  private record Message(
      String key,
      String type,
      String messageId,
      int transactions,
      List<FaultyLine> faulty,
      Map<Integer, CreditTransfer> transfers) {

    /** The first field in which a message differs from this one; null when there is none. */
    @Nullable String firstDifference(Entry entry) {
      var content = entry.message.content();
      if (!type.equals(content.type().name())) {
        return "type";
      }
      if (!messageId.equals(content.messageId())) {
        return "messageId";
      }
      for (Line line : entry.valid) {
        @Nullable CreditTransfer mine = transfers.get(line.ordinal());
        @Nullable String field = mine == null ? null : mine.firstDifference(line.transfer());
        if (field != null) {
          return field;
        }
      }
      boolean same = transactions == content.transactions().size() && faulty.equals(entry.faulty);
      return same ? null : "transactions";
    }
  }
}
