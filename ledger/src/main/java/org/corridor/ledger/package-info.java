/** The embedded Stellar-protocol ledger: deterministic, durable, without Spring. */
@NullMarked
package org.corridor.ledger;

import org.jspecify.annotations.NullMarked;
