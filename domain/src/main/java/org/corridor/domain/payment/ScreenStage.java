package org.corridor.domain.payment;

import java.time.Instant;
import java.util.List;
import org.corridor.domain.compliance.Screening;
import org.corridor.domain.compliance.ScreeningDecision;

/** Screens the names: {@code Resolved -> Cleared | Held}. */
public final class ScreenStage extends PaymentStage<PaymentState.Resolved> {
  private final Screening screening;

  /** Screens with the lists in force. */
  public ScreenStage(Bench bench, Screening screening) {
    super(bench, PaymentState.Resolved.class, "screen");
    this.screening = screening;
  }

  @Override
  List<Transition> steps(List<Payment<PaymentState.Resolved>> batch, Instant now) {
    return batch.stream().map(payment -> to(payment, screened(payment), now)).toList();
  }

  private PaymentState screened(Payment<PaymentState.Resolved> payment) {
    return switch (screening.screen(payment.transfer())) {
      case ScreeningDecision.Cleared cleared -> new PaymentState.Cleared(payment.state(), cleared);
      case ScreeningDecision.Held held -> new PaymentState.Held(payment.state(), held);
    };
  }
}
