package org.corridor.ledger.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.corridor.ledger.node.SubmissionQueue.Waiting;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.Bytes;

/**
 * What was taken out of the queue and is not yet known to be durable, with what the state cannot
 * tell yet of the close in hand. The node guards all but {@link #done} and {@link #all}.
 */
final class InFlight {
  private final Map<Bytes, Waiting> byHash = new ConcurrentHashMap<>();
  private final Map<AccountId, Long> sequences = new HashMap<>();
  private final Map<AccountId, Long> fees = new HashMap<>();

  void take(List<Waiting> set) {
    for (Waiting waiting : set) {
      byHash.put(waiting.hash(), waiting);
      sequences.merge(waiting.source(), waiting.transaction().sequence(), Math::max);
      fees.merge(waiting.transaction().feeSource(), waiting.transaction().feeBid(), Long::sum);
    }
  }

  /** The state has caught up. */
  void applied() {
    sequences.clear();
    fees.clear();
  }

  /** Nobody has to be told any more. */
  void done(Waiting waiting) {
    byHash.remove(waiting.hash());
  }

  Optional<Waiting> waiting(Bytes hash) {
    return Optional.ofNullable(byHash.get(hash));
  }

  /** The sequence number of an account after the close in hand. */
  Optional<Long> lastSequence(AccountId source) {
    return Optional.ofNullable(sequences.get(source));
  }

  /** What an account may be charged by the close in hand, in stroops. */
  long fees(AccountId payer) {
    return fees.getOrDefault(payer, 0L);
  }

  List<Waiting> all() {
    return new ArrayList<>(byHash.values());
  }
}
