package org.corridor.domain.settlement;

import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.corridor.domain.Retryable;
import org.corridor.domain.book.JournalEntry;
import org.corridor.domain.money.LedgerAmount;
import org.corridor.domain.money.Money;
import org.corridor.domain.payment.Stage;
import org.corridor.domain.payment.Uetr;
import org.corridor.domain.settlement.IncomingStore.ReturnUnderWay;
import org.corridor.domain.settlement.IncomingStore.Suspended;
import org.corridor.domain.settlement.SettlementLedger.Arrival;
import org.corridor.domain.settlement.SettlementLedger.Order;
import org.corridor.domain.settlement.SettlementLedger.Outcome;
import org.corridor.domain.settlement.SettlementLedger.Submission;

/**
 * Gives back what lay in suspense for its time: the same asset and amount, to the account that it
 * came from, with the hash of the transaction that brought it as memo. The bytes are stored in one
 * unit of work and submitted in another.
 */
public final class ReturnStage implements Stage {
  /** Returns that may fail before a person must look. */
  public static final int RETURN_TRIES_MAX = 5;

  /** How soon a return under way is looked at again. */
  public static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

  private static final String NAME = "return";

  private final ReceivingBench bench;
  private final Duration validity;
  private final Duration retryDelay;
  private final Nostro nostro;

  /**
   * Returns over the ledger.
   *
   * @param validity how long a transaction may wait for its ledger
   * @param retryDelay how long to wait after a return that failed
   */
  public ReturnStage(ReceivingBench bench, Duration validity, Duration retryDelay) {
    this.bench = bench;
    this.validity = validity;
    this.retryDelay = retryDelay;
    this.nostro = new Nostro(bench.ledger());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int runOnce() {
    long start = System.nanoTime();
    Instant now = bench.clock().instant();
    int signed = bench.work().in(() -> sign(now));
    int finished = bench.work().in(() -> follow(now));
    return bench.told(NAME, signed + finished, start, Duration.ZERO);
  }

  private int sign(Instant now) {
    List<Suspended> due = bench.incoming().takeReturnsDue(now, IncomingStore.BATCH_MAX);
    if (due.isEmpty()) {
      return 0;
    }
    List<SignedTransaction> signed =
        bench.ledger().sign(due.stream().map(item -> order(item, now)).toList());
    List<ReturnUnderWay> returns = new ArrayList<>();
    for (int i = 0; i < signed.size(); i++) {
      returns.add(new ReturnUnderWay(due.get(i), signed.get(i)));
    }
    bench.incoming().returnSigned(returns);
    return returns.size();
  }

  private Order order(Suspended item, Instant now) {
    Arrival arrival = item.arrival();
    LedgerAmount amount = arrival.amount();
    Instant validUntil = now.plus(validity).truncatedTo(ChronoUnit.SECONDS);
    Quote same =
        new Quote(
            Quote.Mode.STRICT_SEND,
            arrival.asset(),
            amount,
            arrival.asset(),
            amount,
            List.of(),
            amount,
            validUntil);
    Uetr reference = Uetr.derived(NAME, arrival.id(), item.tries(), arrival.transactionHash());
    return new Order(reference, same, arrival.from(), arrival.transactionHash(), validUntil);
  }

  private int follow(Instant now) {
    List<ReturnUnderWay> underWay =
        bench.incoming().takeReturnsUnderWay(now, IncomingStore.BATCH_MAX);
    int finished = 0;
    for (ReturnUnderWay one : underWay) {
      finished += follow(one, now);
    }
    return finished;
  }

  /** Whatever the ledger does not tell now is asked again later; nothing is assumed. */
  private int follow(ReturnUnderWay one, Instant now) {
    SettlementLedger ledger = bench.ledger();
    Instant latestClose;
    Optional<Outcome> outcome;
    Submission submission = new Submission.TryLater();
    try {
      latestClose = ledger.latestClose();
      outcome = ledger.outcome(one.transaction().hash());
      if (outcome.isEmpty() && !latestClose.isAfter(one.transaction().validUntil())) {
        submission = ledger.submit(one.transaction());
      }
    } catch (Retryable e) {
      bench.incoming().returnLater(one, now.plus(LOOK_AGAIN));
      return 0;
    }
    if (outcome.isPresent()) {
      ledger.release(one.transaction(), true);
      switch (outcome.get()) {
        case Outcome.Applied applied -> returned(one, now);
        case Outcome.Failed failed -> failed(one, now);
      }
      return 1;
    }
    boolean over =
        submission instanceof Submission.Refused
            || latestClose.isAfter(one.transaction().validUntil());
    if (over) {
      ledger.release(one.transaction(), false);
      failed(one, now);
      return 1;
    }
    bench.incoming().returnLater(one, now.plus(LOOK_AGAIN));
    return 0;
  }

  private void failed(ReturnUnderWay one, Instant now) {
    boolean again = one.item().tries() + 1 < RETURN_TRIES_MAX;
    bench.incoming().returnFailed(one, again ? now.plus(retryDelay) : null);
  }

  private void returned(ReturnUnderWay one, Instant now) {
    bench.incoming().returned(one, now);
    Arrival arrival = one.item().arrival();
    nostro
        .currency(arrival.asset())
        .ifPresent(
            currency -> {
              Money amount = arrival.amount().toMoney(currency, RoundingMode.DOWN);
              if (amount.isPositive()) {
                bench
                    .books()
                    .book(
                        List.of(
                            JournalEntry.move(
                                NAME + "/" + arrival.id(),
                                arrival.id(),
                                now,
                                CreditStage.suspense(currency),
                                Nostro.account(arrival.asset(), currency),
                                amount)));
              }
            });
  }
}
