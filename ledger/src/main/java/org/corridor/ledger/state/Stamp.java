package org.corridor.ledger.state;

import org.jspecify.annotations.Nullable;

/**
 * What every entry carries.
 *
 * @param lastModified the ledger that touched the entry last
 * @param extended whether the entry's extension exists; once there, it stays, which shows in XDR
 * @param sponsor who carries the entry's reserve, null for its owner
 */
public record Stamp(int lastModified, boolean extended, @Nullable AccountId sponsor) {
  /** A new entry without a sponsor. */
  public static final Stamp NEW = new Stamp(0, false, null);

  /** Returns a stamp that says the entry was touched in this ledger. */
  public Stamp at(int ledger) {
    return ledger == lastModified ? this : new Stamp(ledger, extended, sponsor);
  }

  /** Returns a stamp with another sponsor. */
  public Stamp sponsoredBy(@Nullable AccountId newSponsor) {
    return new Stamp(lastModified, true, newSponsor);
  }
}
