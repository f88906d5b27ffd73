package org.corridor.domain.settlement;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.corridor.domain.money.Asset;
import org.corridor.domain.money.LedgerAmount;
import org.corridor.domain.money.Money;
import org.corridor.domain.party.LedgerAddress;
import org.corridor.domain.payment.Uetr;
import org.corridor.domain.settlement.IncomingStore.Standing;
import org.corridor.domain.settlement.IncomingStore.Suspended;
import org.corridor.domain.settlement.SettlementLedger.Arrival;
import org.jspecify.annotations.Nullable;

/**
 * Says of each arrival of a batch, one after the other, whose it is. Only the ledger's own facts
 * count: who sent how much of which asset, when, with which memo.
 */
final class Matching {
  private final SettlementLedger ledger;
  private final Set<LedgerAddress> funders;
  private final Predicate<String> isReturn;
  private final Map<String, List<Standing>> byMemo = new HashMap<>();
  private final Set<Uetr> credited = new HashSet<>();
  private final Map<Uetr, List<Arrival>> parts = new HashMap<>();

  /**
   * Matches against what is known before the batch.
   *
   * @param isReturn whether a memo names a transaction of ours, which somebody gives back
   */
  Matching(
      SettlementLedger ledger,
      Set<LedgerAddress> funders,
      Predicate<String> isReturn,
      List<Standing> standings,
      List<Suspended> earlier) {
    this.ledger = ledger;
    this.funders = funders;
    this.isReturn = isReturn;
    for (Standing standing : standings) {
      byMemo.computeIfAbsent(standing.agreement().memoHash(), k -> new ArrayList<>()).add(standing);
      if (standing.creditedAt() != null) {
        credited.add(standing.agreement().uetr());
      }
    }
    for (Suspended item : earlier) {
      if (item.uetr() != null) {
        parts.computeIfAbsent(item.uetr(), k -> new ArrayList<>()).add(item.arrival());
      }
    }
  }

  /** Whose it is. */
  sealed interface Verdict {
    /** The beneficiary's; with earlier parts that it completes. */
    record Credited(IncomingAgreement agreement, List<Arrival> parts, Money amount)
        implements Verdict {}

    /** Our own: whoever funds our account sent it. */
    record Funding() implements Verdict {}

    /** Nobody's for now. */
    record Suspense(SuspenseReason reason, @Nullable Uetr uetr) implements Verdict {}
  }

  /** Judges the next arrival; what it becomes counts for those after it. */
  Verdict judge(Arrival arrival) {
    if (funders.contains(arrival.from())) {
      return new Verdict.Funding();
    }
    List<Standing> known = byMemo.getOrDefault(arrival.memoHash(), List.of());
    @Nullable Uetr only = known.size() == 1 ? known.getFirst().agreement().uetr() : null;
    if (arrival.asset().equals(Asset.NATIVE)) {
      return new Verdict.Suspense(SuspenseReason.NATIVE, only);
    }
    if (arrival.memoHash().isEmpty()) {
      return new Verdict.Suspense(SuspenseReason.NO_MEMO, null);
    }
    if (known.isEmpty()) {
      return new Verdict.Suspense(
          isReturn.test(arrival.memoHash()) ? SuspenseReason.RETURNED : SuspenseReason.OTHER_MEMO,
          null);
    }
    List<IncomingAgreement> ofSender =
        known.stream()
            .map(Standing::agreement)
            .filter(a -> a.sender().equals(arrival.from()))
            .toList();
    if (ofSender.isEmpty()) {
      return new Verdict.Suspense(SuspenseReason.OTHER_SENDER, only);
    }
    if (ofSender.size() > 1) {
      return new Verdict.Suspense(SuspenseReason.AMBIGUOUS_MEMO, null);
    }
    return agreed(arrival, ofSender.getFirst());
  }

  private Verdict agreed(Arrival arrival, IncomingAgreement agreement) {
    if (!ledger.asset(agreement.currency()).filter(arrival.asset()::equals).isPresent()) {
      return new Verdict.Suspense(SuspenseReason.OTHER_ASSET, agreement.uetr());
    }
    if (credited.contains(agreement.uetr())) {
      return new Verdict.Suspense(SuspenseReason.TWICE, agreement.uetr());
    }
    if (arrival.closedAt().isAfter(agreement.expiresAt())) {
      return new Verdict.Suspense(SuspenseReason.AFTER_EXPIRY, agreement.uetr());
    }
    return agreement.expected() == null
        ? anyAmount(arrival, agreement)
        : exactAmount(arrival, agreement, agreement.expected());
  }

  private Verdict anyAmount(Arrival arrival, IncomingAgreement agreement) {
    Money amount = arrival.amount().toMoney(agreement.currency(), RoundingMode.DOWN);
    if (!amount.isPositive()) {
      return new Verdict.Suspense(SuspenseReason.TOO_LITTLE, agreement.uetr());
    }
    credited.add(agreement.uetr());
    return new Verdict.Credited(agreement, List.of(), amount);
  }

  private Verdict exactAmount(Arrival arrival, IncomingAgreement agreement, Money expected) {
    List<Arrival> earlier = parts.computeIfAbsent(agreement.uetr(), k -> new ArrayList<>());
    LedgerAmount due = LedgerAmount.of(expected);
    if (arrival.amount().equals(due)) {
      credited.add(agreement.uetr());
      return new Verdict.Credited(agreement, List.of(), expected);
    }
    LedgerAmount sum = arrival.amount();
    for (Arrival part : earlier) {
      sum = sum.plus(part.amount());
    }
    if (sum.equals(due)) {
      credited.add(agreement.uetr());
      List<Arrival> completed = List.copyOf(earlier);
      earlier.clear();
      return new Verdict.Credited(agreement, completed, expected);
    }
    if (sum.compareTo(due) > 0) {
      return new Verdict.Suspense(SuspenseReason.TOO_MUCH, agreement.uetr());
    }
    SuspenseReason reason = earlier.isEmpty() ? SuspenseReason.TOO_LITTLE : SuspenseReason.PART;
    earlier.add(arrival);
    return new Verdict.Suspense(reason, agreement.uetr());
  }
}
