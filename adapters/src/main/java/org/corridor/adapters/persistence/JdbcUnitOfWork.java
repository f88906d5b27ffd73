package org.corridor.adapters.persistence;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.function.Supplier;
import org.corridor.domain.Invariant;
import org.corridor.domain.Retryable;
import org.corridor.domain.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A unit of work as one read-committed transaction.
 *
 * <p>When the connection is lost while the commit is under way, nobody can tell whether it was
 * kept; that is told as {@link Retryable}, too. Doing the work again is harmless: what was advanced
 * is no longer in the state that it is taken from, and keys, journals and messages are unique.
 */
final class JdbcUnitOfWork implements UnitOfWork {
  /** Deepest chain of causes that is looked at. */
  private static final int CAUSES_MAX = 16;

  /**
   * Classes of SQLSTATE that pass: connection (08), rolled back by the server for serialisation or
   * deadlock (40), resources (53), lock not available (55), operator or timeout (57), I/O (58).
   */
  private static final Set<String> PASSING_CLASSES = Set.of("08", "40", "53", "55", "57", "58");

  /** A session that the server ended: idle in transaction for too long. */
  private static final String IDLE_IN_TRANSACTION = "25P03";

  private final TransactionTemplate transaction;

  JdbcUnitOfWork(PlatformTransactionManager transactions) {
    // Read committed is PostgreSQL's default, which driverProperties() make sure of: to ask for it
    // here would cost each transaction a round trip to learn the level before.
    transaction = new TransactionTemplate(transactions);
  }

  @Override
  public <T> T in(Supplier<T> work) {
    Invariant.require(
        !TransactionSynchronizationManager.isActualTransactionActive(),
        "units of work do not nest");
    try {
      T result = transaction.execute(status -> work.get());
      return java.util.Objects.requireNonNull(result, "a unit of work has a result");
    } catch (RuntimeException fault) {
      throw told(fault);
    }
  }

  /** What a fault is told as: {@link Retryable} when it may pass, itself when it will not. */
  static RuntimeException told(RuntimeException fault) {
    if (fault instanceof Retryable || fault instanceof Invariant.BrokenInvariant) {
      return fault;
    }
    @Nullable String passing = passing(fault, 0);
    return passing == null
        ? fault
        : new Retryable("the database did not take it: " + passing, fault);
  }

  /** What kind of passing fault this is; null when trying again makes no sense. */
  private static @Nullable String passing(@Nullable Throwable fault, int depth) {
    if (fault == null || depth > CAUSES_MAX) {
      return null;
    }
    if (fault instanceof SQLException sql) {
      @Nullable String state = sql.getSQLState();
      if (state != null
          && (PASSING_CLASSES.contains(state.substring(0, 2))
              || state.equals(IDLE_IN_TRANSACTION))) {
        return "SQLSTATE " + state;
      }
      // The server always tells a state: without one it was the pool, which has no connection.
      if (state == null
          || sql instanceof SQLTransientException
          || sql instanceof SQLRecoverableException) {
        return "no connection";
      }
    }
    @Nullable String below = passing(fault.getCause(), depth + 1);
    if (below != null) {
      return below;
    }
    boolean passes =
        fault instanceof TransientDataAccessException
            || fault instanceof RecoverableDataAccessException
            || fault instanceof DataAccessResourceFailureException
            || fault instanceof TransactionSystemException
            || fault instanceof CannotCreateTransactionException;
    return passes ? fault.getClass().getSimpleName() : null;
  }
}
