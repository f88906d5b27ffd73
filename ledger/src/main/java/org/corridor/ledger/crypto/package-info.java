/** Ed25519 and SHA-256 by way of the JCA, with the fastest provider that is present. */
@NullMarked
package org.corridor.ledger.crypto;

import org.jspecify.annotations.NullMarked;
