package org.corridor.gateway.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.corridor.domain.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * A unit of work after which, and only when it was kept, its lines are written to the log: the log
 * tells nothing that did not happen.
 */
final class LoggedWork implements UnitOfWork {
  /** The lines of the unit of work that runs on a thread; units of work do not nest. */
  private static final ThreadLocal<@Nullable List<Runnable>> LINES = new ThreadLocal<>();

  private final UnitOfWork inner;

  LoggedWork(UnitOfWork inner) {
    this.inner = inner;
  }

  @Override
  public <T> T in(Supplier<T> work) {
    List<Runnable> kept = new ArrayList<>();
    LINES.set(kept);
    T result;
    try {
      result = inner.in(work);
    } finally {
      LINES.remove();
    }
    kept.forEach(Runnable::run);
    return result;
  }

  /** Says something once the running unit of work is kept; now when none runs. */
  void afterwards(Runnable line) {
    List<Runnable> kept = LINES.get();
    if (kept == null) {
      line.run();
    } else {
      kept.add(line);
    }
  }
}
