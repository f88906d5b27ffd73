package org.corridor.domain.payment;

import org.corridor.domain.money.Money;

/**
 * What a payment costs its customer, shown before money moves.
 *
 * @param fee our fee, in the settlement currency; may be zero
 * @param deducted whether it is taken out of the amount (creditor bears) or charged on top (debtor
 *     bears)
 */
public record Charges(Money fee, boolean deducted) {}
