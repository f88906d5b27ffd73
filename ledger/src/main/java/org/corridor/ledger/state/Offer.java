package org.corridor.ledger.state;

/**
 * A resting offer.
 *
 * @param amount how much is for sale, in stroops
 * @param price units bought per unit sold
 * @param passive whether it lets offers at its own price stand
 */
public record Offer(
    AccountId seller,
    long id,
    Asset selling,
    Asset buying,
    long amount,
    Price price,
    boolean passive,
    Stamp stamp)
    implements Entry {
  @Override
  public Key.OfOffer key() {
    return new Key.OfOffer(seller, id);
  }

  /** Returns the two assets whose book holds the offer. */
  public Pair pair() {
    return new Pair(selling, buying);
  }

  /** Returns the offer as results of operations show it. */
  public org.stellar.sdk.xdr.OfferEntry toOfferEntry() {
    return EntryXdr.offer(this);
  }

  @Override
  public Offer withStamp(Stamp newStamp) {
    return new Offer(seller, id, selling, buying, amount, price, passive, newStamp);
  }

  /** Returns the offer with another amount. */
  public Offer withAmount(long newAmount) {
    return new Offer(seller, id, selling, buying, newAmount, price, passive, stamp);
  }
}
