package org.corridor.domain.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Random;
import org.corridor.domain.ReasonCode;
import org.corridor.domain.Retryable;
import org.corridor.domain.book.BookAccount;
import org.corridor.domain.money.LedgerAmount;
import org.corridor.domain.money.Money;
import org.corridor.domain.settlement.Quote;
import org.corridor.domain.testing.FakeBank;
import org.corridor.domain.testing.FakeClock;
import org.corridor.domain.testing.FakeNetwork;
import org.corridor.domain.testing.Faults;
import org.corridor.domain.testing.Samples;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One payment on its way; what its number means is told at {@code FakePeer}. */
class StagesTest {
  private final FakeClock clock = new FakeClock();
  private final FakeNetwork network = new FakeNetwork();
  private final Faults faults = new Faults(new Random(1));
  private final FakeBank alpha = new FakeBank(Samples.ALPHA, -1, network, clock, faults);
  private final FakeBank beta = new FakeBank(Samples.BETA, -2, network, clock, faults);

  @BeforeEach
  void fund() {
    alpha.connect(beta, Duration.ofMinutes(3));
    beta.connect(alpha, Duration.ofMinutes(3));
    network.pay(Samples.asset("USD").issuer(), alpha.account(), Samples.asset("USD"), "20000", "");
  }

  private void accept(int n, String line) {
    alpha.accept("t-" + n, "M-" + n + ";" + n + ":" + line);
    alpha.settleDown();
  }

  private void close(int seconds) {
    clock.advance(Duration.ofSeconds(seconds));
    network.close(clock.instant());
    alpha.settleDown();
    beta.settleDown();
  }

  private Money balance(FakeBank bank, BookAccount.Kind kind, String currency) {
    return bank.memory().work().in(() -> bank.memory().books().balances(kind)).values().stream()
        .filter(m -> m.currency().getCurrencyCode().equals(currency))
        .reduce(Money.of("0", currency), Money::plus);
  }

  private ReasonCode rejected(int n) {
    assertThat(alpha.state(n)).isInstanceOf(PaymentState.Rejected.class);
    assertThat(balance(alpha, BookAccount.Kind.IN_FLIGHT, "USD").isZero()).isTrue();
    assertThat(balance(alpha, BookAccount.Kind.FEE, "USD").isZero()).isTrue();
    assertThat(balance(alpha, BookAccount.Kind.CUSTOMER, "USD").isZero()).isTrue();
    return ((PaymentState.Rejected) alpha.state(n)).rejection().code();
  }

  @Test
  void paysTheSameCurrencyInFull() {
    accept(1, "100.00:USD:SHAR");
    close(1);
    assertThat(alpha.state(1)).isInstanceOf(PaymentState.Settled.class);
    assertThat(balance(beta, BookAccount.Kind.CUSTOMER, "USD")).isEqualTo(Money.of("-100", "USD"));
    assertThat(alpha.sentTo("pacs.002", Samples.uetr(1))).isEqualTo(1);
    assertThat(beta.sentTo("camt.054", Samples.uetr(1))).isEqualTo(1);
    assertThat(alpha.reconcile().isBalanced()).isTrue();
  }

  @Test
  void sendsWhatIsLeftOfTheFeeWhenTheCreditorBearsIt() {
    accept(1, "100.00:USD:CRED");
    close(1);
    assertThat(balance(beta, BookAccount.Kind.CUSTOMER, "USD"))
        .isEqualTo(Money.of("-98.90", "USD"));
  }

  @Test
  void convertsWhatIsPaidWhenNothingElseIsInstructed() {
    accept(3, "100.00:USD:SHAR");
    close(1);
    var settled = (PaymentState.Settled) alpha.state(3);
    assertThat(settled.before().before().before().quote().mode()).isEqualTo(Quote.Mode.STRICT_SEND);
    assertThat(settled.delivery().delivered()).isEqualTo(LedgerAmount.parse("367.25"));
    assertThat(balance(beta, BookAccount.Kind.CUSTOMER, "AED"))
        .isEqualTo(Money.of("-367.25", "AED"));
    assertThat(alpha.reconcile().isBalanced()).isTrue();
    assertThat(beta.reconcile().isBalanced()).isTrue();
  }

  @Test
  void deliversWhatIsInstructedAndKeepsTheRestAsPosition() {
    accept(3, "100.00:USD:SHAR:350.00:AED");
    close(1);
    var settled = (PaymentState.Settled) alpha.state(3);
    assertThat(settled.before().before().before().quote().mode())
        .isEqualTo(Quote.Mode.STRICT_RECEIVE);
    assertThat(balance(beta, BookAccount.Kind.CUSTOMER, "AED"))
        .isEqualTo(Money.of("-350.00", "AED"));
    // 350 / 3.6725 = 95.3029…: rounded up in the books.
    assertThat(balance(alpha, BookAccount.Kind.POSITION, "USD"))
        .isEqualTo(Money.of("-4.69", "USD"));
    assertThat(alpha.reconcile().isBalanced()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "17, 100.00:USD:SHAR, BE06",
    "19, 100.00:USD:SHAR, BE01",
    "3, 100.00:USD:SHAR:400.00:AED, AM02",
    "1, 100.00:USD:SHAR:400.00:AED, AM03"
  })
  void rejectsWithTheReasonAndBooksBack(int n, String line, ReasonCode code) {
    accept(n, line);
    assertThat(rejected(n)).isEqualTo(code);
    assertThat(alpha.sentTo("pacs.002", Samples.uetr(n))).isEqualTo(1);
  }

  @Test
  void holdsUntilTwoOfficersRelease() {
    accept(13, "100.00:USD:SHAR");
    assertThat(alpha.state(13)).isInstanceOf(PaymentState.Held.class);
    assertThat(alpha.officer().release(Samples.uetr(13), "olga", "olga"))
        .isEqualTo(new Ruling.Refused(Ruling.Reason.SAME_PERSON));
    assertThat(alpha.officer().release(Samples.uetr(13), "olga", "alpha-core"))
        .isEqualTo(new Ruling.Refused(Ruling.Reason.OWN_PAYMENT));
    assertThat(alpha.officer().release(Samples.uetr(99), "olga", "omar"))
        .isEqualTo(new Ruling.Refused(Ruling.Reason.UNKNOWN));
    assertThat(alpha.officer().release(Samples.uetr(13), "olga", "omar"))
        .isInstanceOf(Ruling.Done.class);
    assertThat(alpha.officer().release(Samples.uetr(13), "olga", "omar"))
        .isEqualTo(new Ruling.Refused(Ruling.Reason.NOT_WAITING));
    alpha.settleDown();
    close(1);
    var settled = (PaymentState.Settled) alpha.state(13);
    var cleared = settled.before().before().before().before().before().decision();
    assertThat(cleared.releasedBy()).isEqualTo("olga,omar");
    assertThat(cleared.bestScore()).isEqualTo(97);
  }

  @Test
  void tellsNothingWhenAnOfficerRejects() {
    accept(13, "100.00:USD:SHAR");
    alpha.officer().reject(Samples.uetr(13), "olga");
    assertThat(rejected(13)).isEqualTo(ReasonCode.RR04);
  }

  @Test
  void keepsAnApprovalOverTheNextQuote() {
    accept(1, "6000.00:USD:SHAR");
    assertThat(alpha.state(1)).isInstanceOf(PaymentState.AwaitingApproval.class);
    assertThat(alpha.approvals().approve(Samples.uetr(1), "alpha-core"))
        .isEqualTo(new Ruling.Refused(Ruling.Reason.OWN_PAYMENT));
    clock.advance(FakeBank.QUOTE_LIFE.plusSeconds(1));
    alpha.approvals().approve(Samples.uetr(1), "ada");
    alpha.settleDown();
    close(1);
    var settled = (PaymentState.Settled) alpha.state(1);
    assertThat(settled.before().before().before().approvedBy()).isEqualTo("ada");
  }

  @Test
  void rejectsWhatTheApproverRefuses() {
    accept(1, "6000.00:USD:SHAR");
    alpha.approvals().refuse(Samples.uetr(1), "ada");
    assertThat(rejected(1)).isEqualTo(ReasonCode.DS02);
  }

  @Test
  void asksForAnotherQuoteWhenTheBooksMoved() {
    accept(3, "100.00:USD:SHAR");
    network.setRate(new BigDecimal("3.6"));
    close(1);
    close(1);
    assertThat(((PaymentState.Settled) alpha.state(3)).delivery().delivered())
        .isEqualTo(LedgerAmount.parse("360"));
    assertThat(alpha.memory().leasedChannels()).isEmpty();
  }

  @Test
  void signsAgainOnlyAfterTheFirstBytesCanNeverApply() {
    accept(1, "100.00:USD:SHAR");
    network.lose(hash -> true);
    close(5);
    assertThat(alpha.state(1)).isInstanceOf(PaymentState.Submitted.class);
    close(16);
    assertThat(alpha.state(1)).isInstanceOf(PaymentState.Submitted.class);
    close(1);
    assertThat(alpha.state(1)).isInstanceOf(PaymentState.Settled.class);
  }

  @Test
  void settlesByTheTransactionItselfWhenTheStreamWasMissed() {
    accept(1, "100.00:USD:SHAR");
    clock.advance(Duration.ofSeconds(1));
    network.close(clock.instant());
    alpha.memory().work().run(() -> alpha.memory().cursors().store(ConfirmStage.STREAM, "1"));
    close(1);
    assertThat(alpha.state(1)).isInstanceOf(PaymentState.Submitted.class);
    close(30);
    assertThat(alpha.state(1)).isInstanceOf(PaymentState.Settled.class);
    assertThat(alpha.reconcile().isBalanced()).isTrue();
  }

  @Test
  void settlesWhatTheLedgerAppliedBeforeItWasKnownToBeSubmitted() {
    alpha.accept("t-1", "M-1;1:100.00:USD:SHAR");
    for (Stage stage : alpha.stages().subList(0, 5)) {
      stage.runOnce();
    }
    var signed = (PaymentState.Signed) alpha.state(1);
    network.submitAgain(signed.transaction());
    clock.advance(Duration.ofSeconds(1));
    network.close(clock.instant());
    alpha.stages().get(6).runOnce();
    assertThat(alpha.state(1)).isInstanceOf(PaymentState.Settled.class);
  }

  @Test
  void givesUpAnUnreachableBankAfterItsTriesAndBooksBack() {
    alpha.accept("t-1", "M-1;1:100.00:USD:SHAR");
    RetryPolicy retries =
        new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(4), 4, Duration.ofSeconds(5));
    var memory = alpha.memory();
    Bench bench =
        new Bench(
            memory.work(), memory.payments(), memory.books(), clock, retries, StageListener.NONE);
    ResolveStage stage =
        new ResolveStage(
            bench,
            queries -> {
              throw new Retryable("directory is away");
            });
    for (int wait : new int[] {1, 2, 4}) {
      assertThat(stage.runOnce()).isZero();
      assertThat(alpha.state(1)).isInstanceOf(PaymentState.Received.class);
      clock.advance(Duration.ofSeconds(wait).minusMillis(1));
      assertThat(stage.runOnce()).isZero();
      clock.advance(Duration.ofMillis(1));
    }
    assertThat(stage.runOnce()).isEqualTo(1);
    assertThat(rejected(1)).isEqualTo(ReasonCode.AB08);
  }
}
