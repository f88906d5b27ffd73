/** Proofs that a transaction is in a closed ledger, for whoever has no more than its header. */
@NullMarked
package org.corridor.ledger.proof;

import org.jspecify.annotations.NullMarked;
