package org.corridor.gateway.rest;

import java.util.Optional;
import org.corridor.compliance.cases.Case;
import org.corridor.compliance.cases.CaseDesk;
import org.corridor.domain.payment.Officer;
import org.corridor.domain.payment.PaymentState;
import org.corridor.domain.payment.Ruling;
import org.corridor.domain.payment.Uetr;
import org.corridor.domain.payment.query.PaymentQueries;
import org.springframework.http.HttpStatus;

/**
 * The officers' decisions, written down in the case and carried out on the payment. The case is
 * written first; should the gateway be cut off between the two, the next call carries out what the
 * case says.
 */
public final class HeldDesk {
  private final PaymentQueries payments;
  private final CaseDesk cases;
  private final Officer officer;

  /** Decides by cases on held payments. */
  public HeldDesk(PaymentQueries payments, CaseDesk cases, Officer officer) {
    this.payments = payments;
    this.cases = cases;
    this.officer = officer;
  }

  String release(Uetr uetr, String who, String reason) {
    Case.Direction direction = direction(uetr, who);
    return carriedOut(uetr, direction, cases.release(uetr, direction, who, reason));
  }

  String reject(Uetr uetr, String who, String reason) {
    Case.Direction direction = direction(uetr, who);
    return carriedOut(uetr, direction, cases.reject(uetr, direction, who, reason));
  }

  /** Which way the money goes; opens the case of a payment that we send and that is held. */
  private Case.Direction direction(Uetr uetr, String who) {
    Optional<PaymentQueries.Story> story = payments.payment(uetr);
    if (story.isEmpty()) {
      return Case.Direction.INCOMING;
    }
    var payment = story.get().standing().payment();
    if (!(payment.state() instanceof PaymentState.Held held)) {
      throw DecisionsController.refusal(Ruling.Reason.NOT_WAITING);
    }
    if (payment.enteredBy().equals(who)) {
      throw DecisionsController.refusal(Ruling.Reason.OWN_PAYMENT);
    }
    cases.open(uetr, Case.Direction.OUTGOING, held.decision());
    return Case.Direction.OUTGOING;
  }

  private String carriedOut(Uetr uetr, Case.Direction direction, CaseDesk.Outcome outcome) {
    return switch (outcome) {
      case CaseDesk.Outcome.Noted noted -> "Noted";
      case CaseDesk.Outcome.FirstVote vote -> "FirstVote";
      case CaseDesk.Outcome.Released released ->
          direction == Case.Direction.INCOMING
              ? "Released"
              : ruled(officer.release(uetr, released.proposer(), released.confirmer()));
      case CaseDesk.Outcome.Rejected rejected ->
          direction == Case.Direction.INCOMING
              ? "Rejected"
              : ruled(officer.reject(uetr, rejected.officer()));
      case CaseDesk.Outcome.NotFound notFound ->
          throw DecisionsController.refusal(Ruling.Reason.UNKNOWN);
      case CaseDesk.Outcome.NotAllowed(CaseDesk.Reason reason) ->
          notAllowed(uetr, direction, reason);
    };
  }

  private String notAllowed(Uetr uetr, Case.Direction direction, CaseDesk.Reason reason) {
    return switch (reason) {
      case SAME_OFFICER -> throw DecisionsController.refusal(Ruling.Reason.SAME_PERSON);
      case DECIDED -> unfinished(uetr, direction);
      case TEXT_MISSING, TEXT_TOO_LONG, FULL, BUSY ->
          throw new Problems.Refusal(
              HttpStatus.BAD_REQUEST,
              "decision",
              switch (reason) {
                case TEXT_MISSING -> "A decision needs a reason in words.";
                case TEXT_TOO_LONG -> "The reason is too long.";
                case FULL -> "The case is full.";
                default -> "Others kept changing the case; try again.";
              });
    };
  }

  /** The case is decided, and the payment still waits: the decision was not carried out. */
  private String unfinished(Uetr uetr, Case.Direction direction) {
    Case decided = cases.find(uetr, direction).orElseThrow();
    if (direction == Case.Direction.INCOMING) {
      throw DecisionsController.refusal(Ruling.Reason.NOT_WAITING);
    }
    Optional<Case.Entry> released = decided.entry(Case.Action.RELEASED);
    return released.isPresent()
        ? ruled(officer.release(uetr, decided.proposedBy().orElseThrow(), released.get().officer()))
        : ruled(officer.reject(uetr, decided.entry(Case.Action.REJECTED).orElseThrow().officer()));
  }

  private static String ruled(Ruling ruling) {
    return switch (ruling) {
      case Ruling.Done(var state) -> state.name();
      case Ruling.Refused(Ruling.Reason reason) -> throw DecisionsController.refusal(reason);
    };
  }
}
