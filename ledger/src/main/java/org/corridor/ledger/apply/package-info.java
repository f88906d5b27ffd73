/** The rules: how transactions are checked, charged and applied, one class per operation. */
@NullMarked
package org.corridor.ledger.apply;

import org.jspecify.annotations.NullMarked;
