/** Amounts of money and of ledger credit: exact, with their currency, never rounded in silence. */
@NullMarked
package org.corridor.domain.money;

import org.jspecify.annotations.NullMarked;
