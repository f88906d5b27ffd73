/** Settings and wiring: the one place that knows which implementation stands behind which port. */
@NullMarked
package org.corridor.gateway.config;

import org.jspecify.annotations.NullMarked;
