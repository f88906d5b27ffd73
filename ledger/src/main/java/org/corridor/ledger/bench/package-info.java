/** Measures the ledger as it runs: durable, checked, with every signature verified. */
@NullMarked
package org.corridor.ledger.bench;

import org.jspecify.annotations.NullMarked;
