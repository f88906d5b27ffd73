package org.corridor.domain.payment;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.corridor.domain.Invariant;
import org.corridor.domain.ReasonCode;
import org.corridor.domain.Retryable;
import org.corridor.domain.compliance.Agreement;
import org.corridor.domain.compliance.TravelRule;
import org.corridor.domain.compliance.TravelRule.Answer;
import org.corridor.domain.party.Beneficiary;

/** Asks the receiving bank to agree: {@code Cleared -> Agreed}. */
public final class AgreeStage extends PaymentStage<PaymentState.Cleared> {
  /** How long to wait before asking again when the other bank has to look. */
  public static final Duration PENDING_DELAY = Duration.ofSeconds(5);

  /** The age at which a payment that found no agreement is given up. */
  public static final Duration LIFE_MAX = Duration.ofDays(10);

  private final TravelRule travelRule;
  private final Corridors corridors;

  /** Asks over the travel rule's exchange. */
  public AgreeStage(Bench bench, TravelRule travelRule, Corridors corridors) {
    super(bench, PaymentState.Cleared.class, "agree");
    this.travelRule = travelRule;
    this.corridors = corridors;
  }

  @Override
  List<Transition> steps(List<Payment<PaymentState.Cleared>> batch, Instant now) {
    List<Transition> steps = new ArrayList<>();
    grouped(batch, p -> beneficiary(p).bank().institution())
        .values()
        .forEach(group -> steps.addAll(ofOneBank(group, now)));
    return steps;
  }

  private static Beneficiary beneficiary(Payment<PaymentState.Cleared> payment) {
    return payment.state().before().beneficiary();
  }

  private TravelRule.Request request(Payment<PaymentState.Cleared> payment) {
    Beneficiary beneficiary = beneficiary(payment);
    return new TravelRule.Request(
        payment.transfer(), beneficiary, corridors.expected(payment.transfer(), beneficiary));
  }

  private List<Transition> ofOneBank(List<Payment<PaymentState.Cleared>> group, Instant now) {
    List<Answer> answers;
    try {
      answers = travelRule.agree(group.stream().map(this::request).toList());
    } catch (Retryable e) {
      return bench.retryOrReject(group, e, ReasonCode.AB08, now, name());
    }
    Invariant.require(answers.size() == group.size(), "one answer per request");
    List<Transition> steps = new ArrayList<>();
    List<Payment<PaymentState.Cleared>> pending = new ArrayList<>();
    for (int i = 0; i < group.size(); i++) {
      Payment<PaymentState.Cleared> payment = group.get(i);
      switch (answers.get(i)) {
        case Answer.Agreed(Agreement agreement) -> steps.add(agreed(payment, agreement, now));
        case Answer.Refused(Rejection rejection) -> steps.add(reject(payment, rejection, now));
        case Answer.Pending() -> {
          if (payment.receivedAt().plus(LIFE_MAX).isBefore(now)) {
            steps.add(timeout(payment, "the other bank did not decide", now));
          } else {
            pending.add(payment);
          }
        }
      }
    }
    if (!pending.isEmpty()) {
      bench.payments().retryLater(pending, now.plus(PENDING_DELAY), "other bank has to look");
    }
    return steps;
  }

  /** An agreement that has run out is asked for again by later stages, but never for ever. */
  private Transition agreed(
      Payment<PaymentState.Cleared> payment, Agreement agreement, Instant now) {
    if (!agreement.expiresAt().isAfter(now) || payment.receivedAt().plus(LIFE_MAX).isBefore(now)) {
      return timeout(payment, "the agreement has run out", now);
    }
    return to(payment, new PaymentState.Agreed(payment.state(), agreement), now);
  }

  private Transition timeout(Payment<PaymentState.Cleared> payment, String why, Instant now) {
    return reject(payment, new Rejection(ReasonCode.AB05, why), now);
  }
}
