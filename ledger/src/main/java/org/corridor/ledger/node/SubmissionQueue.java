package org.corridor.ledger.node;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.corridor.ledger.apply.SignedTransaction;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The transactions that wait for the next close, by account in the order of their sequence numbers.
 * Not thread-safe: the node guards it.
 *
 * <p>When it is full, or more waits than a close takes, those that bid most for each base fee go
 * first: a newcomer drives out the last transaction of an account that bids less. A fee bump that
 * bids ten times as much takes the place of the transaction with its sequence number.
 */
final class SubmissionQueue {
  /** How much more for each base fee it takes to be replaced, as the network's nodes have it. */
  private static final int REPLACING_MULTIPLE = 10;

  private final int totalMax;
  private final int perAccountMax;
  private final Map<Bytes, Waiting> byHash = new LinkedHashMap<>();
  private final Map<AccountId, List<Waiting>> byAccount = new LinkedHashMap<>();
  private final Map<AccountId, Long> fees = new HashMap<>();

  /**
   * The last transaction of each account, the lowest bid first: only they can be driven out. Kept
   * from when the queue is full until a set is taken.
   */
  private @Nullable NavigableSet<Waiting> last;

  private int operations;

  private static final Comparator<Waiting> BY_BID =
      ((Comparator<Waiting>) (a, b) -> compareBids(a.transaction(), b.transaction()))
          .thenComparing(Waiting::hash);

  SubmissionQueue(int totalMax, int perAccountMax) {
    this.totalMax = totalMax;
    this.perAccountMax = perAccountMax;
  }

  /**
   * A transaction and who waits for it.
   *
   * @param checkedAt the last closed ledger when it was found acceptable
   */
  record Waiting(SignedTransaction transaction, int checkedAt, CompletableFuture<Integer> closed) {
    Bytes hash() {
      return transaction.hash();
    }

    AccountId source() {
      return transaction.source();
    }
  }

  /** Compares what two transactions bid for each base fee, exactly. */
  static int compareBids(SignedTransaction a, SignedTransaction b) {
    long left = Math.max(1, b.feeUnits());
    long right = Math.max(1, a.feeUnits());
    int high =
        Long.compare(Math.multiplyHigh(a.feeBid(), left), Math.multiplyHigh(b.feeBid(), right));
    return high != 0 ? high : Long.compareUnsigned(a.feeBid() * left, b.feeBid() * right);
  }

  int size() {
    return byHash.size();
  }

  /** Whether an account has as much waiting as it may. */
  boolean isFull(AccountId source) {
    return byAccount.getOrDefault(source, List.of()).size() >= perAccountMax;
  }

  /** Whether no more may wait unless something else goes. */
  boolean isFull() {
    return byHash.size() >= totalMax;
  }

  Optional<Waiting> waiting(Bytes hash) {
    return Optional.ofNullable(byHash.get(hash));
  }

  /** The sequence number of an account after everything that waits for it. */
  Optional<Long> lastSequence(AccountId source) {
    List<Waiting> own = byAccount.get(source);
    return own == null ? Optional.empty() : Optional.of(own.getLast().transaction().sequence());
  }

  /** What an account may be charged for what waits, in stroops. */
  long fees(AccountId payer) {
    return fees.getOrDefault(payer, 0L);
  }

  /**
   * Returns the transaction whose place a fee bump asks for, of the same account and sequence
   * number; null when there is none.
   */
  @Nullable Waiting replacedBy(SignedTransaction newcomer) {
    if (newcomer.bumpsFee()) {
      for (Waiting own : byAccount.getOrDefault(newcomer.source(), List.of())) {
        if (own.transaction().sequence() == newcomer.sequence()) {
          return own;
        }
      }
    }
    return null;
  }

  /** What a fee bump must bid to take the place of a transaction, in stroops. */
  static long feeToReplace(SignedTransaction old, SignedTransaction newcomer) {
    BigInteger times = BigInteger.valueOf((long) REPLACING_MULTIPLE * newcomer.feeUnits());
    BigInteger units = BigInteger.valueOf(Math.max(1, old.feeUnits()));
    BigInteger needed =
        BigInteger.valueOf(old.feeBid())
            .multiply(times)
            .add(units.subtract(BigInteger.ONE))
            .divide(units);
    return needed.min(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact();
  }

  /** Puts a fee bump in the place of a transaction. */
  void replace(Waiting old, Waiting fresh) {
    List<Waiting> own = byAccount.getOrDefault(old.source(), List.of());
    own.set(own.indexOf(old), fresh);
    if (last != null && last.remove(old)) {
      last.add(fresh);
    }
    forget(old);
    count(fresh);
  }

  /** Returns what would have to go for a newcomer, null when nothing may. */
  @Nullable Waiting cheaperThan(SignedTransaction newcomer) {
    for (Waiting cheapest : last()) {
      if (compareBids(cheapest.transaction(), newcomer) >= 0) {
        return null;
      }
      if (!cheapest.source().equals(newcomer.source())) {
        return cheapest;
      }
    }
    return null;
  }

  /**
   * Returns the lowest bid that may be driven out, as the fee that a newcomer would have to top.
   */
  long feeToTop(SignedTransaction newcomer) {
    SignedTransaction cheapest = last().getFirst().transaction();
    long each = Math.ceilDiv(cheapest.feeBid(), Math.max(1, cheapest.feeUnits())) + 1;
    return Math.multiplyExact(each, (long) Math.max(1, newcomer.feeUnits()));
  }

  void add(Waiting waiting) {
    List<Waiting> own = byAccount.computeIfAbsent(waiting.source(), key -> new ArrayList<>(1));
    if (last != null) {
      if (!own.isEmpty()) {
        last.remove(own.getLast());
      }
      last.add(waiting);
    }
    own.add(waiting);
    count(waiting);
  }

  private void count(Waiting waiting) {
    byHash.put(waiting.hash(), waiting);
    fees.merge(waiting.transaction().feeSource(), waiting.transaction().feeBid(), Long::sum);
    operations += waiting.transaction().operations();
  }

  /** Takes the last transaction of an account out. */
  void driveOut(Waiting waiting) {
    List<Waiting> own = byAccount.getOrDefault(waiting.source(), List.of());
    if (own.isEmpty() || !own.getLast().hash().equals(waiting.hash())) {
      throw new IllegalStateException("only the last transaction of an account can go");
    }
    own.removeLast();
    last().remove(waiting);
    if (own.isEmpty()) {
      byAccount.remove(waiting.source());
    } else {
      last().add(own.getLast());
    }
    forget(waiting);
  }

  private void forget(Waiting waiting) {
    byHash.remove(waiting.hash());
    operations -= waiting.transaction().operations();
    AccountId payer = waiting.transaction().feeSource();
    long left = fees(payer) - waiting.transaction().feeBid();
    if (left == 0) {
      fees.remove(payer);
    } else {
      fees.put(payer, left);
    }
  }

  /**
   * Takes the next set out of the queue, in the order of application. Each round takes the next
   * transaction of every account; within a round the hash decides, mixed with the ledger before, so
   * that nobody can arrange to come first for ever.
   *
   * @param operationsMax the most operations in a set; what does not fit stays in the queue
   */
  List<Waiting> take(int operationsMax, Bytes previousLedger) {
    List<List<Waiting>> chosen =
        operations <= operationsMax
            ? new ArrayList<>(byAccount.values())
            : highestBids(operationsMax);
    List<Waiting> set = inOrder(chosen, previousLedger.toArray());
    for (Waiting waiting : set) {
      forget(waiting);
    }
    byAccount.values().forEach(own -> own.removeIf(w -> !byHash.containsKey(w.hash())));
    byAccount.values().removeIf(List::isEmpty);
    last = null;
    return set;
  }

  private NavigableSet<Waiting> last() {
    NavigableSet<Waiting> known = last;
    if (known == null) {
      known = new TreeSet<>(BY_BID);
      for (List<Waiting> own : byAccount.values()) {
        known.add(own.getLast());
      }
      last = known;
    }
    return known;
  }

  /** The transactions of each account that go when not all can: always from its first on. */
  private List<List<Waiting>> highestBids(int operationsMax) {
    record Head(List<Waiting> own, int at, List<Waiting> taken) {
      Waiting next() {
        return own.get(at);
      }
    }
    PriorityQueue<Head> heads =
        new PriorityQueue<>(Comparator.comparing(Head::next, BY_BID.reversed()));
    List<List<Waiting>> chosen = new ArrayList<>();
    byAccount.values().forEach(own -> heads.add(new Head(own, 0, new ArrayList<>())));
    int room = operationsMax;
    while (!heads.isEmpty() && room > 0) {
      Head head = heads.remove();
      int needed = head.next().transaction().operations();
      if (needed > room) {
        continue; // nothing of this account can go before what does not fit
      }
      room -= needed;
      if (head.taken().isEmpty()) {
        chosen.add(head.taken());
      }
      head.taken().add(head.next());
      if (head.at() + 1 < head.own().size()) {
        heads.add(new Head(head.own(), head.at() + 1, head.taken()));
      }
    }
    return chosen;
  }

  private static List<Waiting> inOrder(List<List<Waiting>> chosen, byte[] mix) {
    record Turn(Bytes place, Waiting waiting) {}
    List<Waiting> set = new ArrayList<>();
    List<Turn> round = new ArrayList<>();
    for (int number = 0; ; number++) {
      round.clear();
      for (List<Waiting> own : chosen) {
        if (number < own.size()) {
          Waiting waiting = own.get(number);
          round.add(new Turn(mixed(waiting.hash().toArray(), mix), waiting));
        }
      }
      if (round.isEmpty()) {
        return set;
      }
      round.sort(Comparator.comparing(Turn::place));
      round.forEach(turn -> set.add(turn.waiting()));
      int next = number + 1;
      chosen.removeIf(own -> own.size() <= next);
    }
  }

  private static Bytes mixed(byte[] hash, byte[] mix) {
    for (int i = 0; i < hash.length; i++) {
      hash[i] ^= mix[i];
    }
    return Bytes.of(hash);
  }

  List<Waiting> all() {
    return new ArrayList<>(byHash.values());
  }
}
