package org.corridor.domain.payment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.corridor.domain.ReasonCode;

/** The second person's word on payments above the limit. */
public final class Approvals {
  private static final String BY = "approver:";

  private final Bench bench;

  /** Decides on the payments of a store. */
  public Approvals(Bench bench) {
    this.bench = bench;
  }

  /**
   * Approves; the approval holds for the payment, whatever quote it is made on in the end.
   *
   * @param who the approver; never who entered the payment
   */
  public Ruling approve(Uetr uetr, String who) {
    return decide(uetr, who, true);
  }

  /** Refuses: the payment is rejected. */
  public Ruling refuse(Uetr uetr, String who) {
    return decide(uetr, who, false);
  }

  private Ruling decide(Uetr uetr, String who, boolean approved) {
    Instant now = bench.clock().instant();
    return bench
        .work()
        .in(
            () -> {
              Optional<Payment<?>> taken = bench.payments().take(uetr);
              if (taken.isEmpty()) {
                return new Ruling.Refused(Ruling.Reason.UNKNOWN);
              }
              Payment<?> payment = taken.get();
              if (!(payment.state() instanceof PaymentState.AwaitingApproval waiting)) {
                return new Ruling.Refused(Ruling.Reason.NOT_WAITING);
              }
              if (payment.enteredBy().equals(who)) {
                return new Ruling.Refused(Ruling.Reason.OWN_PAYMENT);
              }
              Transition step =
                  approved
                      ? Transition.of(payment, approved(waiting, who, now), now, BY + who)
                      : bench.reject(
                          payment,
                          new Rejection(ReasonCode.DS02, "refused by the approver"),
                          now,
                          BY + who);
              bench.payments().advance(List.of(step));
              return new Ruling.Done(step.after());
            });
  }

  private static PaymentState approved(
      PaymentState.AwaitingApproval waiting, String who, Instant now) {
    PaymentState.Agreed agreed = waiting.before();
    return waiting.quote().expiresAt().isAfter(now)
        ? new PaymentState.Quoted(agreed, waiting.quote(), waiting.charges(), who)
        : new PaymentState.Agreed(agreed.before(), agreed.agreement(), agreed.attempts(), who);
  }
}
