package org.corridor.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.corridor.domain.book.BookAccount;
import org.corridor.domain.money.Asset;
import org.corridor.domain.money.Money;
import org.corridor.domain.party.LedgerAddress;
import org.corridor.domain.payment.IntakeOutcome;
import org.corridor.domain.payment.Payment;
import org.corridor.domain.payment.PaymentState;
import org.corridor.domain.payment.Ruling;
import org.corridor.domain.payment.Uetr;
import org.corridor.domain.testing.FakeBank;
import org.corridor.domain.testing.FakeClock;
import org.corridor.domain.testing.FakeNetwork;
import org.corridor.domain.testing.FakePeer;
import org.corridor.domain.testing.Faults;
import org.corridor.domain.testing.Faults.Crash;
import org.corridor.domain.testing.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: whatever crashes, gets lost, comes twice or late, each message gets one final answer, each
 * settled payment is on the ledger once, and books, store and ledger agree. Method: two banks on
 * one network in one thread; a seed decides what happens next, and at which port call a bank
 * crashes (before or after its effect) and is started again. One seed again: {@code
 * -Dsimulation.seed=42}.
 */
class SimulationTest {
  private static final int STEPS = 1_500;
  private static final int MESSAGES = 40;
  private static final long SEEDS = 12;

  static LongStream seeds() {
    Long one = Long.getLong("simulation.seed");
    return one != null
        ? LongStream.of(one)
        : LongStream.rangeClosed(1, Long.getLong("simulation.seeds", SEEDS));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void paysOnceAndAnswersOnceWhateverFails(long seed) {
    new Run(seed).go();
  }

  @Test
  void findsAPaymentThatIsMadeTwice() {
    Run run = new Run(1);
    run.go();
    Uetr settled = run.alpha.in(PaymentState.Settled.class).getFirst();
    run.network.pay(
        run.alpha.account(), run.beta.account(), Samples.asset("USD"), "1", FakePeer.memo(settled));
    assertThat(run.alpha.reconcile().isBalanced()).isFalse();
  }

  private static final class Run {
    final long seed;
    final Random random;
    final FakeClock clock = new FakeClock();
    final FakeNetwork network = new FakeNetwork();
    final Faults faults;
    final FakeBank alpha;
    final FakeBank beta;
    final List<String[]> inbox = new ArrayList<>();
    final Set<String> refused = new HashSet<>();
    final Set<String> accepted = new HashSet<>();
    final Set<String> repeated = new HashSet<>();
    final LedgerAddress stranger = Samples.address(77);
    int crashes;

    Run(long seed) {
      this.seed = seed;
      random = new Random(seed);
      faults = new Faults(random);
      alpha = new FakeBank(Samples.ALPHA, -1, network, clock, faults);
      beta = new FakeBank(Samples.BETA, -2, network, clock, faults);
      alpha.connect(beta, Duration.ofSeconds(180));
      beta.connect(alpha, Duration.ofSeconds(180));
    }

    void go() {
      try {
        prepare();
        faults.set(0.004, 0.02);
        for (int i = 0; i < STEPS; i++) {
          step();
        }
        faults.set(0, 0);
        drain();
        check();
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("simulation failed with seed " + seed, e);
      }
    }

    private void prepare() {
      LedgerAddress issuer = Samples.asset("USD").issuer();
      network.pay(issuer, alpha.account(), Samples.asset("USD"), "100000", "");
      for (int m = 1; m <= MESSAGES; m++) {
        inbox.add(new String[] {"t-" + m, message(m, 0)});
        if (m % 5 == 0) {
          inbox.add(new String[] {"t-" + m, message(m, 0)});
        }
        if (m % 7 == 0) {
          inbox.add(new String[] {"again-" + m, message(m, 0)});
        }
        if (m % 8 == 0) {
          inbox.add(new String[] {"other-" + m, message(m, 1)});
        }
        if (m % 10 == 0) {
          inbox.add(new String[] {"bad-" + m, "what is this"});
        }
      }
    }

    /** One to three transfers, some fixed on the delivered side, some above the approval limit. */
    private static String message(int m, int change) {
      StringBuilder text = new StringBuilder("MSG-" + m);
      for (int i = 0; i <= m % 3; i++) {
        int n = m * 3 + i;
        String bearer = n % 4 == 0 ? "CRED" : n % 4 == 1 ? "DEBT" : "SHAR";
        String amount = n % 29 == 0 ? "6000.00" : (10 + n + change) + ".37";
        text.append(";").append(n).append(":").append(amount).append(":USD:").append(bearer);
        if (n % 6 == 0) {
          text.append(":").append(n).append(".05:AED");
        }
      }
      return text.toString();
    }

    private void step() {
      FakeBank bank = random.nextInt(3) == 0 ? beta : alpha;
      try {
        switch (random.nextInt(12)) {
          case 0 -> close();
          case 1 -> deliverMessage();
          case 2 -> bank.deliver();
          case 3 -> people();
          case 4 -> noise();
          default -> {
            var stages = bank.stages();
            stages.get(random.nextInt(stages.size())).runOnce();
          }
        }
      } catch (Crash e) {
        crashes++;
        alpha.start();
        beta.start();
      } catch (Retryable e) {
        // As in production: the same is tried again with a later step.
      }
    }

    private void close() {
      clock.advance(
          Duration.ofMillis(500 + random.nextInt(random.nextInt(20) == 0 ? 30_000 : 800)));
      if (random.nextInt(10) == 0) {
        network.setRate(new BigDecimal("3.6725").add(BigDecimal.valueOf(random.nextInt(100), 4)));
      }
      if (random.nextInt(15) == 0) {
        network.lose(hash -> random.nextBoolean());
      }
      network.close(clock.instant());
    }

    /** At least once: what was not acknowledged comes again. */
    private void deliverMessage() {
      if (inbox.isEmpty()) {
        return;
      }
      int i = random.nextInt(Math.min(4, inbox.size()));
      String[] message = inbox.get(i);
      took(message[0], alpha.accept(message[0], message[1]));
      if (random.nextInt(10) != 0) {
        inbox.remove(i);
      }
    }

    private void took(String transportId, IntakeOutcome outcome) {
      switch (outcome) {
        case IntakeOutcome.Accepted a -> accepted.add(a.messageKey());
        case IntakeOutcome.Repeated r -> {
          assertThat(accepted(r.messageKey())).isTrue();
          if (r.answer().isEmpty()) {
            repeated.add("answer/" + r.messageKey() + "/" + transportId);
          }
        }
        case IntakeOutcome.Conflict c -> refused.add(transportId);
        case IntakeOutcome.Refused r -> refused.add(transportId);
      }
    }

    /** A crash after the commit hides that it was accepted; the store knows. */
    private boolean accepted(String key) {
      return accepted.contains(key) || alpha.memory().allMessages().contains(key);
    }

    private void people() {
      for (Uetr uetr : alpha.in(PaymentState.Held.class)) {
        Ruling ruling =
            random.nextBoolean()
                ? alpha.officer().release(uetr, "olga", "omar")
                : alpha.officer().reject(uetr, "olga");
        assertThat(ruling).isInstanceOf(Ruling.Done.class);
      }
      for (Uetr uetr : alpha.in(PaymentState.AwaitingApproval.class)) {
        assertThat(alpha.approvals().approve(uetr, "alpha-core"))
            .isEqualTo(new Ruling.Refused(Ruling.Reason.OWN_PAYMENT));
        assertThat(alpha.approvals().approve(uetr, "ada")).isInstanceOf(Ruling.Done.class);
      }
    }

    /** Strangers pay what belongs to nobody. */
    private void noise() {
      if (random.nextInt(8) != 0) {
        return;
      }
      Asset asset =
          switch (random.nextInt(3)) {
            case 0 -> Asset.NATIVE;
            case 1 -> Samples.asset("USD");
            default -> Samples.asset("XTS");
          };
      String memo =
          switch (random.nextInt(3)) {
            case 0 -> "";
            case 1 -> Samples.hash(random.nextInt(100));
            default -> FakePeer.memo(Samples.uetr(3 + random.nextInt(MESSAGES * 3)));
          };
      network.pay(stranger, beta.account(), asset, "10.0000001", memo);
    }

    private void drain() {
      while (!inbox.isEmpty()) {
        String[] message = inbox.removeFirst();
        took(message[0], alpha.accept(message[0], message[1]));
      }
      for (int round = 0; round < 400 && !isQuiet(); round++) {
        clock.advance(Duration.ofSeconds(3));
        network.close(clock.instant());
        people();
        alpha.settleDown();
        beta.settleDown();
      }
      for (int i = 0; i < 40; i++) {
        alpha.deliver();
        beta.deliver();
      }
    }

    private boolean isQuiet() {
      return beta.suspense().isEmpty()
          && alpha.memory().allPayments().stream().allMatch(p -> p.state().isFinal());
    }

    private void check() {
      assertThat(crashes).as("crashes").isPositive();
      assertThat(refused).as("refused").isNotEmpty();
      assertThat(alpha.memory().allMessages()).hasSize(MESSAGES);
      for (String key : alpha.memory().allMessages()) {
        assertThat(alpha.memory().work().in(() -> alpha.memory().messages().answer(key)))
            .as("final answer of %s", key)
            .isPresent();
        assertThat(alpha.sent()).containsKey("answer/" + key);
      }
      assertThat(alpha.sent().keySet()).containsAll(repeated);
      assertThat(
              alpha.sent().keySet().stream().filter(id -> id.indexOf('/') == id.lastIndexOf('/')))
          .as("answers to originals")
          .hasSize(MESSAGES);
      int settled = 0;
      for (Payment<?> payment : alpha.memory().allPayments()) {
        Uetr uetr = payment.uetr();
        boolean paid = payment.state() instanceof PaymentState.Settled;
        settled += paid ? 1 : 0;
        assertThat(payment.state().isFinal()).as("%s %s", uetr, payment.state()).isTrue();
        assertThat(network.applied(alpha.account(), beta.account(), FakePeer.memo(uetr)))
            .as("on the ledger: %s", uetr)
            .isEqualTo(paid ? 1 : 0);
        assertThat(beta.sentTo("camt.054", uetr))
            .as("told to the creditor's bank: %s", uetr)
            .isEqualTo(paid ? 1 : 0);
      }
      assertThat(settled).as("settled payments").isGreaterThan(MESSAGES / 2);
      checkBooks();
    }

    private void checkBooks() {
      assertThat(beta.suspense()).isEmpty();
      for (Asset asset : List.of(Asset.NATIVE, Samples.asset("USD"), Samples.asset("XTS"))) {
        assertThat(network.balance(stranger, asset)).as("given back to strangers").isZero();
      }
      for (FakeBank bank : List.of(alpha, beta)) {
        var report = bank.reconcile();
        assertThat(report.isBalanced()).as("%s", report).isTrue();
        assertThat(bank.memory().leasedChannels()).isEmpty();
        for (var kind : List.of(BookAccount.Kind.IN_FLIGHT, BookAccount.Kind.SUSPENSE)) {
          assertThat(bank.memory().work().in(() -> bank.memory().books().balances(kind)).values())
              .as("%s", kind)
              .allMatch(Money::isZero);
        }
      }
    }
  }
}
