package org.corridor.adapters.interbank;

import java.util.Currency;
import org.corridor.domain.party.BeneficiaryAddress.MobileNumber;
import org.corridor.domain.party.BeneficiaryAddress.NationalId;
import org.corridor.domain.party.Iban;
import org.jspecify.annotations.Nullable;

/**
 * One of our accounts, with the addresses that lead to it. Personal data.
 *
 * @param accountId our reference of it, without personal data, 1 to 34 characters
 * @param holder whose it is
 * @param shownName the holder's name as other banks are shown it (masked)
 * @param currency its currency
 * @param iban its IBAN, when it has one
 * @param mobile a mobile number that leads to it
 * @param nationalId a national identity number that leads to it
 * @param name the part before the star of a federation address that leads to it
 * @param status whether it can be credited
 */
public record Account(
    String accountId,
    String holder,
    String shownName,
    Currency currency,
    @Nullable Iban iban,
    @Nullable MobileNumber mobile,
    @Nullable NationalId nationalId,
    @Nullable String name,
    Status status) {
  /** Whether an account can be credited. */
  public enum Status {
    /** It can. */
    OPEN,
    /** It was closed. */
    CLOSED,
    /** It is blocked. */
    BLOCKED
  }

  @Override
  public String toString() {
    return "Account[" + accountId + "]";
  }
}
