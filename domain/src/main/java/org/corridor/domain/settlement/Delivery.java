package org.corridor.domain.settlement;

import java.time.Instant;
import org.corridor.domain.money.LedgerAmount;

/**
 * What the ledger's own result says happened.
 *
 * @param transactionHash which transaction
 * @param ledger the ledger that closed on it
 * @param closedAt when it closed
 * @param delivered what the destination got, in the quote's deliver asset
 * @param spent what it cost us, in the quote's send asset
 * @param networkFee what the ledger charged, in stroops of the native asset
 */
public record Delivery(
    String transactionHash,
    long ledger,
    Instant closedAt,
    LedgerAmount delivered,
    LedgerAmount spent,
    long networkFee) {}
