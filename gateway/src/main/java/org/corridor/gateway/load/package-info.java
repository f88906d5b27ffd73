/**
 * Driving two banks from outside: a sender with a memory, benchmarks, chaos, and the checks at the
 * end.
 */
@NullMarked
package org.corridor.gateway.load;

import org.jspecify.annotations.NullMarked;
