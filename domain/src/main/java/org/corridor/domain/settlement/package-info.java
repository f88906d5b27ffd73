/** What the domain asks of a ledger: quotes, signed bytes, outcomes, and what arrived. */
@NullMarked
package org.corridor.domain.settlement;

import org.jspecify.annotations.NullMarked;
