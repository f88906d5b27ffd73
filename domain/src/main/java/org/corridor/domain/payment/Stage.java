package org.corridor.domain.payment;

/**
 * One step of the way, for a batch of whatever is ready for it. Stages share nothing but the
 * stores, so that any number of them, in any number of instances, may run at a time.
 */
public interface Stage {
  /** Its name in logs, metrics and events. */
  String name();

  /**
   * Moves one batch, in a unit of work of its own.
   *
   * @return how many it moved; zero when there is nothing to do now
   * @throws org.corridor.domain.Retryable when the database or the ledger did not do its part;
   *     nothing was moved
   */
  int runOnce();
}
