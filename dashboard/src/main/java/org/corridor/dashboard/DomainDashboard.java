package org.corridor.dashboard;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.corridor.domain.Retryable;
import org.corridor.domain.UnitOfWork;
import org.corridor.domain.book.BookAccount;
import org.corridor.domain.book.BookAccount.Kind;
import org.corridor.domain.compliance.ScreeningDecision;
import org.corridor.domain.money.Money;
import org.corridor.domain.payment.PaymentState;
import org.corridor.domain.payment.Reconciliation;
import org.corridor.domain.payment.Uetr;
import org.corridor.domain.payment.query.PaymentQueries;
import org.corridor.domain.payment.query.PaymentQueries.Page;
import org.corridor.domain.payment.query.PaymentQueries.Standing;
import org.corridor.domain.settlement.IncomingStore;
import org.corridor.domain.settlement.IncomingStore.Suspended;
import org.jspecify.annotations.Nullable;

/** What the pages ask, answered by the domain's queries. Keeps nothing. */
public final class DomainDashboard implements DashboardQueries, DashboardEvents {
  /** Most payments that are looked up singly for one tick, beyond the newest page. */
  private static final int SINGLE_MAX = 10;

  private static final List<Kind> OTHER_KINDS =
      List.of(Kind.VOSTRO, Kind.IN_FLIGHT, Kind.SUSPENSE, Kind.FEE, Kind.POSITION);

  private final PaymentQueries payments;
  private final IncomingStore incoming;
  private final UnitOfWork work;
  private final Reconciliation reconciliation;
  private final CaseNotes cases;
  private final InstantSource clock;

  /** Asks these. */
  public DomainDashboard(
      PaymentQueries payments,
      IncomingStore incoming,
      UnitOfWork work,
      Reconciliation reconciliation,
      CaseNotes cases,
      InstantSource clock) {
    this.payments = payments;
    this.incoming = incoming;
    this.work = work;
    this.reconciliation = reconciliation;
    this.cases = cases;
    this.clock = clock;
  }

  @Override
  public Slice<PaymentRow> payments(@Nullable String state, @Nullable String after, int max) {
    Page<Standing> page = payments.payments(state, after, max);
    return new Slice<>(page.items().stream().map(Rows::row).toList(), page.next());
  }

  @Override
  public List<PaymentRow> payments(Collection<String> uetrs) {
    Set<String> wanted = new HashSet<>(uetrs);
    List<PaymentRow> rows = new ArrayList<>();
    // Most of what moves is among the newest: one question in place of many.
    for (Standing standing : payments.payments(null, null, PAGE_MAX).items()) {
      if (wanted.remove(standing.payment().uetr().value())) {
        rows.add(Rows.row(standing));
      }
    }
    wanted.stream()
        .limit(SINGLE_MAX)
        .map(uetr -> payments.payment(new Uetr(uetr)))
        .flatMap(Optional::stream)
        .forEach(story -> rows.add(Rows.row(story.standing())));
    return rows;
  }

  @Override
  public List<StateCount> states() {
    return payments.states().stream().map(c -> new StateCount(c.state(), c.count())).toList();
  }

  @Override
  public Optional<PaymentStory> payment(String uetr) {
    return identity(uetr)
        .flatMap(payments::payment)
        .map(
            story ->
                new PaymentStory(
                    Rows.row(story.standing()),
                    story.standing().payment().enteredBy(),
                    Rows.facts(story.standing().payment()),
                    story.steps().stream()
                        .map(step -> new Step(step.state().name(), step.at(), step.by()))
                        .toList(),
                    answers(payments, story.standing().payment().uetr()),
                    cases.notes(uetr, false)));
  }

  static List<Answer> answers(PaymentQueries payments, Uetr uetr) {
    return payments.sent(uetr).stream()
        .map(
            sent ->
                new Answer(
                    sent.message().type().id(),
                    sent.message().channel() + " " + sent.message().destination(),
                    sent.sentAt(),
                    Pretty.layOut(text(sent.message().bytes()))))
        .toList();
  }

  @Override
  public Optional<MessageBytes> message(String uetr) {
    return identity(uetr)
        .flatMap(payments::payment)
        .flatMap(story -> payments.message(story.standing().payment().messageKey()))
        .map(
            archived ->
                new MessageBytes(
                    archived.message().type() == null ? null : archived.message().type().id(),
                    text(archived.bytes())));
  }

  @Override
  public List<Position> positions() {
    List<Position> positions = new ArrayList<>(nostro());
    for (Map.Entry<BookAccount, Money> balance : payments.balances(OTHER_KINDS).entrySet()) {
      positions.add(position(balance.getKey(), balance.getValue()));
    }
    return positions;
  }

  /** By the ledger, too, when it answers; by the books alone when it does not. */
  private List<Position> nostro() {
    try {
      return reconciliation.report().lines().stream()
          .map(
              line ->
                  new Position(
                      Kind.NOSTRO.name(),
                      Words.kind(Kind.NOSTRO),
                      line.asset().issuer() == null ? "native" : line.asset().issuer().value(),
                      line.asset().code(),
                      Words.grouped(line.books().amount().toPlainString()),
                      Words.grouped(line.ledger().toString()),
                      line.isBalanced()))
          .toList();
    } catch (Retryable e) {
      return payments.balances(List.of(Kind.NOSTRO)).entrySet().stream()
          .map(balance -> position(balance.getKey(), balance.getValue()))
          .toList();
    }
  }

  private static Position position(BookAccount account, Money balance) {
    return new Position(
        account.kind().name(),
        Words.kind(account.kind()),
        account.owner(),
        account.currency().getCurrencyCode(),
        Words.grouped(balance.amount().toPlainString()),
        null,
        true);
  }

  @Override
  public Slice<SuspenseRow> suspense(@Nullable String after, int max) {
    List<Suspended> items = work.in(() -> incoming.suspense(after == null ? "" : after, max));
    String next = items.size() < max ? null : items.getLast().arrival().id();
    Instant now = clock.instant();
    return new Slice<>(items.stream().map(item -> Rows.suspense(item, now)).toList(), next);
  }

  @Override
  public Slice<HeldRow> held(@Nullable String after, int max) {
    Page<Standing> page = payments.payments("Held", after, max);
    List<HeldRow> rows = new ArrayList<>();
    for (Standing standing : page.items()) {
      if (standing.payment().state() instanceof PaymentState.Held held) {
        ScreeningDecision.Held decision = held.decision();
        rows.add(
            new HeldRow(
                Rows.row(standing),
                standing.payment().enteredBy(),
                decision.listVersion(),
                decision.hits(),
                cases.notes(standing.payment().uetr().value(), false)));
      }
    }
    return new Slice<>(rows, page.next());
  }

  @Override
  public Slice<ApprovalRow> approvals(@Nullable String after, int max) {
    Page<Standing> page = payments.payments("AwaitingApproval", after, max);
    List<ApprovalRow> rows = new ArrayList<>();
    for (Standing standing : page.items()) {
      if (standing.payment().state() instanceof PaymentState.AwaitingApproval waiting) {
        rows.add(
            new ApprovalRow(
                Rows.row(standing),
                standing.payment().enteredBy(),
                waiting.charges().fee().toString(),
                Rows.amount(waiting.quote().sendAmount(), waiting.quote().sendAsset()),
                Rows.amount(waiting.quote().deliverAmount(), waiting.quote().deliverAsset()),
                waiting.quote().expiresAt()));
      }
    }
    return new Slice<>(rows, page.next());
  }

  @Override
  public String last() {
    return payments.lastEvent();
  }

  @Override
  public List<Change> after(String cursor, int max) {
    return payments.eventsAfter(cursor, max).stream()
        .map(event -> new Change(event.cursor(), event.uetr().value()))
        .toList();
  }

  static Optional<Uetr> identity(String uetr) {
    try {
      return Optional.of(new Uetr(uetr));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
