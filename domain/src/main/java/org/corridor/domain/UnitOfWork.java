package org.corridor.domain;

import java.util.function.Supplier;

/**
 * Port: one transaction on the one truth. Either all that is written inside it is kept, or nothing.
 */
public interface UnitOfWork {
  /**
   * Runs work in one transaction and returns its result once that is durable. When the work throws,
   * nothing is kept. Does not nest.
   *
   * @throws Retryable when the database did not take it; nothing was kept
   */
  <T> T in(Supplier<T> work);

  /** As {@link #in}, for work without a result. */
  default void run(Runnable work) {
    in(
        () -> {
          work.run();
          return Boolean.TRUE;
        });
  }
}
