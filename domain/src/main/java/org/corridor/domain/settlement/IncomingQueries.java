package org.corridor.domain.settlement;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.corridor.domain.money.Money;
import org.corridor.domain.payment.Uetr;
import org.corridor.domain.payment.query.PaymentQueries.Page;
import org.corridor.domain.settlement.SettlementLedger.Arrival;
import org.jspecify.annotations.Nullable;

/**
 * Port: questions about what arrives on our account on the ledger. May be asked inside and outside
 * of a unit of work; holds nothing. Answers hold personal data: who shows them masks it.
 */
public interface IncomingQueries {
  /** Most rows of a page. */
  int PAGE_MAX = 200;

  /** Most arrivals told about one payment. */
  int ARRIVALS_MAX = 100;

  /**
   * What arrived, newest first.
   *
   * @param after {@link Page#next} of the page before; null for the first page
   * @param max at most {@value #PAGE_MAX}
   */
  Page<Arrived> arrived(@Nullable String after, int max);

  /** What we agreed to about a payment and what arrived for it; empty when we agreed to nothing. */
  Optional<Expected> expected(Uetr uetr);

  /** How many arrivals lie in suspense now. */
  long inSuspense();

  /** What became of an arrival. */
  enum Fate {
    /** Nobody has looked at it yet. */
    OPEN,
    /** Credited to whom we had agreed to credit it. */
    CREDITED,
    /** Our own funding. */
    FUNDING,
    /** In suspense. */
    SUSPENSE,
    /** Sent back to where it came from. */
    RETURNED
  }

  /**
   * Something that arrived.
   *
   * @param arrival what the ledger says
   * @param fate what became of it
   * @param decidedAt when that was decided; null before
   * @param reason why it is or was in suspense; null when it never was
   * @param returnAt when it goes back by itself; null when it does not
   * @param agreement what it was credited or seems to belong to; null when nobody can tell
   */
  record Arrived(
      Arrival arrival,
      Fate fate,
      @Nullable Instant decidedAt,
      @Nullable SuspenseReason reason,
      @Nullable Instant returnAt,
      @Nullable IncomingAgreement agreement) {}

  /**
   * A payment that we agreed to receive.
   *
   * @param credited what was credited; null before
   * @param creditedAt when; null before
   * @param arrivals what arrived for it, oldest first
   */
  record Expected(
      IncomingAgreement agreement,
      @Nullable Money credited,
      @Nullable Instant creditedAt,
      List<Arrived> arrivals) {
    /** Copies the list. */
    public Expected {
      arrivals = List.copyOf(arrivals);
    }
  }
}
