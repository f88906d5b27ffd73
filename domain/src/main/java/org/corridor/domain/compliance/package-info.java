/** What the domain asks of compliance: screening decisions and travel-rule agreements. */
@NullMarked
package org.corridor.domain.compliance;

import org.jspecify.annotations.NullMarked;
