/** Horizon's HTTP interface to the running ledger. */
@NullMarked
package org.corridor.ledger.horizon;

import org.jspecify.annotations.NullMarked;
