package org.corridor.domain.compliance;

import java.time.Instant;

/**
 * The receiving bank's consent to one payment (travel rule): it knows who pays and whom, and will
 * credit what arrives with this memo.
 *
 * @param attachmentHash SHA-256 of the attachment, 64 hexadecimal characters: the ledger memo
 * @param agreedAt when it agreed
 * @param expiresAt until when the payment must close on the ledger
 */
public record Agreement(String attachmentHash, Instant agreedAt, Instant expiresAt) {}
