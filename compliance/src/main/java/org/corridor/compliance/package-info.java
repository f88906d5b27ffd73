/** Screening, monitoring, the travel rule and the cases that people decide. */
@NullMarked
package org.corridor.compliance;

import org.jspecify.annotations.NullMarked;
