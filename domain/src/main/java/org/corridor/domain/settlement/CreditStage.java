package org.corridor.domain.settlement;

import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.corridor.domain.Fingerprint;
import org.corridor.domain.book.BookAccount;
import org.corridor.domain.book.JournalEntry;
import org.corridor.domain.book.JournalEntry.Posting;
import org.corridor.domain.message.AnswerType;
import org.corridor.domain.message.CreditNotification;
import org.corridor.domain.message.MessageWriter;
import org.corridor.domain.message.Outbox;
import org.corridor.domain.message.Outbox.Outgoing;
import org.corridor.domain.money.Money;
import org.corridor.domain.party.Bic;
import org.corridor.domain.party.LedgerAddress;
import org.corridor.domain.payment.Destinations.Destination;
import org.corridor.domain.payment.PaymentStore;
import org.corridor.domain.payment.Stage;
import org.corridor.domain.payment.Uetr;
import org.corridor.domain.settlement.IncomingStore.Credit;
import org.corridor.domain.settlement.IncomingStore.Standing;
import org.corridor.domain.settlement.IncomingStore.Suspended;
import org.corridor.domain.settlement.SettlementLedger.Arrival;

/**
 * Credits what arrived to whom we agreed to credit it, once, and puts everything else in suspense
 * with its reason. One instance works at a time, because parts of a payment count together.
 */
public final class CreditStage implements Stage {
  private static final String NAME = "credit";
  private static final int NOTICE_ID_LENGTH = 32;

  private final ReceivingBench bench;
  private final PaymentStore payments;
  private final Outbox outbox;
  private final MessageWriter writer;
  private final Policy policy;
  private final Nostro nostro;

  /**
   * How we receive.
   *
   * @param ourBank our BIC
   * @param funders accounts on the ledger from which our own account is funded: the anchors and our
   *     treasury
   * @param returnDelay how long something lies in suspense before it goes back by itself
   * @param notices where credit notifications go
   */
  public record Policy(
      Bic ourBank, Set<LedgerAddress> funders, Duration returnDelay, Destination notices) {
    /** Copies the set. */
    public Policy {
      funders = Set.copyOf(funders);
    }
  }

  /** Credits by a policy. */
  public CreditStage(
      ReceivingBench bench,
      PaymentStore payments,
      Outbox outbox,
      MessageWriter writer,
      Policy policy) {
    this.bench = bench;
    this.payments = payments;
    this.outbox = outbox;
    this.writer = writer;
    this.policy = policy;
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
    List<Arrival> moved = bench.work().in(() -> credit(now));
    Duration oldest =
        moved.isEmpty() ? Duration.ZERO : ReceivingBench.age(moved.getFirst().closedAt(), now);
    return bench.told(NAME, moved.size(), start, oldest);
  }

  private List<Arrival> credit(Instant now) {
    bench.cursors().lock(NAME);
    List<Arrival> arrivals = bench.incoming().takeArrivals(IncomingStore.BATCH_MAX);
    if (arrivals.isEmpty()) {
      return arrivals;
    }
    Matching matching = matching(arrivals);
    Writing writing = new Writing();
    for (Arrival arrival : arrivals) {
      switch (matching.judge(arrival)) {
        case Matching.Verdict.Credited credited -> writing.credit(arrival, credited, now);
        case Matching.Verdict.Funding() -> writing.fund(arrival, now);
        case Matching.Verdict.Suspense suspense -> writing.suspend(arrival, suspense, now);
      }
    }
    writing.write(now);
    return arrivals;
  }

  private Matching matching(List<Arrival> arrivals) {
    Set<String> memos = new HashSet<>();
    for (Arrival arrival : arrivals) {
      if (!arrival.memoHash().isEmpty()) {
        memos.add(arrival.memoHash());
      }
    }
    List<Standing> standings = memos.isEmpty() ? List.of() : bench.incoming().takeAgreements(memos);
    List<Uetr> uncredited =
        standings.stream()
            .filter(s -> s.creditedAt() == null)
            .map(s -> s.agreement().uetr())
            .toList();
    List<Suspended> parts =
        uncredited.isEmpty() ? List.of() : bench.incoming().takeParts(uncredited);
    return new Matching(
        bench.ledger(),
        policy.funders,
        memo -> payments.ofTransaction(memo).isPresent() || bench.incoming().isOurReturn(memo),
        standings,
        parts);
  }

  /** What a batch writes, collected so that each port is asked once. */
  private final class Writing {
    private final List<Credit> credits = new ArrayList<>();
    private final List<String> funded = new ArrayList<>();
    private final List<Suspended> suspended = new ArrayList<>();
    private final List<JournalEntry> journal = new ArrayList<>();
    private final List<Outgoing> notices = new ArrayList<>();

    /** Parts that this very batch put in suspense are written before they are credited. */
    void write(Instant now) {
      bench.incoming().toSuspense(suspended);
      bench.incoming().funded(funded, now);
      bench.incoming().credited(credits);
      bench.books().book(journal);
      outbox.put(notices);
    }

    void credit(Arrival arrival, Matching.Verdict.Credited verdict, Instant now) {
      IncomingAgreement agreement = verdict.agreement();
      Currency currency = agreement.currency();
      List<String> ids = new ArrayList<>();
      Money before = Money.zero(currency);
      for (Arrival part : verdict.parts()) {
        ids.add(part.id());
        before = before.plus(part.amount().toMoney(currency, RoundingMode.DOWN));
      }
      ids.add(arrival.id());
      credits.add(new Credit(agreement.uetr(), ids, verdict.amount(), now));
      List<Posting> postings = new ArrayList<>();
      postings.add(
          new Posting(Nostro.account(arrival.asset(), currency), verdict.amount().minus(before)));
      if (!before.isZero()) {
        postings.add(new Posting(suspense(currency), before));
      }
      BookAccount customer =
          new BookAccount(BookAccount.Kind.CUSTOMER, agreement.accountId(), currency);
      postings.add(new Posting(customer, verdict.amount().negated()));
      journal.add(
          new JournalEntry("credit/" + arrival.id(), agreement.uetr().value(), now, postings));
      notices.add(notice(arrival, agreement, verdict.amount(), now));
    }

    void fund(Arrival arrival, Instant now) {
      funded.add(arrival.id());
      book("funding/", arrival, now, BookAccount.Kind.VOSTRO, arrival.from().value());
    }

    void suspend(Arrival arrival, Matching.Verdict.Suspense verdict, Instant now) {
      Instant returnAt = verdict.reason().isReturnedByRule() ? now.plus(policy.returnDelay) : null;
      suspended.add(new Suspended(arrival, verdict.reason(), verdict.uetr(), now, returnAt, 0));
      book("suspense/", arrival, now, BookAccount.Kind.SUSPENSE, "SUSPENSE");
    }

    /** What is money in no currency, or below the smallest unit, is in no book. */
    private void book(
        String what, Arrival arrival, Instant now, BookAccount.Kind credit, String owner) {
      nostro
          .currency(arrival.asset())
          .ifPresent(
              currency -> {
                Money amount = arrival.amount().toMoney(currency, RoundingMode.DOWN);
                if (amount.isPositive()) {
                  journal.add(
                      JournalEntry.move(
                          what + arrival.id(),
                          arrival.id(),
                          now,
                          Nostro.account(arrival.asset(), currency),
                          new BookAccount(credit, owner, currency),
                          amount));
                }
              });
    }
  }

  static BookAccount suspense(Currency currency) {
    return new BookAccount(BookAccount.Kind.SUSPENSE, "SUSPENSE", currency);
  }

  private Outgoing notice(Arrival arrival, IncomingAgreement agreement, Money amount, Instant now) {
    CreditNotification notification =
        new CreditNotification(
            "C" + Fingerprint.of(arrival.id(), NOTICE_ID_LENGTH),
            now,
            arrival.closedAt(),
            agreement.accountId(),
            policy.ourBank,
            amount,
            agreement.uetr(),
            agreement.endToEndId(),
            agreement.debtorName(),
            agreement.debtorBank(),
            arrival.transactionHash());
    return new Outgoing(
        "notice/" + arrival.id(),
        policy.notices.channel(),
        policy.notices.name(),
        AnswerType.CAMT_054,
        agreement.uetr().value(),
        null,
        writer.creditNotification(notification));
  }
}
