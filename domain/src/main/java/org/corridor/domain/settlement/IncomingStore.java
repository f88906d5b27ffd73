package org.corridor.domain.settlement;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.corridor.domain.money.Money;
import org.corridor.domain.payment.Uetr;
import org.corridor.domain.settlement.SettlementLedger.Arrival;
import org.jspecify.annotations.Nullable;

/**
 * Port: the receiving side's agreements, arrivals and suspense. Every method is called inside a
 * {@link org.corridor.domain.UnitOfWork}. An arrival is open until it is exactly one of credited,
 * funding or in suspense; what is in suspense may later be credited (as a part) or returned.
 */
public interface IncomingStore {
  /** Most rows taken at once. */
  int BATCH_MAX = 256;

  /**
   * Keeps an agreement; one whose UETR is known already is left as it is, except that a later
   * expiry of an agreement with the same memo extends it.
   *
   * @return what is kept
   */
  IncomingAgreement recordAgreement(IncomingAgreement agreement);

  /**
   * As {@link #recordAgreement}, for many, no two about one payment.
   *
   * @return what is kept, in the same order
   */
  default List<IncomingAgreement> recordAgreements(List<IncomingAgreement> agreements) {
    return agreements.stream().map(this::recordAgreement).toList();
  }

  /** The agreement about a payment; empty when there is none. */
  Optional<IncomingAgreement> agreement(Uetr uetr);

  /**
   * All agreements with any of these memos, expired and credited ones too; held until the unit of
   * work ends.
   */
  List<Standing> takeAgreements(Collection<String> memoHashes);

  /**
   * Keeps arrivals, open; one whose id is known already is left as it is.
   *
   * @return how many were new
   */
  int recordArrivals(List<Arrival> arrivals);

  /** Takes open arrivals in the order in which they were recorded, skipping held ones. */
  List<Arrival> takeArrivals(int max);

  /** Writes credits; their arrivals are open or in suspense without a return under way. */
  void credited(List<Credit> credits);

  /** Writes that open arrivals are our own funding, to be credited to nobody. */
  void funded(List<String> arrivalIds, Instant at);

  /** Writes that open arrivals match nothing. */
  void toSuspense(List<Suspended> items);

  /**
   * Takes what lies in suspense for these payments as {@linkplain SuspenseReason#isPart() parts},
   * without a return under way, in the order of arrival ids.
   */
  List<Suspended> takeParts(Collection<Uetr> payments);

  /**
   * What lies in suspense now, with and without a return under way, ordered by arrival id as text.
   *
   * @param afterArrivalId the last id of the page before; empty for the first page
   * @param max at most {@value #BATCH_MAX}
   */
  List<Suspended> suspense(String afterArrivalId, int max);

  /**
   * Sets when an item in suspense without a return under way goes back to its sender: an officer's
   * decision.
   *
   * @param when null for never by itself
   * @return whether there was such an item
   */
  boolean returnAt(String arrivalId, @Nullable Instant when);

  /** Takes items whose return is due and not under way, oldest first, skipping held ones. */
  List<Suspended> takeReturnsDue(Instant now, int max);

  /** Writes the signed bytes of returns: they are under way. */
  void returnSigned(List<ReturnUnderWay> returns);

  /** Takes returns under way whose next look is due, skipping held ones. */
  List<ReturnUnderWay> takeReturnsUnderWay(Instant now, int max);

  /** Looks at a return again later. */
  void returnLater(ReturnUnderWay underWay, Instant notBefore);

  /** Writes that the ledger applied a return: the item has left suspense. */
  void returned(ReturnUnderWay underWay, Instant at);

  /**
   * Writes that a return can never apply or failed: the item lies in suspense again, with one try
   * more.
   *
   * @param returnAt when to try again; null when a person must look
   */
  void returnFailed(ReturnUnderWay underWay, @Nullable Instant returnAt);

  /** Whether a transaction is a return that we made. */
  boolean isOurReturn(String transactionHash);

  /**
   * An agreement and what became of it.
   *
   * @param creditedAt when its payment was credited; null when it was not
   */
  record Standing(IncomingAgreement agreement, @Nullable Instant creditedAt) {}

  /**
   * A beneficiary's account was credited.
   *
   * @param uetr the agreement
   * @param arrivalIds one, or the parts that made it up
   * @param amount what was credited
   * @param at when
   */
  record Credit(Uetr uetr, List<String> arrivalIds, Money amount, Instant at) {
    /** Copies the list. */
    public Credit {
      arrivalIds = List.copyOf(arrivalIds);
    }
  }

  /**
   * Something in suspense.
   *
   * @param arrival what arrived
   * @param reason why it is here
   * @param uetr the payment that it seems to belong to; null when nobody can tell
   * @param since when it came here
   * @param returnAt when it goes back; null when a person must decide
   * @param tries how many returns failed
   */
  record Suspended(
      Arrival arrival,
      SuspenseReason reason,
      @Nullable Uetr uetr,
      Instant since,
      @Nullable Instant returnAt,
      int tries) {}

  /**
   * A return whose bytes are stored.
   *
   * @param item what goes back
   * @param transaction the bytes; only these may be submitted
   */
  record ReturnUnderWay(Suspended item, SignedTransaction transaction) {}
}
