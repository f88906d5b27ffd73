/** What operators see: health of the parts, metrics, the log of payments, and nothing personal. */
@NullMarked
package org.corridor.gateway.operations;

import org.jspecify.annotations.NullMarked;
