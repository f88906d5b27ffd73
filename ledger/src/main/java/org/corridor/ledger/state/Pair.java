package org.corridor.ledger.state;

/** One side of a market: what its offers sell and what they buy. */
public record Pair(Asset selling, Asset buying) {
  /** Returns the side that trades against this one. */
  public Pair opposite() {
    return new Pair(buying, selling);
  }
}
