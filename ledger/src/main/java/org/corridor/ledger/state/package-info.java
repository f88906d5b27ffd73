/** The ledger's entries as immutable values, nested transactions over them, and the order books. */
@NullMarked
package org.corridor.ledger.state;

import org.jspecify.annotations.NullMarked;
