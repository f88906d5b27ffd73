/** The ledger's command line. */
@NullMarked
package org.corridor.ledger.cli;

import org.jspecify.annotations.NullMarked;
