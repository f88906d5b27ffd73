package org.corridor.domain.payment;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.corridor.domain.settlement.SettlementLedger;
import org.corridor.domain.settlement.SettlementLedger.Order;
import org.corridor.domain.settlement.SignedTransaction;

/**
 * Signs, and stores the bytes before anybody submits them: {@code Quoted -> Signed}. What has no
 * channel now waits for the next run.
 */
public final class SignStage extends PaymentStage<PaymentState.Quoted> {
  /** Least time that a transaction must have to reach a ledger. */
  public static final Duration VALIDITY_MIN = Duration.ofSeconds(5);

  private final SettlementLedger ledger;
  private final Duration validity;

  /**
   * Signs for a ledger.
   *
   * @param validity how long a transaction may wait for its ledger; at least {@link #VALIDITY_MIN}
   */
  public SignStage(Bench bench, SettlementLedger ledger, Duration validity) {
    super(bench, PaymentState.Quoted.class, "sign");
    this.ledger = ledger;
    this.validity = validity;
  }

  @Override
  List<Transition> steps(List<Payment<PaymentState.Quoted>> batch, Instant now) {
    List<Transition> steps = new ArrayList<>();
    List<Payment<PaymentState.Quoted>> ready = new ArrayList<>();
    for (Payment<PaymentState.Quoted> payment : batch) {
      PaymentState.Quoted quoted = payment.state();
      PaymentState.Agreed agreed = quoted.before();
      if (agreed.agreement().expiresAt().isBefore(now.plus(VALIDITY_MIN))) {
        steps.add(to(payment, agreed.before(), now));
      } else if (!quoted.quote().expiresAt().isAfter(now)) {
        steps.add(QuoteStage.requote(bench, payment, quoted, now, name()));
      } else {
        ready.add(payment);
      }
    }
    steps.addAll(sign(ready, now));
    return steps;
  }

  private List<Transition> sign(List<Payment<PaymentState.Quoted>> ready, Instant now) {
    if (ready.isEmpty()) {
      return List.of();
    }
    List<SignedTransaction> signed = ledger.sign(ready.stream().map(p -> order(p, now)).toList());
    List<Transition> steps = new ArrayList<>();
    for (int i = 0; i < signed.size(); i++) {
      Payment<PaymentState.Quoted> payment = ready.get(i);
      steps.add(to(payment, new PaymentState.Signed(payment.state(), signed.get(i)), now));
    }
    return steps;
  }

  private Order order(Payment<PaymentState.Quoted> payment, Instant now) {
    PaymentState.Agreed agreed = payment.state().before();
    Instant bound = now.plus(validity);
    Instant agreedUntil = agreed.agreement().expiresAt();
    return new Order(
        payment.uetr(),
        payment.state().quote(),
        agreed.before().before().beneficiary().settlementAddress(),
        agreed.agreement().attachmentHash(),
        (bound.isBefore(agreedUntil) ? bound : agreedUntil).truncatedTo(ChronoUnit.SECONDS));
  }
}
