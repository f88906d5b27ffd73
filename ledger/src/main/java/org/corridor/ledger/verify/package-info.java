/** Walks a stored ledger and says whether it is what its transactions lead to. */
@NullMarked
package org.corridor.ledger.verify;

import org.jspecify.annotations.NullMarked;
