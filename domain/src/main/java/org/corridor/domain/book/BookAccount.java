package org.corridor.domain.book;

import java.util.Currency;

/**
 * An account of the bank's own books.
 *
 * @param kind what it is for
 * @param owner whose it is: a BIC, an opaque account id, an asset issuer, or the kind's own name
 * @param currency its currency
 */
public record BookAccount(Kind kind, String owner, Currency currency) {
  /** The kinds of accounts. */
  public enum Kind {
    /** Ours with others: credit that we hold on the ledger. An asset. */
    NOSTRO,
    /** Theirs with us: what correspondents have with us. A liability. */
    VOSTRO,
    /** What customers have with us. A liability. */
    CUSTOMER,
    /** Accepted and neither settled nor given back. A liability. */
    IN_FLIGHT,
    /** Arrived and matched with nothing. A liability. */
    SUSPENSE,
    /** What we earned. */
    FEE,
    /** What conversion left us with, per currency. */
    POSITION
  }

  /** The stored form: {@code KIND/owner/CUR}. */
  @Override
  public String toString() {
    return kind + "/" + owner + "/" + currency.getCurrencyCode();
  }
}
