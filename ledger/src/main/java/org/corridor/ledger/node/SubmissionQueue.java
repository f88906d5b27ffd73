package org.corridor.ledger.node;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.Bytes;
import org.corridor.ledger.store.Xdr;
import org.stellar.sdk.xdr.TransactionEnvelope;

/**
 * The transactions that wait for the next close, by account in the order of their sequence numbers.
 * Not thread-safe: the node guards it.
 */
final class SubmissionQueue {
  private final int totalMax;
  private final int perAccountMax;
  private final Map<Bytes, Waiting> byHash = new LinkedHashMap<>();
  private final Map<AccountId, List<Waiting>> byAccount = new LinkedHashMap<>();

  SubmissionQueue(int totalMax, int perAccountMax) {
    this.totalMax = totalMax;
    this.perAccountMax = perAccountMax;
  }

  /**
   * A transaction and who waits for it.
   *
   * @param checkedAt the last closed ledger when it was found acceptable
   */
  record Waiting(
      Bytes hash,
      AccountId source,
      TransactionEnvelope envelope,
      int checkedAt,
      CompletableFuture<Integer> closed) {
    int operations() {
      return Xdr.operations(envelope).length;
    }
  }

  int size() {
    return byHash.size();
  }

  boolean isFull(AccountId source) {
    List<Waiting> own = byAccount.getOrDefault(source, List.of());
    return byHash.size() >= totalMax || own.size() >= perAccountMax;
  }

  Optional<Waiting> waiting(Bytes hash) {
    return Optional.ofNullable(byHash.get(hash));
  }

  /** The sequence number of an account after everything that waits for it. */
  Optional<Long> lastSequence(AccountId source) {
    List<Waiting> own = byAccount.get(source);
    return own == null ? Optional.empty() : Optional.of(Xdr.sequence(own.getLast().envelope()));
  }

  void add(Waiting waiting) {
    byHash.put(waiting.hash(), waiting);
    byAccount.computeIfAbsent(waiting.source(), key -> new ArrayList<>()).add(waiting);
  }

  /**
   * Takes the next set out of the queue, in the order of application. Each round takes the next
   * transaction of every account; within a round the hash decides, mixed with the ledger before, so
   * that nobody can arrange to come first for ever.
   *
   * @param operationsMax the most operations in a set; what does not fit stays in the queue
   */
  List<Waiting> take(int operationsMax, Bytes previousLedger) {
    byte[] mix = previousLedger.toArray();
    Comparator<Turn> order = Comparator.comparing(turn -> mixed(turn.next().hash().toArray(), mix));
    List<Waiting> set = new ArrayList<>();
    List<Turn> turns = new ArrayList<>();
    byAccount.values().forEach(own -> turns.add(new Turn(own)));
    int operations = 0;
    while (!turns.isEmpty()) {
      turns.sort(order);
      for (Turn turn : turns) {
        Waiting waiting = turn.next();
        if (operations + waiting.operations() <= operationsMax) {
          operations += waiting.operations();
          set.add(waiting);
          turn.taken++;
        } else {
          // Nothing of this account can go before what did not fit.
          turn.ended = true;
        }
      }
      turns.removeIf(Turn::isOver);
    }
    for (Waiting waiting : set) {
      byHash.remove(waiting.hash());
    }
    byAccount.values().forEach(own -> own.removeIf(w -> !byHash.containsKey(w.hash())));
    byAccount.values().removeIf(List::isEmpty);
    return set;
  }

  /** How far one account has got in the making of a set. */
  private static final class Turn {
    private final List<Waiting> own;
    private int taken;
    private boolean ended;

    private Turn(List<Waiting> own) {
      this.own = own;
    }

    private Waiting next() {
      return own.get(taken);
    }

    private boolean isOver() {
      return ended || taken == own.size();
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
