/** Settles and prices on any ledger that speaks Horizon's HTTP interface. */
@NullMarked
package org.corridor.adapters.settlement;

import org.jspecify.annotations.NullMarked;
