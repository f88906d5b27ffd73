package org.corridor.domain.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.corridor.domain.UnitOfWork;
import org.corridor.domain.book.Books;
import org.corridor.domain.compliance.TravelRule;
import org.corridor.domain.message.AnswerType;
import org.corridor.domain.message.Channel;
import org.corridor.domain.message.MessageStore;
import org.corridor.domain.message.Outbox;
import org.corridor.domain.message.RawMessage;
import org.corridor.domain.money.Money;
import org.corridor.domain.party.Bic;
import org.corridor.domain.party.Directory;
import org.corridor.domain.party.LedgerAddress;
import org.corridor.domain.payment.AgreeStage;
import org.corridor.domain.payment.AnswerStage;
import org.corridor.domain.payment.Approvals;
import org.corridor.domain.payment.Bench;
import org.corridor.domain.payment.ChargeBearer;
import org.corridor.domain.payment.ConfirmStage;
import org.corridor.domain.payment.Corridors;
import org.corridor.domain.payment.Destinations;
import org.corridor.domain.payment.Intake;
import org.corridor.domain.payment.IntakeOutcome;
import org.corridor.domain.payment.Officer;
import org.corridor.domain.payment.PaymentState;
import org.corridor.domain.payment.PaymentStore;
import org.corridor.domain.payment.QuoteStage;
import org.corridor.domain.payment.Reconciliation;
import org.corridor.domain.payment.ResolveStage;
import org.corridor.domain.payment.RetryPolicy;
import org.corridor.domain.payment.ScreenStage;
import org.corridor.domain.payment.SignStage;
import org.corridor.domain.payment.Stage;
import org.corridor.domain.payment.StageListener;
import org.corridor.domain.payment.SubmitStage;
import org.corridor.domain.payment.Uetr;
import org.corridor.domain.settlement.ArrivalStage;
import org.corridor.domain.settlement.CreditStage;
import org.corridor.domain.settlement.Cursors;
import org.corridor.domain.settlement.FxDesk;
import org.corridor.domain.settlement.IncomingStore;
import org.corridor.domain.settlement.ReceivingBench;
import org.corridor.domain.settlement.ReturnStage;
import org.corridor.domain.settlement.SettlementLedger;

/** A bank with all its stages over memory and a fake network; its ports can be made to fail. */
public final class FakeBank {
  /** How long a transaction may wait for its ledger. */
  public static final Duration VALIDITY = Duration.ofSeconds(20);

  /** How long something lies in suspense. */
  public static final Duration RETURN_DELAY = Duration.ofSeconds(60);

  /** How long a quote lives. */
  public static final Duration QUOTE_LIFE = Duration.ofSeconds(15);

  private static final int CHANNELS = 3;

  private final Bic bic;
  private final FakeNetwork network;
  private final FakeClock clock;
  private final Faults faults;
  private final LedgerAddress account;
  private final Memory memory = new Memory();
  private final TextCodec codec = new TextCodec();
  private final Map<String, Outbox.Outgoing> sent = new LinkedHashMap<>();
  private FakePeer peer;
  private SettlementLedger ledger;
  private Intake intake;
  private Bench bench;
  private List<Stage> stages = List.of();

  /** A bank of its own; {@link #connect} before use. */
  public FakeBank(Bic bic, int account, FakeNetwork network, FakeClock clock, Faults faults) {
    this.bic = bic;
    this.network = network;
    this.clock = clock;
    this.faults = faults;
    this.account = Samples.address(account);
  }

  /** Connects it to the bank that it pays, and starts it. */
  public void connect(FakeBank other, Duration agreementLife) {
    peer = new FakePeer(other.memory, other.account, account, clock, agreementLife);
    start();
  }

  /** The corridors of every fake bank: 1 to 10,000, approval above 5,000, a fee of 1 and 0.1 %. */
  public static Corridors corridors(Bic bic) {
    Map<Currency, Corridors.Lane> lanes = new LinkedHashMap<>();
    for (String code : List.of("USD", "AED")) {
      Corridors.Tariff tariff = new Corridors.Tariff(Money.of("1.00", code), 10);
      lanes.put(
          Currency.getInstance(code),
          new Corridors.Lane(
              Money.of("1.00", code),
              Money.of("10000.00", code),
              Money.of("5000.00", code),
              Map.of(
                  ChargeBearer.DEBT, tariff,
                  ChargeBearer.SHAR, tariff,
                  ChargeBearer.CRED, tariff)));
    }
    return new Corridors(bic, lanes);
  }

  /** Starts it, as after a crash: everything but the stores is new. */
  public void start() {
    UnitOfWork work = faults.wrap(UnitOfWork.class, memory.work(), true);
    PaymentStore payments = faults.wrap(PaymentStore.class, memory.payments(), false);
    MessageStore messages = faults.wrap(MessageStore.class, memory.messages(), false);
    Outbox outbox = faults.wrap(Outbox.class, memory.outbox(), false);
    Books books = faults.wrap(Books.class, memory.books(), false);
    Cursors cursors = faults.wrap(Cursors.class, memory.cursors(), false);
    IncomingStore incoming = faults.wrap(IncomingStore.class, memory.incoming(), false);
    ledger =
        faults.wrap(
            SettlementLedger.class, new FakeLedger(network, memory, account, CHANNELS), true);
    Corridors corridors = corridors(bic);
    RetryPolicy retries =
        new RetryPolicy(Duration.ofMillis(250), Duration.ofSeconds(4), 6, Duration.ofSeconds(20));
    bench = new Bench(work, payments, books, clock, retries, StageListener.NONE);
    intake = new Intake(codec, work, payments, messages, corridors, clock, StageListener.NONE);
    ReceivingBench receiving =
        new ReceivingBench(work, incoming, books, cursors, ledger, clock, StageListener.NONE);
    Destinations.Destination notices = new Destinations.Destination(Channel.JMS, "camt.054");
    Destinations destinations =
        new Destinations(Map.of(Channel.JMS, Map.of(AnswerType.PACS_002, "pacs.002")), notices);
    stages =
        List.of(
            new ResolveStage(bench, faults.wrap(Directory.class, peer, true)),
            new ScreenStage(bench, peer),
            new AgreeStage(bench, faults.wrap(TravelRule.class, peer, true), corridors),
            new QuoteStage(
                bench,
                faults.wrap(FxDesk.class, new FakeDesk(network, clock, QUOTE_LIFE), true),
                corridors),
            new SignStage(bench, ledger, VALIDITY),
            new SubmitStage(bench, ledger),
            new ConfirmStage(bench, ledger, cursors),
            new AnswerStage(work, messages, outbox, codec, destinations, clock, StageListener.NONE),
            new ArrivalStage(receiving),
            new CreditStage(
                receiving,
                payments,
                outbox,
                codec,
                new CreditStage.Policy(
                    bic, Set.of(Samples.asset("USD").issuer()), RETURN_DELAY, notices)),
            new ReturnStage(receiving, VALIDITY, Duration.ofSeconds(5)));
  }

  /** Its stages, in the order of the way. */
  public List<Stage> stages() {
    return stages;
  }

  /** Runs all stages until nothing moves, at one instant. */
  public void settleDown() {
    int moved;
    do {
      moved = 0;
      for (Stage stage : stages) {
        moved += stage.runOnce();
      }
    } while (moved > 0);
    deliver();
  }

  /** Takes a message in, by queue. */
  public IntakeOutcome accept(String transportId, String text) {
    return intake.accept(
        new RawMessage(
            transportId,
            Channel.JMS,
            "alpha-core",
            null,
            null,
            null,
            text.getBytes(StandardCharsets.UTF_8),
            clock.instant()));
  }

  /** Sends what is in the outbox; the broker drops what it has by its id. */
  public void deliver() {
    bench
        .work()
        .run(
            () -> {
              Outbox outbox = faults.wrap(Outbox.class, memory.outbox(), false);
              List<Outbox.Outgoing> batch = outbox.take(Channel.JMS, 10, clock.instant());
              batch.forEach(m -> sent.putIfAbsent(m.id(), m));
              outbox.sent(batch, clock.instant());
            });
  }

  /** What the broker has got, by id. */
  public Map<String, Outbox.Outgoing> sent() {
    return sent;
  }

  /** How many messages the broker has got to a destination about a payment. */
  public long sentTo(String destination, Uetr uetr) {
    return sent.values().stream()
        .filter(m -> m.destination().equals(destination) && uetr.value().equals(m.uetr()))
        .count();
  }

  /** Where a payment stands. */
  public PaymentState state(int n) {
    return memory.work().in(() -> memory.payments().take(Samples.uetr(n)).orElseThrow()).state();
  }

  /** Payments in a state. */
  public List<Uetr> in(Class<? extends PaymentState> state) {
    List<Uetr> found = new ArrayList<>();
    memory.allPayments().stream()
        .filter(p -> state.isInstance(p.state()))
        .forEach(p -> found.add(p.uetr()));
    return found;
  }

  /** What lies in suspense. */
  public List<IncomingStore.Suspended> suspense() {
    return memory.work().in(() -> memory.incoming().suspense("", IncomingStore.BATCH_MAX));
  }

  /** The officers' word. */
  public Officer officer() {
    return new Officer(bench);
  }

  /** The approvers' word. */
  public Approvals approvals() {
    return new Approvals(bench);
  }

  /** Its stores, without faults. */
  public Memory memory() {
    return memory;
  }

  /** Its account on the network. */
  public LedgerAddress account() {
    return account;
  }

  /** Compares books, store and ledger. */
  public Reconciliation.Report reconcile() {
    return new Reconciliation(memory.work(), memory.books(), memory.totals(), ledger).report();
  }
}
