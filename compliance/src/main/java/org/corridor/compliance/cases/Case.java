package org.corridor.compliance.cases;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.corridor.domain.compliance.ScreeningDecision;
import org.corridor.domain.payment.Uetr;
import org.jspecify.annotations.Nullable;

/**
 * One held payment that officers must decide. Immutable; every entry of its history stays.
 *
 * @param uetr the payment; one case a payment and direction
 * @param direction whether we send or receive it
 * @param openedAt when
 * @param decision what screening found, on which lists
 * @param claimedBy the officer who works on it; null when nobody does
 * @param history what happened, in order
 * @param version counts the changes; two officers cannot both change the same version
 */
public record Case(
    Uetr uetr,
    Direction direction,
    Instant openedAt,
    ScreeningDecision.Held decision,
    @Nullable String claimedBy,
    List<Entry> history,
    int version) {
  /** Most entries of one case. */
  public static final int ENTRIES_MAX = 200;

  /** Copies the history. */
  public Case {
    history = List.copyOf(history);
  }

  /** Which way the money goes. */
  public enum Direction {
    /** We send it. */
    OUTGOING,
    /** We are to receive it. */
    INCOMING
  }

  /** What was done. */
  public enum Action {
    /** An officer took the case. */
    CLAIMED,
    /** An officer wrote something down. */
    COMMENTED,
    /** An officer wants it released; another must confirm. */
    PROPOSED,
    /** Another officer confirmed: it is released. */
    RELEASED,
    /** An officer rejected it. */
    REJECTED
  }

  /**
   * One line of the history.
   *
   * @param action what
   * @param officer who
   * @param at when
   * @param text why, in the officer's words
   * @param listVersion the lists that the case was opened on
   */
  public record Entry(Action action, String officer, Instant at, String text, String listVersion) {}

  /** A new case. */
  public static Case opened(
      Uetr uetr, Direction direction, ScreeningDecision.Held decision, Instant at) {
    return new Case(uetr, direction, at, decision, null, List.of(), 0);
  }

  /** Whether it waits for officers. */
  public boolean isOpen() {
    return entry(Action.RELEASED).isEmpty() && entry(Action.REJECTED).isEmpty();
  }

  /** Who proposed the release; empty when nobody did. */
  public Optional<String> proposedBy() {
    return entry(Action.PROPOSED).map(Entry::officer);
  }

  /** The last entry of a kind. */
  public Optional<Entry> entry(Action action) {
    return history.reversed().stream().filter(e -> e.action == action).findFirst();
  }

  Case with(Action action, String officer, Instant at, String text) {
    List<Entry> longer = new ArrayList<>(history);
    longer.add(new Entry(action, officer, at, text, decision.listVersion()));
    String claim = action == Action.CLAIMED ? officer : claimedBy;
    return new Case(uetr, direction, openedAt, decision, claim, longer, version + 1);
  }

  @Override
  public String toString() {
    return "Case[" + uetr + " " + direction + " v" + version + "]";
  }
}
