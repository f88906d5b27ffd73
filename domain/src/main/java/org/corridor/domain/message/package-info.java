/** Messages as they cross the edge: raw bytes, what they claim to be, and the answers they get. */
@NullMarked
package org.corridor.domain.message;

import org.jspecify.annotations.NullMarked;
