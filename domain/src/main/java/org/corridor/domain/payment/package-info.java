/**
 * A payment and the way it walks: sealed states, the stages between them, and the ports they need.
 */
@NullMarked
package org.corridor.domain.payment;

import org.jspecify.annotations.NullMarked;
