/** What we put on the chain in our own name: issued credit and market-making offers. */
@NullMarked
package org.corridor.anchors;

import org.jspecify.annotations.NullMarked;
