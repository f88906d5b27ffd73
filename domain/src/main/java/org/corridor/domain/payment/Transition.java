package org.corridor.domain.payment;

import java.time.Instant;
import java.util.List;
import org.corridor.domain.book.JournalEntry;

/**
 * One step of one payment: what is written in one unit of work with the event that tells of it.
 *
 * @param before the payment as it was taken
 * @param after its next state
 * @param at when
 * @param by which stage, officer or approver did it
 * @param journal balanced entries that belong to the step; may be empty
 */
public record Transition(
    Payment<?> before, PaymentState after, Instant at, String by, List<JournalEntry> journal) {
  /** Copies the entries. */
  public Transition {
    journal = List.copyOf(journal);
  }

  /** A step that moves no money in the books. */
  public static Transition of(Payment<?> before, PaymentState after, Instant at, String by) {
    return new Transition(before, after, at, by, List.of());
  }
}
