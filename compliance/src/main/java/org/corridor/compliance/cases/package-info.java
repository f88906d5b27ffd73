/** Held payments as cases that officers decide, two of them for a release. */
@NullMarked
package org.corridor.compliance.cases;

import org.jspecify.annotations.NullMarked;
