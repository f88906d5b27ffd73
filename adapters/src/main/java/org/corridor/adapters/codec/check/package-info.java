/** What all codecs share: reading texts strictly and gathering the faults of one transaction. */
@NullMarked
package org.corridor.adapters.codec.check;

import org.jspecify.annotations.NullMarked;
