package org.corridor.domain.settlement;

/** Why something that arrived could not be credited. */
public enum SuspenseReason {
  /** More than was agreed, alone or together with earlier parts. */
  TOO_MUCH,
  /** Less than was agreed; completed when further parts make it up in time. */
  TOO_LITTLE,
  /** One of several parts that together are still less than was agreed. */
  PART,
  /** The agreed payment was credited before. */
  TWICE,
  /** Credit in another asset than the account's currency, or of another issuer. */
  OTHER_ASSET,
  /** The network's native asset: it is money in no currency. */
  NATIVE,
  /** The memo is a hash that we agreed to with nobody. */
  OTHER_MEMO,
  /** No memo, or one that is not a hash. */
  NO_MEMO,
  /** The agreement had run out when the ledger closed. */
  AFTER_EXPIRY,
  /** Several agreements of this sender have the memo: nobody can tell whom to credit. */
  AMBIGUOUS_MEMO,
  /** The memo is known, but it came from another account than agreed. */
  OTHER_SENDER,
  /** Somebody gave back what we had sent; never returned again by itself, so nothing circles. */
  RETURNED;

  /** Whether it goes back to its sender by itself after a delay. */
  public boolean isReturnedByRule() {
    return this != RETURNED;
  }

  /** Whether it can still become a part of what was agreed. */
  public boolean isPart() {
    return this == TOO_LITTLE || this == PART;
  }
}
