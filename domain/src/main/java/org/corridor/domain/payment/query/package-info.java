/** What people and other systems may ask about payments: read only, never a way to write. */
@NullMarked
package org.corridor.domain.payment.query;

import org.jspecify.annotations.NullMarked;
