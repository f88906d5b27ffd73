/**
 * Trials of the ledger as a process of its own: killed under load, and started with much to load.
 */
@NullMarked
package org.corridor.ledger.trial;

import org.jspecify.annotations.NullMarked;
