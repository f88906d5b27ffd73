package org.corridor.ledger;

import java.util.List;
import org.corridor.ledger.proof.CloseCommitment;
import org.corridor.ledger.state.Bytes;
import org.stellar.sdk.xdr.LedgerHeader;

/**
 * All that a close did.
 *
 * @param hash SHA-256 of the header
 * @param commitment what stands behind the header's state hash
 * @param applied the transactions in the order in which they were applied
 * @param entries the final state of every entry that the close touched
 */
public record ClosedLedger(
    LedgerHeader header,
    Bytes hash,
    CloseCommitment commitment,
    List<AppliedTransaction> applied,
    List<EntryChange> entries) {
  /** Holds the lists in immutable form. */
  public ClosedLedger {
    applied = List.copyOf(applied);
    entries = List.copyOf(entries);
  }
}
