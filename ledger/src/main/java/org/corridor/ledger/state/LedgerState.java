package org.corridor.ledger.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All entries after the last close, with the indexes that the rules and queries need. Not
 * thread-safe: the machine lets readers in between closes.
 */
public final class LedgerState implements LedgerTransaction.Below {
  private final Map<Key, Entry> entries = new HashMap<>();
  private final Map<Pair, OrderBook> books = new HashMap<>();
  private final Map<AccountId, Set<Key>> owned = new HashMap<>();
  private final Map<Long, Key> offerKeys = new HashMap<>();
  private final StateIndex index = new StateIndex();

  /** Returns an entry, null when there is none. */
  @Override
  public @Nullable Entry get(Key key) {
    return entries.get(key);
  }

  /** Returns what finds entries by what stands in them. */
  public StateIndex index() {
    return index;
  }

  /** Returns the key of an offer, null when there is none with this id. */
  public @Nullable Key offerKey(long id) {
    return offerKeys.get(id);
  }

  /** Returns one side of a market. */
  @Override
  public OrderBook book(Pair pair) {
    return books.getOrDefault(pair, OrderBook.EMPTY);
  }

  /** Returns the sides of markets that have offers. */
  public Set<Pair> markets() {
    return Set.copyOf(books.keySet());
  }

  /** Returns the keys of the trust lines, offers and data of an account. */
  @Override
  public Set<Key> ownedBy(AccountId account) {
    return owned.getOrDefault(account, Set.of());
  }

  /** Returns the entries of a type that an account owns. */
  public <E extends Entry> List<E> ownedBy(AccountId account, Class<E> type) {
    List<E> found = new ArrayList<>();
    for (Key key : ownedBy(account)) {
      Entry entry = entries.get(key);
      if (type.isInstance(entry)) {
        found.add(type.cast(entry));
      }
    }
    return found;
  }

  /** Calls back for each entry of a type. */
  public <E extends Entry> void forEach(Class<E> type, Consumer<? super E> consumer) {
    for (Entry entry : entries.values()) {
      if (type.isInstance(entry)) {
        consumer.accept(type.cast(entry));
      }
    }
  }

  /** Sets an entry, or removes it when it is null. Books follow from {@link #setBook}. */
  void set(Key key, @Nullable Entry entry) {
    Entry before = entry == null ? entries.remove(key) : entries.put(key, entry);
    index.changed(before, entry);
    AccountId owner = owner(key);
    if (owner != null && (before == null) != (entry == null)) {
      index(owner, key, entry != null);
    }
    if (key instanceof Key.OfOffer offer) {
      if (entry == null) {
        offerKeys.remove(offer.id());
      } else {
        offerKeys.put(offer.id(), key);
      }
    }
  }

  void setBook(Pair pair, OrderBook book) {
    if (book.isEmpty()) {
      books.remove(pair);
    } else {
      books.put(pair, book);
    }
  }

  /** Adds an entry as it was stored; for restoring a ledger. */
  public void restore(Entry entry) {
    set(entry.key(), entry);
    if (entry instanceof Offer offer) {
      setBook(offer.pair(), book(offer.pair()).with(offer));
    }
  }

  private void index(AccountId owner, Key key, boolean present) {
    if (present) {
      owned.computeIfAbsent(owner, _ -> new HashSet<>()).add(key);
      return;
    }
    Set<Key> keys = owned.get(owner);
    if (keys != null) {
      keys.remove(key);
      if (keys.isEmpty()) {
        owned.remove(owner);
      }
    }
  }

  /** Returns whose sub-entry a key names, null for what is nobody's. */
  static @Nullable AccountId owner(Key key) {
    return switch (key) {
      case Key.OfTrustLine line -> line.owner();
      case Key.OfOffer offer -> offer.seller();
      case Key.OfData data -> data.owner();
      case Key.OfAccount _, Key.OfClaimableBalance _, Key.OfPool _ -> null;
    };
  }
}
