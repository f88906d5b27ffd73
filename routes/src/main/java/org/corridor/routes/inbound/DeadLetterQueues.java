package org.corridor.routes.inbound;

/**
 * The names of the queues of dead letters: one per inbound queue, so that none needs a selector.
 */
final class DeadLetterQueues {
  private static final String SUFFIX = ".dead";

  private DeadLetterQueues() {}

  static String of(String queue) {
    return queue + SUFFIX;
  }

  static boolean isOne(String queue) {
    return queue.endsWith(SUFFIX);
  }
}
