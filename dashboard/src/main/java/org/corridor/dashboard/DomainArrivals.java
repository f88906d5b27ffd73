package org.corridor.dashboard;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.corridor.dashboard.DashboardQueries.Slice;
import org.corridor.domain.payment.Uetr;
import org.corridor.domain.payment.query.PaymentQueries;
import org.corridor.domain.payment.query.PaymentQueries.Page;
import org.corridor.domain.settlement.IncomingAgreement;
import org.corridor.domain.settlement.IncomingQueries;
import org.corridor.domain.settlement.IncomingQueries.Arrived;
import org.corridor.domain.settlement.IncomingQueries.Expected;
import org.jspecify.annotations.Nullable;

/** What the pages ask about money that comes to us, answered by the domain. Keeps nothing. */
public final class DomainArrivals implements ArrivalQueries {
  private final IncomingQueries incoming;
  private final PaymentQueries payments;
  private final CaseNotes cases;
  private final InstantSource clock;

  /** Asks these. */
  public DomainArrivals(
      IncomingQueries incoming, PaymentQueries payments, CaseNotes cases, InstantSource clock) {
    this.incoming = incoming;
    this.payments = payments;
    this.cases = cases;
    this.clock = clock;
  }

  @Override
  public Slice<ArrivalRow> arrivals(@Nullable String after, int max) {
    Page<Arrived> page = incoming.arrived(after, max);
    Instant now = clock.instant();
    return new Slice<>(page.items().stream().map(a -> row(a, now)).toList(), page.next());
  }

  @Override
  public Optional<ArrivalStory> arrival(String uetr) {
    return DomainDashboard.identity(uetr)
        .flatMap(id -> incoming.expected(id).map(e -> story(id, e)));
  }

  @Override
  public long inSuspense() {
    return incoming.inSuspense();
  }

  private ArrivalStory story(Uetr uetr, Expected expected) {
    IncomingAgreement agreement = expected.agreement();
    Instant now = clock.instant();
    List<CaseNotes.Note> notes = cases.notes(uetr.value(), true);
    return new ArrivalStory(
        uetr.value(),
        agreement.debtorBank().value(),
        agreement.debtorName(),
        agreement.accountId(),
        agreement.expected() == null ? null : Words.grouped(agreement.expected().toString()),
        expected.credited() == null ? null : Words.grouped(expected.credited().toString()),
        agreement.endToEndId(),
        agreement.memoHash(),
        agreement.expiresAt(),
        steps(expected, notes),
        expected.arrivals().stream().map(a -> row(a, now)).toList(),
        notes,
        DomainDashboard.answers(payments, uetr));
  }

  private static List<Happening> steps(Expected expected, List<CaseNotes.Note> notes) {
    List<Happening> steps = new ArrayList<>();
    for (CaseNotes.Note note : notes) {
      steps.add(new Happening(note.action(), note.at(), "officer " + note.officer()));
    }
    IncomingAgreement agreement = expected.agreement();
    steps.add(
        new Happening(
            "Agreed with " + agreement.debtorBank().value(), agreement.agreedAt(), "stage agree"));
    for (Arrived arrived : expected.arrivals()) {
      String amount =
          Words.grouped(Rows.amount(arrived.arrival().amount(), arrived.arrival().asset()));
      steps.add(
          new Happening(amount + " arrived on the ledger", arrived.arrival().closedAt(), "ledger"));
      Instant decided = arrived.decidedAt();
      if (decided != null) {
        steps.add(new Happening(decision(arrived, amount), decided, "stage " + stage(arrived)));
      }
    }
    steps.sort(Comparator.comparing(Happening::at));
    return steps;
  }

  private static String decision(Arrived arrived, String amount) {
    return switch (arrived.fate()) {
      case OPEN, FUNDING -> Words.fate(arrived);
      case CREDITED -> amount + " credited";
      case SUSPENSE -> amount + " put in suspense";
      case RETURNED -> amount + " sent back";
    };
  }

  private static String stage(Arrived arrived) {
    return arrived.fate() == IncomingQueries.Fate.RETURNED ? "return" : "credit";
  }

  private static ArrivalRow row(Arrived arrived, Instant now) {
    IncomingAgreement agreement = arrived.agreement();
    return new ArrivalRow(
        arrived.arrival().id(),
        Rows.amount(arrived.arrival().amount(), arrived.arrival().asset()),
        arrived.arrival().from().value(),
        agreement == null ? null : agreement.debtorBank().value(),
        agreement == null ? null : agreement.debtorName(),
        agreement == null ? null : agreement.accountId(),
        agreement == null ? null : agreement.uetr().value(),
        Words.fate(arrived),
        Words.tone(arrived),
        Words.story(arrived, now),
        arrived.arrival().closedAt());
  }
}
