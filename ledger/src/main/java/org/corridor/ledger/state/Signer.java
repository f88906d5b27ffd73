package org.corridor.ledger.state;

import org.jspecify.annotations.Nullable;

/**
 * A signer of an account.
 *
 * @param weight 1 to 255
 * @param sponsor who carries its reserve, null for the account itself
 */
public record Signer(SignerKey key, int weight, @Nullable AccountId sponsor) {}
