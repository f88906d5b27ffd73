package org.corridor.ledger.store;

import org.jspecify.annotations.Nullable;

/** The disk, or what is on it, does not allow the ledger to go on. Not worth a retry. */
public final class StoreException extends RuntimeException {
  /** Tells what could not be done, and why. */
  public StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
