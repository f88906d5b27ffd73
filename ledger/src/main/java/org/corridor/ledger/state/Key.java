package org.corridor.ledger.state;

import org.jspecify.annotations.Nullable;

/** The name of an entry in the ledger. */
public sealed interface Key {
  /** Names an account. */
  record OfAccount(AccountId id) implements Key {
    // Written out: a record's own methods go through method handles, and every look-up asks them.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof OfAccount that && id.equals(that.id);
    }

    @Override
    public int hashCode() {
      return id.hashCode();
    }
  }

  /** Names a trust line. */
  record OfTrustLine(AccountId owner, LineAsset asset) implements Key {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof OfTrustLine that
          && owner.equals(that.owner)
          && asset.equals(that.asset);
    }

    @Override
    public int hashCode() {
      return 31 * owner.hashCode() + asset.hashCode();
    }
  }

  /** Names an offer; the id alone is unique. */
  record OfOffer(AccountId seller, long id) implements Key {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof OfOffer that && id == that.id && seller.equals(that.seller);
    }

    @Override
    public int hashCode() {
      return 31 * seller.hashCode() + Long.hashCode(id);
    }
  }

  /** Names a data entry; the name's bytes are Latin-1 characters. */
  record OfData(AccountId owner, String name) implements Key {}

  /** Names a claimable balance. */
  record OfClaimableBalance(Bytes id) implements Key {}

  /** Names a liquidity pool. */
  record OfPool(Bytes id) implements Key {}
}
