package org.corridor.domain.message;

import java.time.Instant;
import org.corridor.domain.money.Money;
import org.corridor.domain.party.Bic;
import org.corridor.domain.payment.Uetr;

/**
 * What the receiving bank tells its core banking: an account was credited (camt.054).
 *
 * @param notificationId our identification, the same whenever it is written again
 * @param createdAt when it was written
 * @param bookedAt when it was credited
 * @param accountId the receiving bank's account reference
 * @param servicer the receiving bank
 * @param amount what was credited
 * @param uetr the payment
 * @param endToEndId the debtor's reference
 * @param debtorName who paid, for the creditor
 * @param debtorBank his bank
 * @param ledgerReference the hash of the ledger transaction
 */
public record CreditNotification(
    String notificationId,
    Instant createdAt,
    Instant bookedAt,
    String accountId,
    Bic servicer,
    Money amount,
    Uetr uetr,
    String endToEndId,
    String debtorName,
    Bic debtorBank,
    String ledgerReference) {}
