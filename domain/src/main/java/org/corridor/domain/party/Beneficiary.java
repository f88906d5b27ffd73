package org.corridor.domain.party;

import java.util.Currency;

/**
 * Who gets the money, as the receiving bank's directory knows it: what is shown back before money
 * moves.
 *
 * @param bank the receiving bank
 * @param accountId the receiving bank's opaque reference of the account; no personal data
 * @param shownName the holder's name as the bank chooses to show it (masked)
 * @param currency the account's currency, in which the money will be delivered
 * @param settlementAddress the bank's account on the ledger, to which it is paid
 */
public record Beneficiary(
    Bic bank,
    String accountId,
    String shownName,
    Currency currency,
    LedgerAddress settlementAddress) {}
