package org.corridor.adapters.persistence;

import org.jspecify.annotations.Nullable;

/**
 * An account that our own bank keeps. All of it is personal data except the account id.
 *
 * @param accountId opaque outside: the one reference that other banks and the books see
 * @param holderName whose it is
 * @param shownName the name as it is shown to payers, masked
 * @param currency ISO 4217 code of its currency
 * @param iban its IBAN, when it has one
 * @param bban the bank's own number of it, when it has one
 * @param mobile the holder's mobile number in E.164 form, when he registered it
 * @param nationalId country and number, for example {@code AE:784-1980-1}, when registered
 * @param federationName the part before the star, in lower case, when registered
 * @param status whether it can be credited
 */
public record AccountRecord(
    String accountId,
    String holderName,
    String shownName,
    String currency,
    @Nullable String iban,
    @Nullable String bban,
    @Nullable String mobile,
    @Nullable String nationalId,
    @Nullable String federationName,
    Status status) {

  /** Whether an account can be credited. */
  public enum Status {
    /** It can. */
    OPEN,
    /** Not now. */
    BLOCKED,
    /** Never again. */
    CLOSED
  }

  @Override
  public String toString() {
    return "AccountRecord[" + accountId + ", " + status + "]";
  }
}
