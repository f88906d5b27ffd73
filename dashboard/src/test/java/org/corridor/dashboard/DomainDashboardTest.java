package org.corridor.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.corridor.dashboard.DashboardQueries.Fact;
import org.corridor.dashboard.DashboardQueries.PaymentRow;
import org.corridor.domain.Retryable;
import org.corridor.domain.book.BookAccount;
import org.corridor.domain.book.BookAccount.Kind;
import org.corridor.domain.book.JournalEntry;
import org.corridor.domain.message.Channel;
import org.corridor.domain.message.MessageType;
import org.corridor.domain.money.Asset;
import org.corridor.domain.money.LedgerAmount;
import org.corridor.domain.money.Money;
import org.corridor.domain.payment.Payment;
import org.corridor.domain.payment.PaymentState;
import org.corridor.domain.payment.Reconciliation;
import org.corridor.domain.payment.Uetr;
import org.corridor.domain.payment.query.PaymentQueries;
import org.corridor.domain.settlement.IncomingStore.Suspended;
import org.corridor.domain.settlement.SettlementLedger;
import org.corridor.domain.settlement.SuspenseReason;
import org.corridor.domain.testing.Memory;
import org.corridor.domain.testing.Samples;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The pages' questions, asked of the domain. */
final class DomainDashboardTest {
  private static final BookAccount NOSTRO =
      new BookAccount(Kind.NOSTRO, Samples.address(1).value(), Samples.USD);
  private static final BookAccount FEE = new BookAccount(Kind.FEE, "FEE", Samples.USD);

  private final Known known = new Known();
  private final Memory memory = new Memory();
  private final DomainDashboard dashboard =
      new DomainDashboard(
          known,
          memory.incoming(),
          memory.work(),
          new Reconciliation(memory.work(), memory.books(), memory.totals(), silentLedger()),
          new NoCases(),
          () -> Samples.NOON);

  private static SettlementLedger silentLedger() {
    return (SettlementLedger)
        Proxy.newProxyInstance(
            SettlementLedger.class.getClassLoader(),
            new Class<?>[] {SettlementLedger.class},
            (proxy, method, arguments) -> {
              throw new Retryable("the ledger is away");
            });
  }

  @Test
  void showsWhatASettledPaymentDelivered() {
    known.put(1, Samples.settled(1));
    PaymentRow row = dashboard.payments(null, null, 10).items().getFirst();
    assertThat(row.uetr()).isEqualTo(Samples.uetr(1).value());
    assertThat(row.sent()).isEqualTo("100.00 USD");
    assertThat(row.delivered()).isEqualTo("100.00 USD");
    assertThat(row.path()).isNull();
    assertThat(row.millis()).isEqualTo(5_000);
    assertThat(row.isFinal()).isTrue();
    assertThat(dashboard.payment(Samples.uetr(1).value()).orElseThrow().facts())
        .contains(new Fact("Fee", "1.00 USD", false))
        .contains(new Fact("Ledger transaction", Samples.signedTransaction(1).hash(), false))
        .contains(new Fact("Remittance information", "Invoice 1", true));
  }

  @Test
  void showsTheWayOfAConversionAndLedgerAmountsRoundedDown() {
    assertThat(Rows.amount(LedgerAmount.parse("3.6799999"), Samples.asset("AED")))
        .isEqualTo("3.67 AED");
    assertThat(Rows.amount(LedgerAmount.parse("1.5"), Asset.NATIVE)).isEqualTo("1.5000000 XLM");
    assertThat(Rows.amount(LedgerAmount.parse("1.5"), Samples.asset("GOLDBAR")))
        .isEqualTo("1.5000000 GOLDBAR");
  }

  @Test
  void tellsWhyAPaymentWasRejected() {
    known.put(2, Samples.rejected());
    assertThat(dashboard.payment(Samples.uetr(2).value()).orElseThrow().facts())
        .contains(new Fact("Reason", "BE06: not known", false));
  }

  @Test
  void knowsNoPaymentByANameThatIsNone() {
    assertThat(dashboard.payment("nonsense")).isEmpty();
    assertThat(dashboard.message("nonsense")).isEmpty();
  }

  @Test
  void findsChangedPaymentsBeyondTheNewestPage() {
    IntStream.range(0, 300).forEach(n -> known.put(n, new PaymentState.Received()));
    String oldest = Samples.uetr(0).value();
    String newest = Samples.uetr(299).value();
    assertThat(dashboard.payments(List.of(oldest, newest)))
        .extracting(PaymentRow::uetr)
        .containsExactlyInAnyOrder(oldest, newest);
  }

  @Test
  void listsWhatWaitsForPeople() {
    known.put(3, Samples.held(3));
    known.put(4, Samples.awaitingApproval(4));
    var held = dashboard.held(null, 10).items();
    assertThat(held).hasSize(1);
    assertThat(held.getFirst().hits().getFirst().score()).isEqualTo(97);
    assertThat(held.getFirst().listVersion()).isEqualTo("list-1");
    var large = dashboard.approvals(null, 10).items();
    assertThat(large).hasSize(1);
    assertThat(large.getFirst().fee()).isEqualTo("1.00 USD");
    assertThat(large.getFirst().delivers()).isEqualTo("100.00 USD");
  }

  @Test
  void pagesThroughSuspense() {
    List<Suspended> items = new ArrayList<>();
    for (int n = 0; n < 3; n++) {
      items.add(
          new Suspended(
              Samples.arrival(n, Samples.hash(n), "1.00"),
              SuspenseReason.OTHER_MEMO,
              null,
              Samples.NOON,
              null,
              0));
    }
    memory
        .work()
        .run(
            () -> {
              memory.incoming().recordArrivals(items.stream().map(Suspended::arrival).toList());
              memory.incoming().toSuspense(items);
            });
    var first = dashboard.suspense(null, 2);
    assertThat(first.items()).hasSize(2);
    var second = dashboard.suspense(first.next(), 2);
    assertThat(second.items()).hasSize(1);
    assertThat(second.next()).isNull();
    assertThat(second.items().getFirst().amount()).isEqualTo("1.00 USD");
    assertThat(second.items().getFirst().outlook()).isEqualTo("Stays until an officer decides");
  }

  @Test
  void showsTheBooksWhileTheLedgerIsAway() {
    known.balances.put(NOSTRO, Money.of("7.00", "USD"));
    known.balances.put(FEE, Money.of("-1.00", "USD"));
    JournalEntry funding =
        JournalEntry.move("funding", "funding", Samples.NOON, NOSTRO, FEE, Money.of("7.00", "USD"));
    memory.work().run(() -> memory.books().book(List.of(funding)));
    assertThat(dashboard.positions())
        .contains(
            new DashboardQueries.Position(
                "NOSTRO", Words.kind(Kind.NOSTRO), NOSTRO.owner(), "USD", "7.00", null, true),
            new DashboardQueries.Position(
                "FEE", Words.kind(Kind.FEE), "FEE", "USD", "-1.00", null, true));
  }

  @Test
  void followsTheEvents() {
    known.put(5, new PaymentState.Received());
    assertThat(dashboard.last()).isEqualTo("1");
    assertThat(dashboard.after("0", 10))
        .containsExactly(new DashboardEvents.Change("1", Samples.uetr(5).value()));
  }

  /** No payment was ever held. */
  private static final class NoCases implements CaseNotes {
    @Override
    public List<Note> notes(String uetr, boolean incoming) {
      return List.of();
    }

    @Override
    public List<IncomingCase> waiting() {
      return List.of();
    }
  }

  /** Payments that were put in, newest first. */
  private static final class Known implements PaymentQueries {
    private final Map<Uetr, Standing> standings = new LinkedHashMap<>();
    private final Map<BookAccount, Money> balances = new HashMap<>();

    void put(int n, PaymentState state) {
      standings.put(
          Samples.uetr(n),
          new Standing(
              new Payment<>(Samples.transfer(n), "key-" + n, "jms", Samples.NOON, state, 0),
              Channel.JMS,
              MessageType.PACS_008,
              Samples.NOON.plusSeconds(5),
              null,
              null));
    }

    @Override
    public Optional<Story> payment(Uetr uetr) {
      return Optional.ofNullable(standings.get(uetr)).map(s -> new Story(s, List.of()));
    }

    @Override
    public Page<Standing> payments(@Nullable String state, @Nullable String after, int max) {
      return new Page<>(
          List.copyOf(standings.values()).reversed().stream()
              .filter(s -> state == null || s.payment().state().name().equals(state))
              .limit(max)
              .toList(),
          null);
    }

    @Override
    public List<Standing> paymentsOf(String messageKey, int fromOrdinal, int max) {
      return List.of();
    }

    @Override
    public List<StateCount> states() {
      return List.of();
    }

    @Override
    public String lastEvent() {
      return Integer.toString(standings.size());
    }

    @Override
    public List<Event> eventsAfter(String event, int max) {
      List<Event> events = new ArrayList<>();
      standings.forEach(
          (uetr, s) ->
              events.add(
                  new Event(
                      Integer.toString(events.size() + 1),
                      uetr,
                      s.payment().state().name(),
                      Samples.NOON,
                      "stage")));
      return events.subList(Integer.parseInt(event), Math.min(max, events.size()));
    }

    @Override
    public Optional<Archived> message(String key) {
      return Optional.empty();
    }

    @Override
    public Page<Received> messages(boolean refused, @Nullable String after, int max) {
      return new Page<>(List.of(), null);
    }

    @Override
    public List<Sent> sent(Uetr uetr) {
      return List.of();
    }

    @Override
    public List<Waiting> outbox() {
      return List.of();
    }

    @Override
    public Map<BookAccount, Money> balances(List<Kind> kinds) {
      Map<BookAccount, Money> found = new HashMap<>(balances);
      found.keySet().removeIf(account -> !kinds.contains(account.kind()));
      return found;
    }
  }
}
