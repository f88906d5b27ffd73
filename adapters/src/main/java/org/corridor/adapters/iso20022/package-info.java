/** ISO 20022: XML credit transfers in, status reports and credit notifications out. */
@NullMarked
package org.corridor.adapters.iso20022;

import org.jspecify.annotations.NullMarked;
