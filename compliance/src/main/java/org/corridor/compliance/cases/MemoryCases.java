package org.corridor.compliance.cases;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.corridor.domain.payment.Uetr;

/** Cases kept in memory, for tests and trials: what is decided is lost with the process. */
public final class MemoryCases implements Cases {
  /** Most cases kept. */
  public static final int CASES_MAX = 100_000;

  private static final Comparator<Case> OLDEST_FIRST =
      Comparator.comparing(Case::openedAt)
          .thenComparing(c -> c.uetr().value())
          .thenComparing(Case::direction);

  private final Map<Key, Case> cases = new HashMap<>();

  @Override
  public synchronized Case open(Case fresh) {
    Key key = new Key(fresh.uetr(), fresh.direction());
    if (cases.size() >= CASES_MAX && !cases.containsKey(key)) {
      throw new org.corridor.domain.Retryable("no room for another case");
    }
    Case before = cases.putIfAbsent(key, fresh);
    return before == null ? fresh : before;
  }

  @Override
  public synchronized Optional<Case> find(Uetr uetr, Case.Direction direction) {
    return Optional.ofNullable(cases.get(new Key(uetr, direction)));
  }

  @Override
  public synchronized boolean update(Case changed) {
    Case now = cases.get(new Key(changed.uetr(), changed.direction()));
    if (now == null || now.version() + 1 != changed.version()) {
      return false;
    }
    cases.put(new Key(changed.uetr(), changed.direction()), changed);
    return true;
  }

  @Override
  public synchronized List<Case> openCases(Optional<Case> after, int max) {
    return cases.values().stream()
        .filter(Case::isOpen)
        .filter(c -> after.isEmpty() || OLDEST_FIRST.compare(c, after.get()) > 0)
        .sorted(OLDEST_FIRST)
        .limit(Math.min(max, PAGE_MAX))
        .toList();
  }

  private record Key(Uetr uetr, Case.Direction direction) {}
}
