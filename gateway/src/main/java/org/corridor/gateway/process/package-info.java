/**
 * Servers as child processes: started, watched, killed and started again, for the demo, chaos and
 * tests.
 */
@NullMarked
package org.corridor.gateway.process;

import org.jspecify.annotations.NullMarked;
