/** The ledger on disk: entries, headers, transactions and history indexes in one RocksDB. */
@NullMarked
package org.corridor.ledger.store;

import org.jspecify.annotations.NullMarked;
