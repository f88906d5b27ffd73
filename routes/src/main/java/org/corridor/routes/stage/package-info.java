/** What makes the stages of a payment turn: a poll, and a wake-up from the stage before. */
@NullMarked
package org.corridor.routes.stage;

import org.jspecify.annotations.NullMarked;
