package org.corridor.domain.payment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.corridor.domain.Invariant;
import org.corridor.domain.Retryable;
import org.corridor.domain.settlement.SettlementLedger;
import org.corridor.domain.settlement.SettlementLedger.Submission;

/**
 * Hands stored bytes to the ledger: {@code Signed -> Submitted}. As long as nobody can tell whether
 * the ledger has them, the payment stays, and the same bytes are handed over again; nothing is
 * given up here.
 */
public final class SubmitStage extends PaymentStage<PaymentState.Signed> {
  private static final String FULL = "ledger asks to try later";

  private final SettlementLedger ledger;

  /** Submits to a ledger. */
  public SubmitStage(Bench bench, SettlementLedger ledger) {
    super(bench, PaymentState.Signed.class, "submit");
    this.ledger = ledger;
  }

  @Override
  List<Transition> steps(List<Payment<PaymentState.Signed>> batch, Instant now) {
    List<Submission> answers;
    try {
      answers = ledger.submitAll(batch.stream().map(p -> p.state().transaction()).toList());
    } catch (Retryable e) {
      bench.retry(batch, String.valueOf(e.getMessage()), now, name());
      return List.of();
    }
    Invariant.require(answers.size() == batch.size(), "one answer per transaction");
    List<Transition> steps = new ArrayList<>();
    List<Payment<PaymentState.Signed>> later = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      Payment<PaymentState.Signed> payment = batch.get(i);
      switch (answers.get(i)) {
        case Submission.Accepted() ->
            steps.add(to(payment, new PaymentState.Submitted(payment.state(), now), now));
        case Submission.TryLater() -> later.add(payment);
        case Submission.Refused(String resultCode) -> {
          ledger.release(payment.state().transaction(), false);
          steps.add(
              QuoteStage.requote(
                  bench, payment, payment.state().before(), now, name() + ":" + resultCode));
        }
      }
    }
    bench.retry(later, FULL, now, name());
    return steps;
  }
}
