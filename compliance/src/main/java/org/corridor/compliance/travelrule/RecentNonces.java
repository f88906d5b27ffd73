package org.corridor.compliance.travelrule;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;
import org.corridor.domain.Retryable;
import org.corridor.domain.party.Bic;

/**
 * Nonces remembered in memory, for one instance that starts with an empty past. When it is full of
 * nonces that must still be remembered it takes no more, rather than forget one.
 */
public final class RecentNonces implements SeenNonces {
  /** Room for 300 letters a second over the longest window. */
  public static final int NONCES_MAX = 200_000;

  private final InstantSource clock;
  private final int max;
  private final Set<String> seen = new HashSet<>();
  private final PriorityQueue<Remembered> byAge = new PriorityQueue<>();

  /** Remembers up to {@value #NONCES_MAX}. */
  public RecentNonces(InstantSource clock) {
    this(clock, NONCES_MAX);
  }

  RecentNonces(InstantSource clock, int max) {
    this.clock = clock;
    this.max = max;
  }

  @Override
  public synchronized boolean firstSeen(Bic sender, String nonce, Instant until) {
    Instant now = clock.instant();
    for (Remembered oldest = byAge.peek();
        oldest != null && oldest.until.isBefore(now);
        oldest = byAge.peek()) {
      seen.remove(byAge.remove().key);
    }
    String key = sender.institution() + nonce;
    if (seen.contains(key)) {
      return false;
    }
    if (seen.size() >= max) {
      throw new Retryable("too many letters from other banks at once");
    }
    byAge.add(new Remembered(key, until));
    return seen.add(key);
  }

  private record Remembered(String key, Instant until) implements Comparable<Remembered> {
    @Override
    public int compareTo(Remembered other) {
      return until.compareTo(other.until);
    }
  }
}
