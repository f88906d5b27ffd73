/** Double entry: accounts of the bank's own books and the balanced journals that move them. */
@NullMarked
package org.corridor.domain.book;

import org.jspecify.annotations.NullMarked;
