package org.corridor.domain.party;

import java.util.regex.Pattern;
import org.corridor.domain.Malformed;
import org.corridor.domain.ReasonCode;

/** The four ways in which a sender may name who gets the money. */
public sealed interface BeneficiaryAddress {
  /** A short name of the kind, for tables. */
  default String kind() {
    return switch (this) {
      case NameAtBank n -> "name*bank";
      case AccountAtBank a -> "account";
      case NationalId n -> "national-id";
      case MobileNumber m -> "mobile";
    };
  }

  /**
   * A federation address (SEP-2), for example {@code amina*beta.example}.
   *
   * @param name the part before the star
   * @param domain the bank's domain
   */
  record NameAtBank(String name, String domain) implements BeneficiaryAddress {
    private static final Pattern NAME = Pattern.compile("[^*<>\\s\\p{Cntrl}]{1,64}");
    private static final Pattern DOMAIN =
        Pattern.compile(
            "(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");

    /** Checks both parts. */
    public NameAtBank {
      if (!NAME.matcher(name).matches() || !DOMAIN.matcher(domain).matches()) {
        throw new Malformed(
            "beneficiary.federation", ReasonCode.BE06, "not an address of the form name*bank");
      }
    }

    /** Reads {@code name*domain}. */
    public static NameAtBank parse(String text) {
      int star = text.indexOf('*');
      if (star < 0) {
        throw new Malformed(
            "beneficiary.federation", ReasonCode.BE06, "not an address of the form name*bank");
      }
      return new NameAtBank(text.substring(0, star), text.substring(star + 1));
    }

    /** The address as its owner writes it. */
    public String text() {
      return name + "*" + domain;
    }

    @Override
    public String toString() {
      return "NameAtBank[…*" + domain + "]";
    }
  }

  /** An account at a bank. */
  record AccountAtBank(AccountReference account, Bic bank) implements BeneficiaryAddress {}

  /**
   * A national identity number.
   *
   * @param country ISO 3166 alpha-2 of the state that gave it
   * @param number 4 to 32 letters, digits or hyphens
   */
  record NationalId(String country, String number) implements BeneficiaryAddress {
    /** Checks form. */
    public NationalId {
      if (!country.matches("[A-Z]{2}") || !number.matches("[A-Za-z0-9-]{4,32}")) {
        throw new Malformed(
            "beneficiary.national-id", ReasonCode.BE06, "not a national identity number");
      }
    }

    @Override
    public String toString() {
      return "NationalId[" + country + " …]";
    }
  }

  /**
   * A mobile number.
   *
   * @param number E.164: a plus sign and 7 to 15 digits
   */
  record MobileNumber(String number) implements BeneficiaryAddress {
    /** Checks form. */
    public MobileNumber {
      if (!number.matches("\\+[1-9]\\d{6,14}")) {
        throw new Malformed(
            "beneficiary.mobile", ReasonCode.BE06, "not a mobile number of the form +4479…");
      }
    }

    @Override
    public String toString() {
      return "MobileNumber[…]";
    }
  }
}
