/** The running ledger: submission queue, close cadence, recovery and streams of closes. */
@NullMarked
package org.corridor.ledger.node;

import org.jspecify.annotations.NullMarked;
