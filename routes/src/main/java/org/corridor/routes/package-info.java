/** Camel routes: the edges, and the way from stage to stage. */
@NullMarked
package org.corridor.routes;

import org.jspecify.annotations.NullMarked;
