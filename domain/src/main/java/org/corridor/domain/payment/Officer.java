package org.corridor.domain.payment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.corridor.domain.ReasonCode;
import org.corridor.domain.compliance.ScreeningDecision;

/** The compliance officers' word on held payments. */
public final class Officer {
  private static final String BY = "officer:";

  private final Bench bench;

  /** Decides on the payments of a store. */
  public Officer(Bench bench) {
    this.bench = bench;
  }

  /**
   * Releases a held payment: two different officers, neither of whom entered it.
   *
   * @param proposer who proposed the release
   * @param confirmer who confirmed it
   */
  public Ruling release(Uetr uetr, String proposer, String confirmer) {
    if (proposer.equals(confirmer)) {
      return new Ruling.Refused(Ruling.Reason.SAME_PERSON);
    }
    return decide(uetr, List.of(proposer, confirmer), true);
  }

  /** Rejects a held payment; the sender is told no more than that the reason is regulatory. */
  public Ruling reject(Uetr uetr, String who) {
    return decide(uetr, List.of(who), false);
  }

  private Ruling decide(Uetr uetr, List<String> who, boolean released) {
    Instant now = bench.clock().instant();
    String by = BY + String.join(",", who);
    return bench
        .work()
        .in(
            () -> {
              Optional<Payment<?>> taken = bench.payments().take(uetr);
              if (taken.isEmpty()) {
                return new Ruling.Refused(Ruling.Reason.UNKNOWN);
              }
              Payment<?> payment = taken.get();
              if (!(payment.state() instanceof PaymentState.Held held)) {
                return new Ruling.Refused(Ruling.Reason.NOT_WAITING);
              }
              if (who.contains(payment.enteredBy())) {
                return new Ruling.Refused(Ruling.Reason.OWN_PAYMENT);
              }
              Transition step =
                  released
                      ? Transition.of(payment, released(held, who), now, by)
                      : bench.reject(
                          payment,
                          new Rejection(ReasonCode.RR04, ReasonCode.RR04.meaning()),
                          now,
                          by);
              bench.payments().advance(List.of(step));
              return new Ruling.Done(step.after());
            });
  }

  private static PaymentState released(PaymentState.Held held, List<String> who) {
    int best =
        held.decision().hits().stream().mapToInt(ScreeningDecision.Hit::score).max().orElse(0);
    return new PaymentState.Cleared(
        held.before(),
        new ScreeningDecision.Cleared(held.decision().listVersion(), best, String.join(",", who)));
  }
}
