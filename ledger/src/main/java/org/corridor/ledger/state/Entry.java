package org.corridor.ledger.state;

import org.jspecify.annotations.Nullable;
import org.stellar.sdk.xdr.LedgerEntry;

/** An immutable entry of the ledger. */
public sealed interface Entry
    permits Account, TrustLine, Offer, DataItem, ClaimableBalance, LiquidityPool {
  /** Returns the entry's name. */
  Key key();

  /** Returns what every entry carries. */
  Stamp stamp();

  /** Returns the same entry with another stamp. */
  Entry withStamp(Stamp stamp);

  /** Returns the ledger that touched the entry last. */
  default int lastModified() {
    return stamp().lastModified();
  }

  /** Returns who carries the entry's reserve, null for its owner. */
  default @Nullable AccountId sponsor() {
    return stamp().sponsor();
  }

  /** Returns the entry as XDR. */
  default LedgerEntry toXdr() {
    return EntryXdr.encode(this);
  }

  /** Returns the entry of an XDR ledger entry; throws IllegalArgumentException on other types. */
  static Entry of(LedgerEntry xdr) {
    return EntryXdr.decode(xdr);
  }
}
