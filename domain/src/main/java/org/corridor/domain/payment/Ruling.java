package org.corridor.domain.payment;

/** What became of a person's decision about a payment. */
public sealed interface Ruling {
  /** It stands. */
  record Done(PaymentState state) implements Ruling {}

  /** It was not taken; nothing changed. */
  record Refused(Reason reason) implements Ruling {}

  /** Why a decision is not taken. */
  enum Reason {
    /** There is no such payment. */
    UNKNOWN,
    /** The payment does not wait for this decision, or no longer. */
    NOT_WAITING,
    /** Who entered a payment may not decide on it. */
    OWN_PAYMENT,
    /** Two different persons are needed. */
    SAME_PERSON
  }
}
