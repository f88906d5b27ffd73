package org.corridor.ledger.state;

/** A price as a fraction of two positive 32-bit numbers: units bought per unit sold. */
public record Price(int n, int d) implements Comparable<Price> {
  /** The price of one for one. */
  public static final Price ONE = new Price(1, 1);

  /** Returns the price of an XDR price, positive or not. */
  public static Price of(org.stellar.sdk.xdr.Price xdr) {
    return new Price(xdr.getN().getInt32(), xdr.getD().getInt32());
  }

  /** Returns the price seen from the other side. */
  public Price inverse() {
    return new Price(d, n);
  }

  /** Returns the price as XDR. */
  public org.stellar.sdk.xdr.Price toXdr() {
    org.stellar.sdk.xdr.Price xdr = new org.stellar.sdk.xdr.Price();
    xdr.setN(new org.stellar.sdk.xdr.Int32(n));
    xdr.setD(new org.stellar.sdk.xdr.Int32(d));
    return xdr;
  }

  /** Compares by value, so that 1/2 and 2/4 are neither greater nor smaller. */
  @Override
  public int compareTo(Price other) {
    return Long.compare((long) n * other.d, (long) other.n * d);
  }

  @Override
  public String toString() {
    return n + "/" + d;
  }
}
