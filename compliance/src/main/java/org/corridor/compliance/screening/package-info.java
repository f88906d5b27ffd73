/** Compares the names in a payment with the sanctions lists, in memory and in microseconds. */
@NullMarked
package org.corridor.compliance.screening;

import org.jspecify.annotations.NullMarked;
