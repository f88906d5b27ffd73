/** The bank messages: every form a payment comes in, and every form its answers go out in. */
@NullMarked
package org.corridor.adapters.codec;

import org.jspecify.annotations.NullMarked;
