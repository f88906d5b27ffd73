/** The web pages: projections of events, never a write path of their own. */
@NullMarked
package org.corridor.dashboard;

import org.jspecify.annotations.NullMarked;
