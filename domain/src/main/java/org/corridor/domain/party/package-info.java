/** Who takes part: parties, banks, accounts, and the addresses a beneficiary may be named by. */
@NullMarked
package org.corridor.domain.party;

import org.jspecify.annotations.NullMarked;
