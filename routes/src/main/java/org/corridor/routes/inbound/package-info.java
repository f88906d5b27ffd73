/** The edges that messages come in by: queues and the watched folder. */
@NullMarked
package org.corridor.routes.inbound;

import org.jspecify.annotations.NullMarked;
