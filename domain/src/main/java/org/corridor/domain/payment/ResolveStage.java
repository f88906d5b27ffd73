package org.corridor.domain.payment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.corridor.domain.Invariant;
import org.corridor.domain.ReasonCode;
import org.corridor.domain.Retryable;
import org.corridor.domain.money.Money;
import org.corridor.domain.party.Beneficiary;
import org.corridor.domain.party.Directory;
import org.corridor.domain.party.Directory.Query;
import org.corridor.domain.party.Directory.Resolution;

/** Finds the beneficiary's account: {@code Received -> Resolved}. */
public final class ResolveStage extends PaymentStage<PaymentState.Received> {
  private final Directory directory;

  /** Resolves with a directory. */
  public ResolveStage(Bench bench, Directory directory) {
    super(bench, PaymentState.Received.class, "resolve");
    this.directory = directory;
  }

  @Override
  List<Transition> steps(List<Payment<PaymentState.Received>> batch, Instant now) {
    List<Transition> steps = new ArrayList<>();
    grouped(batch, p -> p.transfer().creditorBank().institution())
        .values()
        .forEach(group -> steps.addAll(ofOneBank(group, now)));
    return steps;
  }

  private List<Transition> ofOneBank(List<Payment<PaymentState.Received>> group, Instant now) {
    List<Query> queries =
        group.stream()
            .map(p -> new Query(p.transfer().beneficiary(), p.transfer().creditorBank()))
            .toList();
    List<Resolution> answers;
    try {
      answers = directory.resolve(queries);
    } catch (Retryable e) {
      return bench.retryOrReject(group, e, ReasonCode.AB08, now, name());
    }
    Invariant.require(answers.size() == group.size(), "one resolution per query");
    List<Transition> steps = new ArrayList<>();
    for (int i = 0; i < group.size(); i++) {
      Payment<PaymentState.Received> payment = group.get(i);
      steps.add(
          switch (answers.get(i)) {
            case Resolution.Found(Beneficiary beneficiary) -> found(payment, beneficiary, now);
            case Resolution.NotFound(ReasonCode code, String explanation) ->
                reject(payment, new Rejection(code, explanation), now);
          });
    }
    return steps;
  }

  private Transition found(
      Payment<PaymentState.Received> payment, Beneficiary beneficiary, Instant now) {
    CreditTransfer transfer = payment.transfer();
    Money instructed = transfer.instructedAmount();
    boolean deliverable =
        instructed == null
            || instructed.currency().equals(transfer.settlementAmount().currency())
            || instructed.currency().equals(beneficiary.currency());
    return deliverable
        ? to(payment, new PaymentState.Resolved(beneficiary), now)
        : reject(
            payment,
            new Rejection(ReasonCode.AM03, "instructed currency is not the account's"),
            now);
  }
}
