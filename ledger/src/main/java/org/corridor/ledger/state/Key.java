package org.corridor.ledger.state;

/** The name of an entry in the ledger. */
public sealed interface Key {
  /** Names an account. */
  record OfAccount(AccountId id) implements Key {}

  /** Names a trust line. */
  record OfTrustLine(AccountId owner, LineAsset asset) implements Key {}

  /** Names an offer; the id alone is unique. */
  record OfOffer(AccountId seller, long id) implements Key {}

  /** Names a data entry; the name's bytes are Latin-1 characters. */
  record OfData(AccountId owner, String name) implements Key {}

  /** Names a claimable balance. */
  record OfClaimableBalance(Bytes id) implements Key {}

  /** Names a liquidity pool. */
  record OfPool(Bytes id) implements Key {}
}
