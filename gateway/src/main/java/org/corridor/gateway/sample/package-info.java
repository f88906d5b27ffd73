/**
 * Synthetic people, accounts and transfers for the demo, chaos, benchmarks and tests; nobody is
 * real.
 */
@NullMarked
package org.corridor.gateway.sample;

import org.jspecify.annotations.NullMarked;
