package org.corridor.dashboard;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Port: what an operator wants to see. Asking never fails: what does not answer is told as such.
 */
public interface OperationsQueries {
  /** The parts that the gateway stands on. */
  List<PartRow> parts();

  /** What waits to be sent. */
  List<OutboxRow> outbox();

  /** What could not be worked on, by inbound queue. */
  List<DeadQueue> deadLetters();

  /** What people did lately, newest first. */
  List<AuditRow> audit();

  /** A part: whether it answers, what it says, and since when. */
  record PartRow(String name, boolean up, String detail, @Nullable Instant since) {}

  /** A channel: how much waits, how much of it was tried in vain, and since when. */
  record OutboxRow(String channel, long waiting, long failing, @Nullable Instant oldest) {}

  /**
   * The dead letters of a queue.
   *
   * @param letters the oldest of them
   * @param fault why they cannot be told now; null when they can
   */
  record DeadQueue(String queue, List<Letter> letters, @Nullable String fault) {
    /** Copies the letters. */
    public DeadQueue {
      letters = List.copyOf(letters);
    }
  }

  /** A dead letter: what the transport called it, the class of its fault, and since when. */
  record Letter(@Nullable String id, @Nullable String fault, Instant since) {}

  /** Who did what to what, when, with what outcome. */
  record AuditRow(Instant at, String who, String action, String subject, String outcome) {}
}
