package org.corridor.ledger;

import org.jspecify.annotations.Nullable;
import org.stellar.sdk.xdr.LedgerEntry;
import org.stellar.sdk.xdr.LedgerKey;

/**
 * How a close left an entry.
 *
 * @param after the entry after the close, null when it is gone
 */
public record EntryChange(LedgerKey key, @Nullable LedgerEntry after) {}
