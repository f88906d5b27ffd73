/** Replays recordings of a real Stellar network and compares every byte that must agree. */
@NullMarked
package org.corridor.ledger.replay;

import org.jspecify.annotations.NullMarked;
