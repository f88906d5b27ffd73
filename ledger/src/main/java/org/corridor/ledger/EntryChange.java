package org.corridor.ledger;

import org.jspecify.annotations.Nullable;

/**
 * How a close left an entry, in XDR: encoded once, then hashed and stored.
 *
 * @param key its LedgerKey
 * @param after its LedgerEntry after the close, null when it is gone
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere; copied by nobody who changes it
public record EntryChange(byte[] key, byte @Nullable [] after) {}
