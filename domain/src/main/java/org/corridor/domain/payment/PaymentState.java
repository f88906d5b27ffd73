package org.corridor.domain.payment;

import java.time.Instant;
import org.corridor.domain.compliance.Agreement;
import org.corridor.domain.compliance.ScreeningDecision;
import org.corridor.domain.party.Beneficiary;
import org.corridor.domain.settlement.Delivery;
import org.corridor.domain.settlement.Quote;
import org.corridor.domain.settlement.SignedTransaction;
import org.jspecify.annotations.Nullable;

/**
 * Where an outgoing payment stands, and what is known there. Each state holds the one that it came
 * from, so that a state cannot exist without what led to it: a {@link Submitted} has signed bytes,
 * a {@link Received} cannot.
 *
 * <pre>
 * Received -> Resolved -> Cleared -> Agreed -> Quoted -> Signed -> Submitted -> Settled
 *                 \-> Held -/          ^ \-> AwaitingApproval -/        |
 *                       \              \------- requote ---------------/
 *                        \-> Rejected (from every state before Settled, if nothing moved)
 * </pre>
 */
public sealed interface PaymentState {
  /** The state's name as it is stored, shown and measured: its class's simple name. */
  default String name() {
    return getClass().getSimpleName();
  }

  /** Whether nothing more will happen and the sender can have his final answer. */
  default boolean isFinal() {
    return this instanceof Settled || this instanceof Rejected;
  }

  /** Accepted, archived and booked; nothing else is known. */
  record Received() implements PaymentState {}

  /** The beneficiary's account is found. */
  record Resolved(Beneficiary beneficiary) implements PaymentState {}

  /**
   * An officer must decide; a case is open.
   *
   * @param before what was known
   * @param decision why it is held
   */
  record Held(Resolved before, ScreeningDecision.Held decision) implements PaymentState {}

  /**
   * Screening found nothing, or officers released it.
   *
   * @param before what was known
   * @param decision the list's version, the score, and who released it when a person did
   */
  record Cleared(Resolved before, ScreeningDecision.Cleared decision) implements PaymentState {}

  /**
   * The receiving bank agreed to this payment; its answer binds the memo.
   *
   * @param attempts how many quotes were used up before: bounded by the quote stage
   * @param approvedBy who approved the payment at an earlier quote; null when nobody did
   */
  record Agreed(Cleared before, Agreement agreement, int attempts, @Nullable String approvedBy)
      implements PaymentState {
    /** Agreed now, with no quote used up and no approval. */
    public Agreed(Cleared before, Agreement agreement) {
      this(before, agreement, 0, null);
    }
  }

  /** Above the limit for one person: another must approve. */
  record AwaitingApproval(Agreed before, Quote quote, Charges charges) implements PaymentState {}

  /**
   * A price and a way are known until they expire.
   *
   * @param approvedBy who approved it; null when no approval was needed
   */
  record Quoted(Agreed before, Quote quote, Charges charges, @Nullable String approvedBy)
      implements PaymentState {}

  /** The transaction is signed and its bytes are stored; only these bytes may be submitted. */
  record Signed(Quoted before, SignedTransaction transaction) implements PaymentState {}

  /** The ledger has the bytes; it will apply them or they expire. */
  record Submitted(Signed before, Instant at) implements PaymentState {}

  /** The ledger's own result says what was delivered. */
  record Settled(Submitted before, Delivery delivery) implements PaymentState {}

  /** It will not be made; what was booked is booked back. */
  record Rejected(Rejection rejection) implements PaymentState {}
}
