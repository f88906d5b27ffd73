package org.corridor.domain.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.corridor.domain.money.LedgerAmount;
import org.corridor.domain.money.Money;
import org.corridor.domain.settlement.IncomingAgreement;
import org.corridor.domain.settlement.IncomingStore.Credit;
import org.corridor.domain.settlement.IncomingStore.ReturnUnderWay;
import org.corridor.domain.settlement.IncomingStore.Standing;
import org.corridor.domain.settlement.IncomingStore.Suspended;
import org.corridor.domain.settlement.LedgerTotals;
import org.corridor.domain.settlement.SettlementLedger.Arrival;
import org.corridor.domain.settlement.SuspenseReason;
import org.junit.jupiter.api.Test;

/** What every store of the receiving side must do. */
public interface IncomingStoreContract {
  /** Empty stores, fresh for each test. */
  Stores stores();

  private static Suspended suspended(Arrival arrival, SuspenseReason reason, int payment) {
    return new Suspended(
        arrival, reason, Samples.uetr(payment), Samples.NOON, Samples.NOON.plusSeconds(60), 0);
  }

  private static void record(Stores s, Arrival... arrivals) {
    s.work().run(() -> s.incoming().recordArrivals(List.of(arrivals)));
  }

  private static void suspend(Stores s, Suspended... items) {
    for (Suspended item : items) {
      record(s, item.arrival());
    }
    s.work().run(() -> s.incoming().toSuspense(List.of(items)));
  }

  private static List<Arrival> open(Stores s) {
    return s.work().in(() -> s.incoming().takeArrivals(10));
  }

  private static List<Suspended> due(Stores s, Instant now) {
    return s.work().in(() -> s.incoming().takeReturnsDue(now, 10));
  }

  private static List<ReturnUnderWay> underWay(Stores s, Instant now) {
    return s.work().in(() -> s.incoming().takeReturnsUnderWay(now, 10));
  }

  private static ReturnUnderWay sign(Stores s, Suspended item) {
    ReturnUnderWay underWay = new ReturnUnderWay(item, Samples.signedTransaction(5 + item.tries()));
    s.work().run(() -> s.incoming().returnSigned(List.of(underWay)));
    return underWay;
  }

  @Test
  default void keepsAnAgreementOnceAndExtendsItsExpiryOnly() {
    Stores s = stores();
    IncomingAgreement first = Samples.incoming(1, Samples.hash(1));
    assertThat(s.work().in(() -> s.incoming().recordAgreement(first))).isEqualTo(first);
    IncomingAgreement later =
        new IncomingAgreement(
            first.uetr(),
            first.memoHash(),
            "another-account",
            first.currency(),
            null,
            first.sender(),
            first.debtorName(),
            first.debtorBank(),
            first.endToEndId(),
            first.agreedAt(),
            first.expiresAt().plusSeconds(60));
    IncomingAgreement kept = s.work().in(() -> s.incoming().recordAgreement(later));
    assertThat(kept.accountId()).isEqualTo(first.accountId());
    assertThat(kept.expected()).isEqualTo(first.expected());
    assertThat(kept.expiresAt()).isEqualTo(later.expiresAt());
    assertThat(s.work().in(() -> s.incoming().agreement(first.uetr()))).contains(kept);
    assertThat(s.work().in(() -> s.incoming().recordAgreement(first)).expiresAt())
        .isEqualTo(later.expiresAt());
    assertThat(s.work().in(() -> s.incoming().agreement(Samples.uetr(2)))).isEmpty();
  }

  @Test
  default void keepsAnAgreementWithoutAnExpectedAmount() {
    Stores s = stores();
    IncomingAgreement a = Samples.incoming(1, Samples.hash(1));
    IncomingAgreement any =
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
            a.expiresAt());
    s.work().run(() -> s.incoming().recordAgreement(any));
    assertThat(s.work().in(() -> s.incoming().agreement(a.uetr()))).contains(any);
  }

  @Test
  default void findsAllAgreementsWithAMemo() {
    Stores s = stores();
    s.work()
        .run(
            () -> {
              s.incoming().recordAgreement(Samples.incoming(1, Samples.hash(1)));
              s.incoming().recordAgreement(Samples.incoming(2, Samples.hash(1)));
              s.incoming().recordAgreement(Samples.incoming(3, Samples.hash(3)));
            });
    assertThat(s.work().in(() -> s.incoming().takeAgreements(List.of(Samples.hash(1)))))
        .extracting(st -> st.agreement().uetr())
        .containsExactlyInAnyOrder(Samples.uetr(1), Samples.uetr(2));
    assertThat(
            s.work()
                .in(() -> s.incoming().takeAgreements(List.of(Samples.hash(3), Samples.hash(4)))))
        .containsExactly(new Standing(Samples.incoming(3, Samples.hash(3)), null));
    assertThat(s.work().in(() -> s.incoming().takeAgreements(List.of()))).isEmpty();
  }

  @Test
  default void recordsAnArrivalOnce() {
    Stores s = stores();
    Arrival arrival = Samples.arrival(1, Samples.hash(1), "100");
    assertThat(s.work().<Integer>in(() -> s.incoming().recordArrivals(List.of(arrival))))
        .isEqualTo(1);
    assertThat(
            s.work()
                .<Integer>in(
                    () ->
                        s.incoming()
                            .recordArrivals(List.of(arrival, Samples.arrival(2, "", "0.0000001")))))
        .isEqualTo(1);
    assertThat(open(s)).containsExactly(arrival, Samples.arrival(2, "", "0.0000001"));
  }

  @Test
  default void creditsOnceAndClosesTheArrival() {
    Stores s = stores();
    s.work().run(() -> s.incoming().recordAgreement(Samples.incoming(1, Samples.hash(1))));
    record(s, Samples.arrival(1, Samples.hash(1), "100"));
    Credit credit =
        new Credit(
            Samples.uetr(1),
            List.of(Samples.arrival(1, "", "100").id()),
            Money.of("100.00", "USD"),
            Samples.NOON.plusSeconds(12));
    s.work().run(() -> s.incoming().credited(List.of(credit)));
    assertThat(open(s)).isEmpty();
    assertThat(s.work().in(() -> s.incoming().takeAgreements(List.of(Samples.hash(1)))))
        .extracting(Standing::creditedAt)
        .containsExactly(Samples.NOON.plusSeconds(12));
    record(s, Samples.arrival(1, Samples.hash(1), "100"));
    assertThat(open(s)).isEmpty();
  }

  @Test
  default void closesFundingWithoutCredit() {
    Stores s = stores();
    record(s, Samples.arrival(1, "", "5000"));
    s.work()
        .run(() -> s.incoming().funded(List.of(Samples.arrival(1, "", "1").id()), Samples.NOON));
    assertThat(open(s)).isEmpty();
    assertThat(s.work().in(() -> s.incoming().suspense("", 10))).isEmpty();
  }

  @Test
  default void showsSuspensePageByPage() {
    Stores s = stores();
    Suspended one = suspended(Samples.arrival(1, "", "1"), SuspenseReason.NO_MEMO, 1);
    Suspended two = suspended(Samples.arrival(2, "", "2"), SuspenseReason.OTHER_MEMO, 2);
    Suspended three =
        new Suspended(
            Samples.arrival(3, "", "3"), SuspenseReason.NATIVE, null, Samples.NOON, null, 0);
    suspend(s, one, two, three);
    assertThat(open(s)).isEmpty();
    assertThat(s.work().in(() -> s.incoming().suspense("", 2))).containsExactly(one, two);
    assertThat(s.work().in(() -> s.incoming().suspense(two.arrival().id(), 2)))
        .containsExactly(three);
  }

  @Test
  default void findsPartsOfAPaymentAndCreditsThemWithTheLast() {
    Stores s = stores();
    s.work().run(() -> s.incoming().recordAgreement(Samples.incoming(1, Samples.hash(1))));
    Suspended little =
        suspended(Samples.arrival(1, Samples.hash(1), "40"), SuspenseReason.TOO_LITTLE, 1);
    Suspended part = suspended(Samples.arrival(2, Samples.hash(1), "20"), SuspenseReason.PART, 1);
    Suspended much =
        suspended(Samples.arrival(3, Samples.hash(1), "900"), SuspenseReason.TOO_MUCH, 1);
    Suspended other = suspended(Samples.arrival(4, Samples.hash(2), "1"), SuspenseReason.PART, 2);
    suspend(s, little, part, much, other);
    assertThat(s.work().in(() -> s.incoming().takeParts(List.of(Samples.uetr(1)))))
        .containsExactly(little, part);
    record(s, Samples.arrival(5, Samples.hash(1), "40"));
    s.work()
        .run(
            () ->
                s.incoming()
                    .credited(
                        List.of(
                            new Credit(
                                Samples.uetr(1),
                                List.of(
                                    little.arrival().id(),
                                    part.arrival().id(),
                                    Samples.arrival(5, "", "40").id()),
                                Money.of("100.00", "USD"),
                                Samples.NOON))));
    assertThat(open(s)).isEmpty();
    assertThat(s.work().in(() -> s.incoming().suspense("", 10))).containsExactly(much, other);
  }

  @Test
  default void givesReturnsWhenTheyAreDueAndNotUnderWay() {
    Stores s = stores();
    Suspended item = suspended(Samples.arrival(1, "", "1"), SuspenseReason.NO_MEMO, 1);
    suspend(s, item);
    assertThat(due(s, Samples.NOON.plusSeconds(59))).isEmpty();
    assertThat(due(s, Samples.NOON.plusSeconds(60))).containsExactly(item);
    ReturnUnderWay underWay = sign(s, item);
    assertThat(due(s, Samples.NOON.plusSeconds(61))).isEmpty();
    assertThat(underWay(s, Samples.NOON.plusSeconds(61))).containsExactly(underWay);
    assertThat(s.work().in(() -> s.incoming().suspense("", 10))).containsExactly(item);
    s.work().run(() -> s.incoming().returnLater(underWay, Samples.NOON.plusSeconds(90)));
    assertThat(underWay(s, Samples.NOON.plusSeconds(89))).isEmpty();
    assertThat(underWay(s, Samples.NOON.plusSeconds(90))).containsExactly(underWay);
  }

  @Test
  default void leavesSuspenseWhenTheReturnIsApplied() {
    Stores s = stores();
    Suspended item = suspended(Samples.arrival(1, "", "1"), SuspenseReason.NO_MEMO, 1);
    suspend(s, item);
    ReturnUnderWay underWay = sign(s, item);
    s.work().run(() -> s.incoming().returned(underWay, Samples.NOON.plusSeconds(99)));
    assertThat(s.work().in(() -> s.incoming().suspense("", 10))).isEmpty();
    assertThat(due(s, Samples.NOON.plusSeconds(999))).isEmpty();
    assertThat(underWay(s, Samples.NOON.plusSeconds(999))).isEmpty();
    assertThat(s.work().<Boolean>in(() -> s.incoming().isOurReturn(underWay.transaction().hash())))
        .isTrue();
    assertThat(s.work().<Boolean>in(() -> s.incoming().isOurReturn(Samples.hash(77)))).isFalse();
  }

  @Test
  default void triesAFailedReturnAgainAndCountsIt() {
    Stores s = stores();
    Suspended item = suspended(Samples.arrival(1, "", "1"), SuspenseReason.NO_MEMO, 1);
    suspend(s, item);
    ReturnUnderWay underWay = sign(s, item);
    s.work().run(() -> s.incoming().returnFailed(underWay, Samples.NOON.plusSeconds(200)));
    assertThat(underWay(s, Samples.NOON.plusSeconds(199))).isEmpty();
    assertThat(due(s, Samples.NOON.plusSeconds(199))).isEmpty();
    List<Suspended> again = due(s, Samples.NOON.plusSeconds(200));
    assertThat(again).extracting(Suspended::tries).containsExactly(1);
    ReturnUnderWay second = sign(s, again.getFirst());
    s.work().run(() -> s.incoming().returnFailed(second, null));
    assertThat(due(s, Samples.NOON.plusSeconds(99_999))).isEmpty();
    assertThat(s.work().in(() -> s.incoming().suspense("", 10)))
        .extracting(Suspended::tries)
        .containsExactly(2);
  }

  @Test
  default void letsAnOfficerSetTheTimeOfAReturn() {
    Stores s = stores();
    Suspended item = suspended(Samples.arrival(1, "", "1"), SuspenseReason.NO_MEMO, 1);
    suspend(s, item);
    String id = item.arrival().id();
    assertThat(s.work().<Boolean>in(() -> s.incoming().returnAt(id, null))).isTrue();
    assertThat(due(s, Samples.NOON.plusSeconds(999))).isEmpty();
    assertThat(s.work().<Boolean>in(() -> s.incoming().returnAt(id, Samples.NOON))).isTrue();
    List<Suspended> due = due(s, Samples.NOON);
    assertThat(due).hasSize(1);
    sign(s, due.getFirst());
    assertThat(s.work().<Boolean>in(() -> s.incoming().returnAt(id, Samples.NOON))).isFalse();
    assertThat(s.work().<Boolean>in(() -> s.incoming().returnAt("none", Samples.NOON))).isFalse();
  }

  @Test
  default void totalsWhatArrivedAndWasReturnedExactly() {
    Stores s = stores();
    record(s, Samples.arrival(1, "", "10.0000001"));
    Suspended item = suspended(Samples.arrival(2, "", "2.5"), SuspenseReason.NO_MEMO, 2);
    suspend(s, item);
    ReturnUnderWay underWay = sign(s, item);
    s.work().run(() -> s.incoming().returned(underWay, Samples.NOON));
    assertThat(s.work().in(() -> s.totals().totals()))
        .containsExactly(
            new LedgerTotals.Total(
                Samples.asset("USD"),
                LedgerAmount.parse("12.5000001"),
                LedgerAmount.ZERO,
                LedgerAmount.parse("2.5"),
                3));
  }

  @Test
  default void doesNotShowMoreThanAsked() {
    Stores s = stores();
    record(
        s, Samples.arrival(1, "", "1"), Samples.arrival(2, "", "1"), Samples.arrival(3, "", "1"));
    assertThat(s.work().in(() -> s.incoming().takeArrivals(2))).hasSize(2);
  }
}
