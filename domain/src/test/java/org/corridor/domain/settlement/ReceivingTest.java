package org.corridor.domain.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.corridor.domain.book.BookAccount;
import org.corridor.domain.money.Asset;
import org.corridor.domain.money.Money;
import org.corridor.domain.party.LedgerAddress;
import org.corridor.domain.settlement.IncomingStore.Suspended;
import org.corridor.domain.testing.FakeBank;
import org.corridor.domain.testing.FakeClock;
import org.corridor.domain.testing.FakeNetwork;
import org.corridor.domain.testing.Faults;
import org.corridor.domain.testing.Samples;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What arrives is credited by what was agreed, or lies in suspense and goes back. */
class ReceivingTest {
  private static final String MEMO = Samples.hash(1);
  private static final Asset USD = Samples.asset("USD");
  private static final LedgerAddress ALPHA = Samples.address(-1);

  private final FakeClock clock = new FakeClock();
  private final FakeNetwork network = new FakeNetwork();
  private final Faults faults = new Faults(new Random(1));
  private final FakeBank alpha = new FakeBank(Samples.ALPHA, -1, network, clock, faults);
  private final FakeBank beta = new FakeBank(Samples.BETA, -2, network, clock, faults);

  @BeforeEach
  void agreeOnHundredDollars() {
    alpha.connect(beta, Duration.ofHours(1));
    beta.connect(alpha, Duration.ofHours(1));
    agree(Samples.incoming(1, MEMO));
  }

  private void agree(IncomingAgreement agreement) {
    beta.memory().work().run(() -> beta.memory().incoming().recordAgreement(agreement));
  }

  private void pay(LedgerAddress from, Asset asset, String amount, String memo) {
    network.pay(from, beta.account(), asset, amount, memo);
    beta.settleDown();
  }

  private void pay(String amount) {
    pay(ALPHA, USD, amount, MEMO);
  }

  private List<Money> credited() {
    var books = beta.memory().books();
    return beta.memory()
        .work()
        .in(() -> List.copyOf(books.balances(BookAccount.Kind.CUSTOMER).values()));
  }

  private List<SuspenseReason> reasons() {
    return beta.suspense().stream().map(Suspended::reason).toList();
  }

  private void passReturnDelay() {
    clock.advance(FakeBank.RETURN_DELAY.plusSeconds(1));
    network.close(clock.instant());
    beta.settleDown();
    clock.advance(Duration.ofSeconds(3));
    network.close(clock.instant());
    beta.settleDown();
  }

  private void expectNothingCreditedAndAllReturned(LedgerAddress to, Asset asset) {
    assertThat(credited()).isEmpty();
    long before = network.balance(to, asset);
    assertThat(before).isNegative();
    passReturnDelay();
    assertThat(network.balance(to, asset)).isZero();
    assertThat(beta.suspense()).isEmpty();
    assertThat(beta.reconcile().isBalanced()).isTrue();
  }

  @Test
  void creditsTheAgreedAmountAndTellsTheCoreBanking() {
    pay("100");
    assertThat(credited()).containsExactly(Money.of("-100.00", "USD"));
    assertThat(beta.suspense()).isEmpty();
    assertThat(beta.sentTo("camt.054", Samples.uetr(1))).isEqualTo(1);
    assertThat(beta.reconcile().isBalanced()).isTrue();
  }

  @Test
  void tooMuchIsNotCreditedAndGoesBack() {
    pay("100.0000001");
    assertThat(reasons()).containsExactly(SuspenseReason.TOO_MUCH);
    expectNothingCreditedAndAllReturned(ALPHA, USD);
  }

  @Test
  void tooLittleIsNotCreditedAndGoesBack() {
    pay("99.9999999");
    assertThat(reasons()).containsExactly(SuspenseReason.TOO_LITTLE);
    expectNothingCreditedAndAllReturned(ALPHA, USD);
  }

  @Test
  void twoPartsThatAddUpAreCreditedAsOne() {
    pay("40.005");
    assertThat(reasons()).containsExactly(SuspenseReason.TOO_LITTLE);
    pay("59.995");
    assertThat(beta.suspense()).isEmpty();
    assertThat(credited()).containsExactly(Money.of("-100.00", "USD"));
    assertThat(beta.sentTo("camt.054", Samples.uetr(1))).isEqualTo(1);
    assertThat(beta.reconcile().isBalanced()).isTrue();
  }

  @Test
  void partsOfOneBatchAreCreditedAsOne() {
    network.pay(ALPHA, beta.account(), USD, "25", MEMO);
    network.pay(ALPHA, beta.account(), USD, "25", MEMO);
    network.pay(ALPHA, beta.account(), USD, "50", MEMO);
    beta.settleDown();
    assertThat(credited()).containsExactly(Money.of("-100.00", "USD"));
    assertThat(beta.suspense()).isEmpty();
    assertThat(beta.reconcile().isBalanced()).isTrue();
  }

  @Test
  void partsThatNeverAddUpGoBackEach() {
    pay("40");
    pay("50");
    assertThat(reasons()).containsExactly(SuspenseReason.TOO_LITTLE, SuspenseReason.PART);
    expectNothingCreditedAndAllReturned(ALPHA, USD);
  }

  @Test
  void theSecondOfTwoEqualPaymentsGoesBack() {
    pay("100");
    pay("100");
    assertThat(reasons()).containsExactly(SuspenseReason.TWICE);
    passReturnDelay();
    assertThat(beta.suspense()).isEmpty();
    assertThat(credited()).containsExactly(Money.of("-100.00", "USD"));
    assertThat(network.balance(ALPHA, USD)).isEqualTo(-100_0000000L);
    assertThat(beta.sentTo("camt.054", Samples.uetr(1))).isEqualTo(1);
  }

  @Test
  void anotherAssetIsNotCredited() {
    pay(ALPHA, Samples.asset("AED"), "100", MEMO);
    assertThat(reasons()).containsExactly(SuspenseReason.OTHER_ASSET);
    expectNothingCreditedAndAllReturned(ALPHA, Samples.asset("AED"));
  }

  @Test
  void theSameCodeOfAnotherIssuerIsNotCredited() {
    Asset forged = new Asset("USD", Samples.address(666));
    pay(ALPHA, forged, "100", MEMO);
    assertThat(reasons()).containsExactly(SuspenseReason.OTHER_ASSET);
    expectNothingCreditedAndAllReturned(ALPHA, forged);
  }

  @Test
  void theNativeAssetIsNeverDollars() {
    pay(ALPHA, Asset.NATIVE, "100", MEMO);
    assertThat(reasons()).containsExactly(SuspenseReason.NATIVE);
    expectNothingCreditedAndAllReturned(ALPHA, Asset.NATIVE);
  }

  @Test
  void anotherMemoIsNotCredited() {
    pay(ALPHA, USD, "100", Samples.hash(2));
    assertThat(reasons()).containsExactly(SuspenseReason.OTHER_MEMO);
    expectNothingCreditedAndAllReturned(ALPHA, USD);
  }

  @Test
  void noMemoIsNotCredited() {
    pay(ALPHA, USD, "100", "");
    assertThat(reasons()).containsExactly(SuspenseReason.NO_MEMO);
    expectNothingCreditedAndAllReturned(ALPHA, USD);
  }

  @Test
  void whatClosesAfterTheAgreementsExpiryIsNotCredited() {
    clock.advance(Duration.ofMinutes(60).plusSeconds(1));
    network.close(clock.instant());
    pay("100");
    assertThat(reasons()).containsExactly(SuspenseReason.AFTER_EXPIRY);
    expectNothingCreditedAndAllReturned(ALPHA, USD);
  }

  @Test
  void whatClosedInTimeIsCreditedHoweverLateItIsSeen() {
    network.pay(ALPHA, beta.account(), USD, "100", MEMO);
    clock.advance(Duration.ofHours(5));
    beta.settleDown();
    assertThat(credited()).containsExactly(Money.of("-100.00", "USD"));
  }

  @Test
  void twoAgreementsWithOneMemoAreNotGuessed() {
    agree(Samples.incoming(2, MEMO));
    pay("100");
    assertThat(reasons()).containsExactly(SuspenseReason.AMBIGUOUS_MEMO);
    expectNothingCreditedAndAllReturned(ALPHA, USD);
  }

  @Test
  void aStrangerWithTheRightMemoUsesUpNothing() {
    LedgerAddress stranger = Samples.address(77);
    pay(stranger, USD, "100", MEMO);
    assertThat(reasons()).containsExactly(SuspenseReason.OTHER_SENDER);
    expectNothingCreditedAndAllReturned(stranger, USD);
    pay("100");
    assertThat(credited()).containsExactly(Money.of("-100.00", "USD"));
  }

  @Test
  void anyPositiveAmountIsCreditedOnceWhenTheBooksDecide() {
    IncomingAgreement a = Samples.incoming(3, Samples.hash(3));
    agree(
        new IncomingAgreement(
            a.uetr(),
            a.memoHash(),
            a.accountId(),
            a.currency(),
            null,
            a.sender(),
            a.debtorName(),
            a.debtorBank(),
            a.endToEndId(),
            a.agreedAt(),
            a.expiresAt()));
    pay(ALPHA, USD, "0.0099999", Samples.hash(3));
    pay(ALPHA, USD, "12.3456789", Samples.hash(3));
    pay(ALPHA, USD, "1", Samples.hash(3));
    assertThat(credited()).containsExactly(Money.of("-12.34", "USD"));
    assertThat(reasons()).containsExactly(SuspenseReason.TOO_LITTLE, SuspenseReason.TWICE);
    assertThat(beta.reconcile().isBalanced()).isTrue();
  }

  @Test
  void fundingByTheAnchorIsOurOwn() {
    pay(USD.issuer(), USD, "5000", "");
    assertThat(beta.suspense()).isEmpty();
    assertThat(credited()).isEmpty();
    assertThat(beta.reconcile().isBalanced()).isTrue();
  }

  @Test
  void whatIsGivenBackToUsIsNotSentToAndFro() {
    network.pay(USD.issuer(), beta.account(), USD, "500", "");
    LedgerAddress stranger = Samples.address(77);
    pay(stranger, USD, "10", "");
    passReturnDelay();
    String ourReturn = network.arrivals(stranger).getFirst().transactionHash();
    pay(stranger, USD, "10", ourReturn);
    assertThat(reasons()).containsExactly(SuspenseReason.RETURNED);
    passReturnDelay();
    passReturnDelay();
    assertThat(reasons()).containsExactly(SuspenseReason.RETURNED);
    assertThat(network.arrivals(stranger)).hasSize(1);
  }

  @Test
  void aReturnThatNeverReachesALedgerIsMadeAgainAndOnce() {
    pay(ALPHA, USD, "100", "");
    clock.advance(FakeBank.RETURN_DELAY.plusSeconds(1));
    beta.settleDown();
    network.lose(hash -> true);
    for (int i = 0; i < 12; i++) {
      clock.advance(Duration.ofSeconds(5));
      if (i < 5) {
        network.lose(hash -> true);
      }
      network.close(clock.instant());
      beta.settleDown();
    }
    assertThat(network.balance(ALPHA, USD)).isZero();
    assertThat(beta.suspense()).isEmpty();
    assertThat(beta.memory().leasedChannels()).isEmpty();
  }

  @Test
  void aReturnThatCannotSucceedWaitsForAPerson() {
    pay(ALPHA, USD, "100", "");
    network.pay(beta.account(), Samples.address(9), USD, "100", "");
    for (int i = 0; i < 20; i++) {
      clock.advance(Duration.ofSeconds(30));
      network.close(clock.instant());
      beta.settleDown();
    }
    assertThat(beta.suspense()).hasSize(1);
    assertThat(beta.suspense().getFirst().tries()).isEqualTo(ReturnStage.RETURN_TRIES_MAX);
    assertThat(beta.suspense().getFirst().returnAt()).isNull();
  }
}
