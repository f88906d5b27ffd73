package org.corridor.dashboard;

import java.time.Instant;
import java.util.List;
import org.corridor.domain.compliance.ScreeningDecision;

/** Port: what officers wrote down about payments. */
public interface CaseNotes {
  /** Most cases told at once. */
  int CASES_MAX = 100;

  /**
   * What was done about a payment, oldest first; empty when it was never held.
   *
   * @param incoming whether we are to receive it
   */
  List<Note> notes(String uetr, boolean incoming);

  /** Payments to us that wait for officers before we agree to them, oldest first. */
  List<IncomingCase> waiting();

  /**
   * What an officer did.
   *
   * @param action what, in words
   * @param officer who
   * @param at when
   * @param text why, in his words; may hold personal data
   */
  record Note(String action, String officer, Instant at, String text) {}

  /** A payment to us that may hit a list. */
  record IncomingCase(
      String uetr, Instant openedAt, ScreeningDecision.Held decision, List<Note> notes) {
    /** Copies the notes. */
    public IncomingCase {
      notes = List.copyOf(notes);
    }
  }
}
