package org.corridor.ledger.state;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The work of one close over the state of the last: nested, all or nothing.
 *
 * <pre>
 *   state of the last close        never written before the close is whole
 *     one overlay of entries       what reading sees
 *       levels, innermost last     each remembers what it met first, to undo and to report
 * </pre>
 *
 * <p>The levels do not copy entries: opening one costs an empty map, and leaving one costs what was
 * touched in it.
 *
 * <p>Touching is recording. {@link #load} marks an entry as modified in this ledger even if nothing
 * about it changes after, because the network's meta and last-modified numbers do; {@link #peek}
 * does not. Which of the two a rule uses is part of the protocol.
 */
public final class LedgerTransaction {
  private final LedgerState base;

  /** What is seen where this transaction has nothing of its own: the state, or a parent's work. */
  private final Below below;

  private final int ledger;
  private final long closeTime;
  private final int baseReserve;
  private final Map<Key, @Nullable Entry> overlay = new HashMap<>();
  private final Map<Pair, OrderBook> books = new HashMap<>();
  private final Map<AccountId, Set<Key>> touched = new HashMap<>();
  private final Deque<Level> levels = new ArrayDeque<>();
  private final List<Issue> issues = new ArrayList<>();
  private Totals totals;
  private Map<AccountId, AccountId> sponsorOf = Map.of();
  private Map<AccountId, Long> lastSequences = Map.of();

  /** Opens the transaction of a close with its outermost level. */
  public LedgerTransaction(
      LedgerState base, int ledger, long closeTime, int baseReserve, Totals totals) {
    this(base, base, ledger, closeTime, baseReserve, totals);
  }

  private LedgerTransaction(
      LedgerState base, Below below, int ledger, long closeTime, int baseReserve, Totals totals) {
    this.base = base;
    this.below = below;
    this.ledger = ledger;
    this.closeTime = closeTime;
    this.baseReserve = baseReserve;
    this.totals = totals;
    levels.push(new Level(totals, sponsorOf, issues.size()));
  }

  /** What lies under a transaction. */
  interface Below {
    @Nullable Entry get(Key key);

    OrderBook book(Pair pair);

    Set<Key> ownedBy(AccountId account);
  }

  /** This transaction's work as the ground of its forks. */
  private final class Ground implements Below {
    @Override
    public @Nullable Entry get(Key key) {
      return peek(key);
    }

    @Override
    public OrderBook book(Pair pair) {
      return LedgerTransaction.this.book(pair);
    }

    @Override
    public Set<Key> ownedBy(AccountId account) {
      return ownedKeys(account);
    }
  }

  /**
   * Opens a transaction on top of what this one has done so far. Several may work at the same time,
   * on a thread each, as long as no two touch the same entry and this one rests; each must be
   * joined or forgotten.
   */
  public LedgerTransaction fork() {
    requireOutermost();
    LedgerTransaction fork =
        new LedgerTransaction(base, new Ground(), ledger, closeTime, baseReserve, totals);
    fork.lastSequences = lastSequences;
    return fork;
  }

  /** Takes over what a fork did. Neither figures of the header nor sponsors may have changed. */
  public void join(LedgerTransaction fork) {
    requireOutermost();
    fork.requireOutermost();
    if (!fork.totals.equals(totals) || fork.hasFutureSponsors()) {
      throw new IllegalStateException("a fork changed what belongs to all");
    }
    issues.addAll(fork.issues);
    for (Key key : fork.levels.remove().before.keySet()) {
      remember(key);
      set(key, fork.overlay.get(key));
    }
  }

  private void requireOutermost() {
    if (levels.size() != 1) {
      throw new IllegalStateException("a nested level is still open");
    }
  }

  /** The header's figures that transactions change, in stroops but for the last. */
  public record Totals(long totalCoins, long feePool, long idPool) {}

  /** What an issuer gave out of its credit; negative when it took it back. */
  public record Issue(Asset asset, long amount) {}

  /** An entry as a level met it and as it is now; one of the two may be null. */
  public record Change(Key key, @Nullable Entry before, @Nullable Entry after) {}

  private static final class Level {
    private final Totals totals;
    private final Map<AccountId, AccountId> sponsorOf;
    private final int issues;
    private Map<Key, @Nullable Entry> before = new LinkedHashMap<>();

    Level(Totals totals, Map<AccountId, AccountId> sponsorOf, int issues) {
      this.totals = totals;
      this.sponsorOf = sponsorOf;
      this.issues = issues;
    }
  }

  /** A nested level; what it did is undone unless it was committed when it is closed. */
  public final class Nested implements AutoCloseable {
    private final int depth = levels.size();
    private boolean open = true;

    private Nested() {}

    /** Keeps what the level did, as far as the level around it is kept. */
    public void commit() {
      leave();
      merge();
    }

    /** Returns what the level changed so far, in the order in which it met the entries. */
    public List<Change> changes() {
      return LedgerTransaction.this.changes();
    }

    @Override
    public void close() {
      if (open) {
        leave();
        undo();
      }
    }

    private void leave() {
      if (!open || levels.size() != depth) {
        throw new IllegalStateException("levels are left from the inside out, once");
      }
      open = false;
    }
  }

  /** Opens a nested level. */
  public Nested nested() {
    levels.push(new Level(totals, sponsorOf, issues.size()));
    return new Nested();
  }

  /** Returns the number of the ledger that is being closed. */
  public int ledger() {
    return ledger;
  }

  /** Returns the close time of the ledger that is being closed, Unix seconds. */
  public long closeTime() {
    return closeTime;
  }

  /** Returns the reserve of one entry, in stroops. */
  public int baseReserve() {
    return baseReserve;
  }

  /** Returns the header's figures as they are now. */
  public Totals totals() {
    return totals;
  }

  /** Adds a fee to the fee pool. */
  public void collectFee(long fee) {
    totals = new Totals(totals.totalCoins, totals.feePool + fee, totals.idPool);
  }

  /** Notes that an issuer gave out credit, which no entry shows; negative when it took it back. */
  public void issue(Asset asset, long amount) {
    issues.add(new Issue(asset, amount));
  }

  /** Returns what issuers gave out and took back, as far as it is kept. */
  public List<Issue> issues() {
    return List.copyOf(issues);
  }

  /** Returns a fresh id for an offer. */
  public long nextId() {
    totals = new Totals(totals.totalCoins, totals.feePool, totals.idPool + 1);
    return totals.idPool;
  }

  /** Returns an entry without touching it, null when there is none. */
  public @Nullable Entry peek(Key key) {
    Entry entry = overlay.get(key);
    return entry != null || overlay.containsKey(key) ? entry : below.get(key);
  }

  /** Returns an entry and marks it as modified in this ledger; null when there is none. */
  public @Nullable Entry load(Key key) {
    Entry entry = peek(key);
    return entry == null ? null : put(entry);
  }

  /** Returns an account without touching it. */
  public @Nullable Account peekAccount(AccountId id) {
    return (Account) peek(new Key.OfAccount(id));
  }

  /** Returns an account and marks it as modified. */
  public @Nullable Account loadAccount(AccountId id) {
    return (Account) load(new Key.OfAccount(id));
  }

  /** Returns a trust line without touching it. */
  public @Nullable TrustLine peekTrustLine(AccountId owner, LineAsset asset) {
    return (TrustLine) peek(new Key.OfTrustLine(owner, asset));
  }

  /** Returns a trust line and marks it as modified. */
  public @Nullable TrustLine loadTrustLine(AccountId owner, LineAsset asset) {
    return (TrustLine) load(new Key.OfTrustLine(owner, asset));
  }

  /** Sets an entry, new or not, and returns it as it is then. */
  public Entry put(Entry entry) {
    Entry stamped =
        entry.lastModified() == ledger ? entry : entry.withStamp(entry.stamp().at(ledger));
    Key key = entry.key();
    remember(key);
    set(key, stamped);
    return stamped;
  }

  /** Removes an entry that exists. */
  public void remove(Key key) {
    if (peek(key) == null) {
      throw new IllegalStateException("nothing to remove: " + key);
    }
    remember(key);
    set(key, null);
  }

  private void remember(Key key) {
    Map<Key, @Nullable Entry> before = levels.element().before;
    if (!before.containsKey(key)) {
      before.put(key, peek(key));
    }
  }

  private void set(Key key, @Nullable Entry entry) {
    Entry old = peek(key);
    overlay.put(key, entry);
    if (key instanceof Key.OfOffer) {
      moveInBook((Offer) old, (Offer) entry);
    }
    AccountId owner = LedgerState.owner(key);
    if (owner != null && (old == null) != (entry == null)) {
      touched.computeIfAbsent(owner, _ -> new HashSet<>()).add(key);
    }
  }

  private void moveInBook(@Nullable Offer old, @Nullable Offer now) {
    if (old != null) {
      books.put(old.pair(), book(old.pair()).without(old));
    }
    if (now != null) {
      books.put(now.pair(), book(now.pair()).with(now));
    }
  }

  /** Returns one side of a market as it is now. */
  public OrderBook book(Pair pair) {
    OrderBook book = books.get(pair);
    return book == null ? below.book(pair) : book;
  }

  /** Returns the entries of a type that an account owns now, without touching them. */
  public <E extends Entry> List<E> ownedBy(AccountId account, Class<E> type) {
    List<E> found = new ArrayList<>();
    for (Key key : ownedKeys(account)) {
      Entry entry = peek(key);
      if (type.isInstance(entry)) {
        found.add(type.cast(entry));
      }
    }
    return found;
  }

  private Set<Key> ownedKeys(AccountId account) {
    Set<Key> keys = new HashSet<>(below.ownedBy(account));
    keys.addAll(touched.getOrDefault(account, Set.of()));
    return keys;
  }

  /** Returns who pays the coming reserves of an account within this transaction, null for none. */
  public @Nullable AccountId futureSponsorOf(AccountId account) {
    return sponsorOf.get(account);
  }

  /** Returns whether an account pays anybody's coming reserves within this transaction. */
  public boolean sponsorsFuture(AccountId account) {
    return sponsorOf.containsValue(account);
  }

  /** Returns whether anybody's coming reserves are still paid by another. */
  public boolean hasFutureSponsors() {
    return !sponsorOf.isEmpty();
  }

  /** Says who pays an account's coming reserves from here on; null for the account itself. */
  public void setFutureSponsor(AccountId sponsored, @Nullable AccountId sponsor) {
    Map<AccountId, AccountId> changed = new HashMap<>(sponsorOf);
    if (sponsor == null) {
      changed.remove(sponsored);
    } else {
      changed.put(sponsored, sponsor);
    }
    sponsorOf = Map.copyOf(changed);
  }

  /** Says which sequence number each account uses last in this ledger. */
  public void setLastSequences(Map<AccountId, Long> sequences) {
    lastSequences = Map.copyOf(sequences);
  }

  /** Returns the last sequence number that an account uses in this ledger, 0 when unknown. */
  public long lastSequence(AccountId account) {
    return lastSequences.getOrDefault(account, 0L);
  }

  /** Returns what the innermost level changed so far. */
  public List<Change> changes() {
    Map<Key, @Nullable Entry> before = levels.element().before;
    List<Change> changes = new ArrayList<>(before.size());
    for (Map.Entry<Key, @Nullable Entry> met : before.entrySet()) {
      Entry after = overlay.get(met.getKey());
      if (met.getValue() != null || after != null) {
        changes.add(new Change(met.getKey(), met.getValue(), after));
      }
    }
    return changes;
  }

  /** Returns the sides of markets in which an offer was set or removed, even if undone since. */
  public Set<Pair> touchedMarkets() {
    return Set.copyOf(books.keySet());
  }

  private void merge() {
    Level child = levels.pop();
    Level parent = levels.element();
    if (parent.before.isEmpty()) {
      parent.before = child.before;
    } else {
      child.before.forEach(
          (BiConsumer<Key, @Nullable Entry>)
              (key, entry) -> {
                if (!parent.before.containsKey(key)) {
                  parent.before.put(key, entry);
                }
              });
    }
  }

  private void undo() {
    Level level = levels.pop();
    level.before.forEach((BiConsumer<Key, @Nullable Entry>) this::set);
    totals = level.totals;
    sponsorOf = level.sponsorOf;
    issues.subList(level.issues, issues.size()).clear();
  }

  /** Writes all to the state; the transaction is over then. */
  public void writeBack() {
    requireOutermost();
    levels.clear();
    overlay.forEach((BiConsumer<Key, @Nullable Entry>) base::set);
    books.forEach(base::setBook);
  }
}
