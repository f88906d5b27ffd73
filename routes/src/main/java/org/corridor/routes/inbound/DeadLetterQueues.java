package org.corridor.routes.inbound;

/**
 * The names of the queues of dead letters: one per inbound queue, so that none needs a selector.
 */
public final class DeadLetterQueues {
  private static final String SUFFIX = ".dead";

  private DeadLetterQueues() {}

  /** The queue of an inbound queue's dead letters. */
  public static String of(String queue) {
    return queue + SUFFIX;
  }

  static boolean isOne(String queue) {
    return queue.endsWith(SUFFIX);
  }
}
