package org.corridor.dashboard;

import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.corridor.dashboard.DashboardQueries.Fact;
import org.corridor.dashboard.DashboardQueries.PaymentRow;
import org.corridor.dashboard.DashboardQueries.SuspenseRow;
import org.corridor.domain.Malformed;
import org.corridor.domain.money.Asset;
import org.corridor.domain.money.LedgerAmount;
import org.corridor.domain.money.Money;
import org.corridor.domain.payment.CreditTransfer;
import org.corridor.domain.payment.Payment;
import org.corridor.domain.payment.PaymentState;
import org.corridor.domain.payment.query.PaymentQueries.Standing;
import org.corridor.domain.settlement.IncomingStore.Suspended;
import org.corridor.domain.settlement.Quote;

/** Lines of the pages from payments. */
final class Rows {
  private Rows() {}

  static PaymentRow row(Standing standing) {
    CreditTransfer transfer = standing.payment().transfer();
    PaymentState state = standing.payment().state();
    return new PaymentRow(
        transfer.uetr().value(),
        standing.channel().name(),
        standing.type().id(),
        transfer.debtor().name(),
        transfer.creditor().name(),
        transfer.settlementAmount().toString(),
        state instanceof PaymentState.Settled settled
            ? amount(settled.delivery().delivered(), quoted(settled).quote().deliverAsset())
            : null,
        quote(state).filter(q -> !q.isSameAsset()).map(Rows::path).orElse(null),
        state.name(),
        state.isFinal(),
        state.isFinal()
            ? Duration.between(standing.payment().receivedAt(), standing.since()).toMillis()
            : null,
        standing.payment().receivedAt(),
        standing.fault());
  }

  static List<Fact> facts(Payment<?> payment) {
    List<Fact> facts = new ArrayList<>();
    CreditTransfer transfer = payment.transfer();
    facts.add(new Fact("Addressed by", transfer.beneficiary().kind(), false));
    facts.add(new Fact("Creditor's bank", transfer.creditorBank().toString(), false));
    facts.add(new Fact("End-to-end id", transfer.endToEndId(), true));
    String remittance = String.join(" ", transfer.remittance());
    if (!remittance.isBlank()) {
      facts.add(new Fact("Remittance information", remittance, true));
    }
    quote(payment.state())
        .ifPresent(
            quote -> {
              facts.add(
                  new Fact(
                      "We pay",
                      Words.grouped(amount(quote.sendAmount(), quote.sendAsset())),
                      false));
              facts.add(
                  new Fact(
                      "Quoted",
                      Words.grouped(amount(quote.deliverAmount(), quote.deliverAsset())),
                      false));
            });
    if (payment.state() instanceof PaymentState.Settled settled) {
      facts.add(new Fact("Fee", quoted(settled).charges().fee().toString(), false));
      facts.add(new Fact("Ledger transaction", settled.delivery().transactionHash(), false));
      facts.add(new Fact("Ledger", Long.toString(settled.delivery().ledger()), false));
    }
    if (payment.state() instanceof PaymentState.Rejected(var rejection)) {
      facts.add(new Fact("Reason", rejection.code() + ": " + rejection.explanation(), false));
    }
    return facts;
  }

  static SuspenseRow suspense(Suspended item, Instant now) {
    return new SuspenseRow(
        item.arrival().id(),
        Words.grouped(amount(item.arrival().amount(), item.arrival().asset())),
        item.arrival().from().value(),
        Words.reason(item.reason()),
        item.uetr() == null ? null : item.uetr().value(),
        item.since(),
        Words.outlook(item.reason(), item.returnAt(), now));
  }

  /** In the currency's decimals, rounded down as we book it; else as the ledger counts it. */
  static String amount(LedgerAmount amount, Asset asset) {
    if (!asset.isNative()) {
      try {
        return amount.toMoney(Money.currency(asset.code()), RoundingMode.DOWN).toString();
      } catch (Malformed e) {
        // The asset stands for no currency.
      }
    }
    return amount + " " + asset.code();
  }

  private static String path(Quote quote) {
    return Stream.of(
            Stream.of(quote.sendAsset()), quote.path().stream(), Stream.of(quote.deliverAsset()))
        .flatMap(assets -> assets)
        .map(Asset::code)
        .reduce((a, b) -> a + " → " + b)
        .orElseThrow();
  }

  private static PaymentState.Quoted quoted(PaymentState.Settled settled) {
    return settled.before().before().before();
  }

  private static Optional<Quote> quote(PaymentState state) {
    return switch (state) {
      case PaymentState.AwaitingApproval waiting -> Optional.of(waiting.quote());
      case PaymentState.Quoted quoted -> Optional.of(quoted.quote());
      case PaymentState.Signed signed -> Optional.of(signed.before().quote());
      case PaymentState.Submitted submitted -> Optional.of(submitted.before().before().quote());
      case PaymentState.Settled settled -> Optional.of(quoted(settled).quote());
      case PaymentState.Received _,
          PaymentState.Resolved _,
          PaymentState.Held _,
          PaymentState.Cleared _,
          PaymentState.Agreed _,
          PaymentState.Rejected _ ->
          Optional.empty();
    };
  }
}
