package org.corridor.domain.payment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.corridor.domain.Invariant;
import org.corridor.domain.ReasonCode;
import org.corridor.domain.Retryable;
import org.corridor.domain.money.Money;
import org.corridor.domain.party.Beneficiary;
import org.corridor.domain.settlement.FxDesk;
import org.corridor.domain.settlement.FxDesk.Priced;
import org.corridor.domain.settlement.Quote;

/**
 * Prices a payment: {@code Agreed -> Quoted | AwaitingApproval}. What the debtor pays is fixed,
 * unless he instructed what is to be delivered in another currency; then that is fixed, and what he
 * pays is the limit.
 */
public final class QuoteStage extends PaymentStage<PaymentState.Agreed> {
  /** Most quotes that one payment uses up. */
  public static final int QUOTE_ATTEMPTS_MAX = 8;

  private final FxDesk desk;
  private final Corridors corridors;

  /** Prices at a desk. */
  public QuoteStage(Bench bench, FxDesk desk, Corridors corridors) {
    super(bench, PaymentState.Agreed.class, "quote");
    this.desk = desk;
    this.corridors = corridors;
  }

  @Override
  List<Transition> steps(List<Payment<PaymentState.Agreed>> batch, Instant now) {
    List<Priced> prices;
    try {
      prices = desk.price(batch.stream().map(this::request).toList());
    } catch (Retryable e) {
      return bench.retryOrReject(batch, e, ReasonCode.AB05, now, name());
    }
    Invariant.require(prices.size() == batch.size(), "one price per request");
    List<Transition> steps = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      Payment<PaymentState.Agreed> payment = batch.get(i);
      steps.add(
          switch (prices.get(i)) {
            case Priced.Firm(Quote quote) -> to(payment, quoted(payment, quote), now);
            case Priced.None(Rejection rejection) -> reject(payment, rejection, now);
          });
    }
    return steps;
  }

  private FxDesk.Request request(Payment<PaymentState.Agreed> payment) {
    CreditTransfer transfer = payment.transfer();
    Beneficiary beneficiary = payment.state().before().before().beneficiary();
    Money sent = corridors.sent(transfer);
    return Corridors.isDeliveryFixed(transfer, beneficiary)
        ? new FxDesk.Request(
            Quote.Mode.STRICT_RECEIVE,
            Objects.requireNonNull(transfer.instructedAmount()),
            sent.currency(),
            sent)
        : new FxDesk.Request(Quote.Mode.STRICT_SEND, sent, beneficiary.currency(), null);
  }

  private PaymentState quoted(Payment<PaymentState.Agreed> payment, Quote quote) {
    PaymentState.Agreed agreed = payment.state();
    Charges charges = corridors.charges(payment.transfer());
    return corridors.needsApproval(payment.transfer()) && agreed.approvedBy() == null
        ? new PaymentState.AwaitingApproval(agreed, quote, charges)
        : new PaymentState.Quoted(agreed, quote, charges, agreed.approvedBy());
  }

  /**
   * Where a payment goes whose quote was used up, once it is certain that nothing moved: back for
   * another quote, or out when it had too many.
   */
  static Transition requote(
      Bench bench, Payment<?> payment, PaymentState.Quoted quoted, Instant now, String by) {
    PaymentState.Agreed agreed = quoted.before();
    if (agreed.attempts() + 1 >= QUOTE_ATTEMPTS_MAX) {
      return bench.reject(
          payment, new Rejection(ReasonCode.AB05, "not settled within its quotes"), now, by);
    }
    PaymentState.Agreed again =
        new PaymentState.Agreed(
            agreed.before(), agreed.agreement(), agreed.attempts() + 1, quoted.approvedBy());
    return Transition.of(payment, again, now, by);
  }
}
