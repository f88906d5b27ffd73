/** The edges that answers go out by: queues, files and webhooks, all from the outbox. */
@NullMarked
package org.corridor.routes.outbound;

import org.jspecify.annotations.NullMarked;
