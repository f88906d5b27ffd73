package org.corridor.domain.party;

import org.corridor.domain.Malformed;
import org.corridor.domain.ReasonCode;

/** How an account at a bank is named. */
public sealed interface AccountReference {
  /** The identifier as text, for look-ups and messages; personal data. */
  String identifier();

  /** By its IBAN. */
  record IbanAccount(Iban iban) implements AccountReference {
    @Override
    public String identifier() {
      return iban.value();
    }
  }

  /**
   * By a number of the bank's own (BBAN or proprietary).
   *
   * @param identifier 1 to 34 characters without control characters
   */
  record OtherAccount(String identifier) implements AccountReference {
    /** Longest identifier (ISO 20022 Max34Text). */
    public static final int LENGTH_MAX = 34;

    /** Checks the length. */
    public OtherAccount {
      if (identifier.isBlank()
          || identifier.length() > LENGTH_MAX
          || identifier.chars().anyMatch(Character::isISOControl)) {
        throw new Malformed(
            "account.format", ReasonCode.AC01, "account identifier must have 1 to 34 characters");
      }
    }

    @Override
    public String toString() {
      return "OtherAccount[…]";
    }
  }

  /**
   * Reads an account: as an IBAN when it looks like one, and then strictly.
   *
   * @throws Malformed when it looks like an IBAN and is not, or is too long
   */
  static AccountReference of(String text) {
    return Iban.looksLikeOne(text) ? new IbanAccount(new Iban(text)) : new OtherAccount(text);
  }
}
