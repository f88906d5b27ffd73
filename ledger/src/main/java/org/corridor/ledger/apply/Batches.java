package org.corridor.ledger.apply;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.corridor.ledger.state.AccountId;

/**
 * Divides a run of transactions so that no two batches touch the same account: those that share one
 * are connected, directly or through others, and stay together in their order.
 */
final class Batches {
  private final int[] parent;

  private Batches(int size) {
    parent = new int[size];
    Arrays.setAll(parent, i -> i);
  }

  /**
   * Returns the places of the transactions of each batch, in order; every place is in one of them.
   *
   * @param most how many batches there may be
   */
  static List<List<Integer>> of(List<Footprint> footprints, int most) {
    Batches batches = new Batches(footprints.size());
    Map<AccountId, Integer> changers = new HashMap<>(2 * footprints.size());
    for (int i = 0; i < footprints.size(); i++) {
      for (AccountId id : footprints.get(i).changed()) {
        batches.connect(i, changers.putIfAbsent(id, i));
      }
    }
    // Reading together separates nobody; reading what another changes does, before and after.
    for (int i = 0; i < footprints.size(); i++) {
      for (AccountId id : footprints.get(i).read()) {
        batches.connect(i, changers.get(id));
      }
    }
    return batches.divide(most);
  }

  private void connect(int one, @org.jspecify.annotations.Nullable Integer other) {
    if (other != null) {
      int a = root(one);
      int b = root(other);
      parent[Math.max(a, b)] = Math.min(a, b);
    }
  }

  private int root(int place) {
    int at = place;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }

  /** Gives each connected group, as it turns up, to the batch that has least. */
  private List<List<Integer>> divide(int most) {
    int[] sizes = new int[parent.length];
    for (int i = 0; i < parent.length; i++) {
      sizes[root(i)]++;
    }
    int[] load = new int[most];
    int[] batchOf = new int[parent.length];
    List<List<Integer>> batches = new ArrayList<>(most);
    for (int i = 0; i < most; i++) {
      batches.add(new ArrayList<>());
    }
    for (int i = 0; i < parent.length; i++) {
      int root = root(i);
      if (root == i) {
        batchOf[i] = lightest(load);
        load[batchOf[i]] += sizes[i];
      }
      batches.get(batchOf[root]).add(i);
    }
    batches.removeIf(List::isEmpty);
    return batches;
  }

  private static int lightest(int[] load) {
    int lightest = 0;
    for (int i = 1; i < load.length; i++) {
      if (load[i] < load[lightest]) {
        lightest = i;
      }
    }
    return lightest;
  }
}
