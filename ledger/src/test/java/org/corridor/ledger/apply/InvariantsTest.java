package org.corridor.ledger.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.corridor.ledger.state.Account;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.Asset;
import org.corridor.ledger.state.Bytes;
import org.corridor.ledger.state.DataItem;
import org.corridor.ledger.state.Entry;
import org.corridor.ledger.state.LedgerState;
import org.corridor.ledger.state.LedgerTransaction;
import org.corridor.ledger.state.LedgerTransaction.Totals;
import org.corridor.ledger.state.Offer;
import org.corridor.ledger.state.Price;
import org.corridor.ledger.state.Stamp;
import org.corridor.ledger.state.TrustLine;
import org.junit.jupiter.api.Test;

/** Each invariant lets a sound change by and stops one that is broken in just its way. */
class InvariantsTest {
  private static final int LEDGER = 5;
  private static final long FUNDS = 1_000;
  private static final Totals TOTALS = new Totals(2 * FUNDS, 0, 0);
  private static final AccountId ALICE = id(1);
  private static final AccountId BOB = id(2);
  private static final AccountId ISSUER = id(3);
  private static final Asset USD = Asset.credit("USD", ISSUER);

  private final LedgerState state = new LedgerState();
  private final Account alice = Account.create(ALICE, FUNDS, 7);
  private final Account bob = Account.create(BOB, FUNDS, 7);
  private final TrustLine line =
      new TrustLine(
          ALICE, USD, 100, 500, TrustLine.AUTHORIZED, TrustLine.Extension.NONE, Stamp.NEW);

  InvariantsTest() {
    state.restore(alice.withSubEntries(1));
    state.restore(bob);
    state.restore(line);
  }

  private static AccountId id(int number) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) number);
    return AccountId.of(key);
  }

  private LedgerTransaction after(Entry... puts) {
    LedgerTransaction work = new LedgerTransaction(state, LEDGER, 1, 0, TOTALS);
    for (Entry entry : puts) {
      work.put(entry);
    }
    return work;
  }

  private static void check(Invariant invariant, LedgerTransaction work) {
    invariant.check(work, work.changes(), TOTALS);
  }

  private void holds(LedgerTransaction work) {
    for (Invariant invariant : Invariant.all()) {
      assertThatCode(() -> check(invariant, work)).doesNotThrowAnyException();
    }
  }

  private static void stops(Class<? extends Invariant> kind, LedgerTransaction work) {
    Invariant invariant =
        Invariant.all().stream().filter(kind::isInstance).findFirst().orElseThrow();
    assertThatThrownBy(() -> check(invariant, work)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void letsASoundPaymentAndANewEntryBy() {
    holds(after(alice.withSubEntries(1).withBalance(900), bob.withBalance(1_100)));
    DataItem item = new DataItem(BOB, "name", Bytes.ofHex("00"), Stamp.NEW);
    holds(after(bob.withSubEntries(1), item));
  }

  @Test
  void stopsLumensFromNowhere() {
    stops(LumensConserved.class, after(bob.withBalance(FUNDS + 1)));
  }

  @Test
  void stopsCreditThatNobodyIssued() {
    stops(CreditsConserved.class, after(line.withBalance(101)));
    LedgerTransaction issued = after(line.withBalance(101));
    issued.issue(USD, 1);
    holds(issued);
    LedgerTransaction tooMuch = after(line.withBalance(101));
    tooMuch.issue(USD, 2);
    stops(CreditsConserved.class, tooMuch);
  }

  @Test
  void forgetsWhatAnIssuerGaveOutInAStepThatIsUndone() {
    LedgerTransaction work = after();
    try (LedgerTransaction.Nested nested = work.nested()) {
      work.put(line.withBalance(150));
      work.issue(USD, 50);
      assertThat(nested.changes()).hasSize(1);
    }
    holds(work);
  }

  @Test
  void stopsBalancesBelowNothingAndAboveTheLimit() {
    stops(BalancesWithinBounds.class, after(bob.withBalance(-1)));
    stops(BalancesWithinBounds.class, after(line.withBalance(501)));
    stops(BalancesWithinBounds.class, after(line.withLiabilities(0, 101)));
    stops(BalancesWithinBounds.class, after(line.withLiabilities(401, 0)));
  }

  @Test
  void stopsASequenceNumberThatFalls() {
    stops(SequencesRise.class, after(bob.withSequence(6)));
    stops(SequencesRise.class, after(Account.create(id(9), 0, 1)));
    holds(after(bob.withSequence(8)));
  }

  @Test
  void stopsMiscountedSponsorships() {
    stops(SponsorshipsCounted.class, after(bob.withSponsorship(0, 1)));
    stops(SponsorshipsCounted.class, after(bob.withSponsorship(1, 0)));
    TrustLine sponsored = line.withStamp(new Stamp(LEDGER, true, BOB));
    stops(SponsorshipsCounted.class, after(sponsored));
    holds(
        after(sponsored, bob.withSponsorship(0, 1), alice.withSubEntries(1).withSponsorship(1, 0)));
  }

  @Test
  void stopsMiscountedSubEntries() {
    stops(SubEntriesCounted.class, after(bob.withSubEntries(1)));
  }

  @Test
  void stopsCommitmentsWithoutAnOffer() {
    stops(LiabilitiesMatchOffers.class, after(bob.withLiabilities(0, 1)));
    Offer offer = new Offer(BOB, 1, Asset.lumens(), USD, 10, new Price(1, 1), false, Stamp.NEW);
    stops(LiabilitiesMatchOffers.class, after(offer));
  }

  @Test
  void stopsACrossedBook() {
    Offer ask = new Offer(ALICE, 1, USD, Asset.lumens(), 10, new Price(1, 1), false, Stamp.NEW);
    Offer bid = new Offer(BOB, 2, Asset.lumens(), USD, 10, new Price(1, 2), false, Stamp.NEW);
    stops(BookNotCrossed.class, after(ask, bid));
  }
}
