/** The signatures under which two banks tell each other who pays whom. */
@NullMarked
package org.corridor.compliance.travelrule;

import org.jspecify.annotations.NullMarked;
