package org.corridor.ledger.apply;

import java.util.HashMap;
import java.util.Map;

/**
 * Adds up differences that must come to nothing, each under a name of its own. Sums wrap around, as
 * they may on the way when somebody issues all there can be; what is lost or made still shows.
 */
final class Tally<K> {
  private final Map<K, Long> sums = new HashMap<>();

  void add(K name, long difference) {
    if (difference != 0) {
      sums.merge(name, difference, Long::sum);
    }
  }

  /** Throws IllegalStateException when a sum is not zero. */
  void requireZero(String what) {
    sums.forEach(
        (name, sum) -> {
          if (sum != 0) {
            throw new IllegalStateException(what + " of " + name + " is off by " + sum);
          }
        });
  }
}
