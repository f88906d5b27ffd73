package org.corridor.compliance.cases;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.corridor.compliance.cases.Case.Action;
import org.corridor.compliance.cases.Case.Direction;
import org.corridor.domain.ReasonCode;
import org.corridor.domain.compliance.Referrals;
import org.corridor.domain.compliance.ScreeningDecision;
import org.corridor.domain.payment.CreditTransfer;
import org.corridor.domain.payment.Rejection;
import org.corridor.domain.payment.Uetr;

/**
 * Where officers decide cases. A release needs two different officers, a rejection one; both need a
 * reason in words. A decision is final. Nothing here moves a payment: the caller does, on {@link
 * Outcome.Released} and {@link Outcome.Rejected}, in the same unit of work.
 */
public final class CaseDesk implements Referrals {
  /** Longest reason or comment, in characters. */
  public static final int TEXT_MAX = 2000;

  private static final int TRIES_MAX = 5;

  private final Cases cases;
  private final InstantSource clock;

  /** Decides the cases of a store. */
  public CaseDesk(Cases cases, InstantSource clock) {
    this.cases = cases;
    this.clock = clock;
  }

  /** What became of an officer's step. */
  public sealed interface Outcome {
    /** It is written down; the case stays open. */
    record Noted(Case now) implements Outcome {}

    /** The first officer's word for release is written down: another must confirm. */
    record FirstVote(String officer) implements Outcome {}

    /**
     * Two officers released it.
     *
     * @param proposer the first
     * @param confirmer the second, another person
     * @param decision what the payment goes on with
     */
    record Released(String proposer, String confirmer, ScreeningDecision.Cleared decision)
        implements Outcome {}

    /** It is rejected; the sender is told no more than that the reason is regulatory. */
    record Rejected(String officer, Rejection rejection) implements Outcome {}

    /** Nothing was changed. */
    record NotAllowed(Reason reason) implements Outcome {}

    /** There is no such case. */
    record NotFound() implements Outcome {}
  }

  /** Why a step is not allowed. */
  public enum Reason {
    /** A decision needs a reason in words, a comment needs text. */
    TEXT_MISSING,
    /** The text is too long. */
    TEXT_TOO_LONG,
    /** The second word must be another person's. */
    SAME_OFFICER,
    /** The case is decided. */
    DECIDED,
    /** The case has as many entries as it may. */
    FULL,
    /** Others kept changing the case. */
    BUSY
  }

  /** Opens a case for a payment, or finds the one that is there. */
  public Case open(Uetr uetr, Direction direction, ScreeningDecision.Held decision) {
    return cases.open(Case.opened(uetr, direction, decision, clock.instant()));
  }

  /** Open cases, oldest first; see {@link Cases#openCases}. */
  public List<Case> openCases(Optional<Case> after, int max) {
    return cases.openCases(after, max);
  }

  /** One case. */
  public Optional<Case> find(Uetr uetr, Direction direction) {
    return cases.find(uetr, direction);
  }

  /** Takes a case to work on it; another officer may take it over. */
  public Outcome claim(Uetr uetr, Direction direction, String officer) {
    return change(uetr, direction, "claimed", c -> note(c, Action.CLAIMED, officer, ""));
  }

  /** Writes something down. */
  public Outcome comment(Uetr uetr, Direction direction, String officer, String text) {
    return change(uetr, direction, text, c -> note(c, Action.COMMENTED, officer, text));
  }

  /** An officer's word for release of a payment that we send. */
  public Outcome release(Uetr uetr, String officer, String reason) {
    return release(uetr, Direction.OUTGOING, officer, reason);
  }

  /** An officer's word for release: the second by another officer releases. */
  public Outcome release(Uetr uetr, Direction direction, String officer, String reason) {
    return change(uetr, direction, reason, c -> released(c, officer, reason));
  }

  /** Rejects a payment that we send. */
  public Outcome reject(Uetr uetr, String officer, String reason) {
    return reject(uetr, Direction.OUTGOING, officer, reason);
  }

  /** Rejects a payment: one officer is enough to keep money from moving. */
  public Outcome reject(Uetr uetr, Direction direction, String officer, String reason) {
    return change(
        uetr,
        direction,
        reason,
        c ->
            new Step(
                c.with(Action.REJECTED, officer, clock.instant(), reason),
                new Outcome.Rejected(officer, regulatory())));
  }

  @Override
  public Verdict refer(CreditTransfer transfer, ScreeningDecision.Held decision) {
    Case known = open(transfer.uetr(), Direction.INCOMING, decision);
    if (known.isOpen()) {
      return new Verdict.Waiting();
    }
    return known
        .entry(Action.RELEASED)
        .<Verdict>map(
            e -> new Verdict.Released(cleared(known, known.proposedBy().orElse(""), e.officer())))
        .orElseGet(() -> new Verdict.Denied(regulatory()));
  }

  private Step note(Case c, Action action, String officer, String text) {
    Case changed = c.with(action, officer, clock.instant(), text);
    return new Step(changed, new Outcome.Noted(changed));
  }

  private Step released(Case c, String officer, String reason) {
    Optional<String> proposer = c.proposedBy();
    if (proposer.isEmpty()) {
      return new Step(
          c.with(Action.PROPOSED, officer, clock.instant(), reason),
          new Outcome.FirstVote(officer));
    }
    if (proposer.get().equals(officer)) {
      return new Step(c, new Outcome.NotAllowed(Reason.SAME_OFFICER));
    }
    return new Step(
        c.with(Action.RELEASED, officer, clock.instant(), reason),
        new Outcome.Released(proposer.get(), officer, cleared(c, proposer.get(), officer)));
  }

  private Outcome change(Uetr uetr, Direction direction, String text, Function<Case, Step> change) {
    if (text.isBlank()) {
      return new Outcome.NotAllowed(Reason.TEXT_MISSING);
    }
    if (text.length() > TEXT_MAX) {
      return new Outcome.NotAllowed(Reason.TEXT_TOO_LONG);
    }
    for (int i = 0; i < TRIES_MAX; i++) {
      Optional<Case> found = cases.find(uetr, direction);
      if (found.isEmpty()) {
        return new Outcome.NotFound();
      }
      if (!found.get().isOpen()) {
        return new Outcome.NotAllowed(Reason.DECIDED);
      }
      Step step = change.apply(found.get());
      if (step.outcome instanceof Outcome.NotAllowed) {
        return step.outcome;
      }
      // Notes leave room for the two entries of a decision.
      boolean notes = step.outcome instanceof Outcome.Noted;
      if (step.changed.history().size() > Case.ENTRIES_MAX - (notes ? 2 : 0)) {
        return new Outcome.NotAllowed(Reason.FULL);
      }
      if (cases.update(step.changed)) {
        return step.outcome;
      }
    }
    return new Outcome.NotAllowed(Reason.BUSY);
  }

  private static ScreeningDecision.Cleared cleared(Case c, String proposer, String confirmer) {
    int best = c.decision().hits().stream().mapToInt(ScreeningDecision.Hit::score).max().orElse(0);
    return new ScreeningDecision.Cleared(
        c.decision().listVersion(), best, proposer + "," + confirmer);
  }

  private static Rejection regulatory() {
    return new Rejection(ReasonCode.RR04, ReasonCode.RR04.meaning());
  }

  private record Step(Case changed, Outcome outcome) {}
}
