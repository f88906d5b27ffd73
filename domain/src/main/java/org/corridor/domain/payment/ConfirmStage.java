package org.corridor.domain.payment;

import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.corridor.domain.ReasonCode;
import org.corridor.domain.book.BookAccount;
import org.corridor.domain.book.JournalEntry;
import org.corridor.domain.book.JournalEntry.Posting;
import org.corridor.domain.money.Asset;
import org.corridor.domain.money.Money;
import org.corridor.domain.settlement.Cursors;
import org.corridor.domain.settlement.Nostro;
import org.corridor.domain.settlement.SettlementLedger;
import org.corridor.domain.settlement.SettlementLedger.Outcome;
import org.corridor.domain.settlement.SettlementLedger.Page;
import org.corridor.domain.settlement.SignedTransaction;

/**
 * Follows the ledger's word about our own transactions: {@code Submitted -> Settled}, or back for
 * another quote, or out. Only a close beyond a transaction's time bound, with no trace of it, says
 * that it never was.
 */
public final class ConfirmStage implements Stage {
  /** The stream's name among the cursors. */
  public static final String STREAM = "outcomes";

  private static final String NAME = "confirm";

  private final Bench bench;
  private final SettlementLedger ledger;
  private final Cursors cursors;

  /** Follows a ledger. */
  public ConfirmStage(Bench bench, SettlementLedger ledger, Cursors cursors) {
    this.bench = bench;
    this.ledger = ledger;
    this.cursors = cursors;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int runOnce() {
    return observed() + expired();
  }

  private int observed() {
    long start = System.nanoTime();
    Instant now = bench.clock().instant();
    List<Transition> steps = bench.work().in(() -> follow(now));
    told(steps, start, now);
    return steps.size();
  }

  private int expired() {
    long start = System.nanoTime();
    Instant now = bench.clock().instant();
    // Asked for before the outcomes are: what it closed on is in them.
    Instant latestClose = ledger.latestClose();
    List<Transition> steps = bench.work().in(() -> sweep(latestClose, now));
    told(steps, start, now);
    return steps.size();
  }

  private void told(List<Transition> steps, long start, Instant now) {
    if (!steps.isEmpty()) {
      Duration oldest = Duration.ZERO;
      for (Transition step : steps) {
        Duration age = Duration.between(step.before().receivedAt(), now);
        oldest = age.compareTo(oldest) > 0 ? age : oldest;
      }
      bench.listener().moved(NAME, steps.size(), System.nanoTime() - start, oldest);
    }
  }

  private List<Transition> follow(Instant now) {
    String cursor = cursors.lock(STREAM);
    Page<Outcome> page = ledger.outcomes(cursor);
    List<Transition> steps = new ArrayList<>();
    if (!page.items().isEmpty()) {
      Map<String, Outcome> outcomes = new LinkedHashMap<>();
      page.items().forEach(outcome -> outcomes.put(outcome.hash(), outcome));
      List<SignedTransaction> spent = new ArrayList<>();
      for (Payment<?> payment : bench.payments().takeByTransaction(outcomes.keySet())) {
        PaymentState.Submitted submitted = submitted(payment, now);
        SignedTransaction transaction = submitted.before().transaction();
        Outcome outcome = outcomes.get(transaction.hash());
        if (outcome != null) {
          steps.add(step(payment, submitted, outcome, now));
          spent.add(transaction);
        }
      }
      bench.payments().advance(steps);
      ledger.releaseAll(spent, true);
    }
    if (!page.cursor().equals(cursor)) {
      cursors.store(STREAM, page.cursor());
    }
    return steps;
  }

  /** The ledger may be faster than the unit of work that submitted. */
  private static PaymentState.Submitted submitted(Payment<?> payment, Instant now) {
    return switch (payment.state()) {
      case PaymentState.Submitted submitted -> submitted;
      case PaymentState.Signed signed -> new PaymentState.Submitted(signed, now);
      case PaymentState other ->
          throw new IllegalStateException("taken by its transaction as " + other.name());
    };
  }

  private List<Transition> sweep(Instant latestClose, Instant now) {
    List<Transition> steps = new ArrayList<>();
    List<SignedTransaction> spent = new ArrayList<>();
    List<SignedTransaction> unused = new ArrayList<>();
    for (var payment : bench.payments().takeExpired(latestClose, PaymentStore.BATCH_MAX)) {
      PaymentState.Signed signed = payment.state().before();
      Optional<Outcome> outcome = ledger.outcome(signed.transaction().hash());
      if (outcome.isPresent()) {
        steps.add(step(payment, payment.state(), outcome.get(), now));
        spent.add(signed.transaction());
      } else {
        steps.add(QuoteStage.requote(bench, payment, signed.before(), now, NAME + ":expired"));
        unused.add(signed.transaction());
      }
    }
    bench.payments().advance(steps);
    ledger.releaseAll(spent, true);
    ledger.releaseAll(unused, false);
    return steps;
  }

  private Transition step(
      Payment<?> payment, PaymentState.Submitted submitted, Outcome outcome, Instant now) {
    return switch (outcome) {
      case Outcome.Applied applied -> {
        PaymentState.Settled settled = new PaymentState.Settled(submitted, applied.delivery());
        yield new Transition(payment, settled, now, NAME, List.of(journal(payment, settled, now)));
      }
      case Outcome.Failed(String hash, String resultCode) ->
          failed(payment, submitted.before().before(), resultCode, now);
    };
  }

  /**
   * What is ours to know by the result's code: another price may help where the books had moved;
   * where an account or a trust line is missing it will not.
   */
  private Transition failed(
      Payment<?> payment, PaymentState.Quoted quoted, String resultCode, Instant now) {
    String by = NAME + ":" + resultCode;
    return switch (resultCode) {
      case "op_no_destination", "op_no_trust", "op_not_authorized", "op_line_full" ->
          bench.reject(
              payment,
              new Rejection(ReasonCode.AC06, "receiving bank's account cannot take it"),
              now,
              by);
      case "op_underfunded", "op_src_no_trust", "op_src_not_authorized", "op_no_issuer" ->
          bench.reject(
              payment, new Rejection(ReasonCode.AM04, "settlement account cannot pay"), now, by);
      default -> QuoteStage.requote(bench, payment, quoted, now, by);
    };
  }

  /**
   * In flight becomes what was spent, and what is left of it is ours. What the ledger counts below
   * the currency's smallest unit is rounded against us, so that the books never show more than the
   * ledger holds.
   */
  private static JournalEntry journal(
      Payment<?> payment, PaymentState.Settled settled, Instant now) {
    PaymentState.Quoted quoted = settled.before().before().before();
    Asset asset = quoted.quote().sendAsset();
    Money inFlight = Corridors.sent(payment.transfer(), quoted.charges());
    Money spent = settled.delivery().spent().toMoney(inFlight.currency(), RoundingMode.UP);
    Money rest = inFlight.minus(spent);
    List<Posting> postings = new ArrayList<>();
    postings.add(new Posting(Corridors.inFlight(inFlight.currency()), inFlight));
    postings.add(new Posting(Nostro.account(asset, inFlight.currency()), spent.negated()));
    if (!rest.isZero()) {
      BookAccount position =
          new BookAccount(BookAccount.Kind.POSITION, "POSITION", inFlight.currency());
      postings.add(new Posting(position, rest.negated()));
    }
    String uetr = payment.uetr().value();
    return new JournalEntry("settle/" + uetr, uetr, now, postings);
  }
}
