package org.corridor.domain.party;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import org.corridor.domain.Malformed;
import org.corridor.domain.ReasonCode;

/**
 * An international bank account number (ISO 13616): country, two check digits (ISO 7064 MOD 97-10),
 * and a national number whose length the IBAN registry fixes per country.
 *
 * @param value upper case, without spaces
 */
public record Iban(String value) {
  private static final int LENGTH_MAX = 34;
  private static final BigInteger NINETY_SEVEN = BigInteger.valueOf(97);

  /** Country and length, from the IBAN registry. */
  private static final Map<String, Integer> LENGTHS =
      lengths(
          "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28CZ24DE22DJ27DK18DO28EE20EG29ES24"
              + "FI18FK18FO18FR27GB22GE22GI23GL18GR27GT28HN28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28"
              + "LC32LI21LT20LU20LV21LY25MC27MD24ME22MK19MN20MR27MT31MU30NI28NL18NO15OM23PK24PL28PS29PT25"
              + "QA29RO24RS22RU33SA24SC31SD18SE24SI19SK24SM27SO23ST25SV28TL23TN24TR26UA29VA22VG24XK20YE30");

  /**
   * Checks country, length and check digits.
   *
   * @throws Malformed when it is not an IBAN, with the rule {@code iban.format}, {@code
   *     iban.country}, {@code iban.length} or {@code iban.checksum}
   */
  public Iban {
    if (value.length() > LENGTH_MAX || !value.matches("[A-Z]{2}\\d{2}[A-Z0-9]+")) {
      throw new Malformed("iban.format", ReasonCode.AC01, "not of the form of an IBAN");
    }
    Integer length = LENGTHS.get(value.substring(0, 2));
    if (length == null) {
      throw new Malformed("iban.country", ReasonCode.AC01, "country does not issue IBANs");
    }
    if (value.length() != length) {
      throw new Malformed(
          "iban.length",
          ReasonCode.AC01,
          "IBAN of this country has %d characters".formatted(length));
    }
    if (remainder(value) != 1) {
      throw new Malformed("iban.checksum", ReasonCode.AC01, "IBAN check digits do not match");
    }
  }

  /**
   * Whether a text looks like an IBAN (country, two digits, more), whether or not it is a right
   * one.
   */
  public static boolean looksLikeOne(String text) {
    return text.length() >= 15
        && text.matches("[A-Z]{2}\\d{2}[A-Z0-9]+")
        && LENGTHS.containsKey(text.substring(0, 2));
  }

  /** The IBAN with its last four characters only, for screens and tables. */
  public String masked() {
    return value.substring(0, 2) + "…" + value.substring(value.length() - 4);
  }

  /** The value: an account number is personal data, so it does not appear in texts by accident. */
  @Override
  public String toString() {
    return masked();
  }

  private static int remainder(String iban) {
    StringBuilder digits = new StringBuilder();
    String turned = iban.substring(4) + iban.substring(0, 4);
    for (int i = 0; i < turned.length(); i++) {
      digits.append(Character.digit(turned.charAt(i), 36));
    }
    return new BigInteger(digits.toString()).mod(NINETY_SEVEN).intValue();
  }

  private static Map<String, Integer> lengths(String table) {
    Map<String, Integer> lengths = new HashMap<>();
    for (int i = 0; i < table.length(); i += 4) {
      lengths.put(table.substring(i, i + 2), Integer.valueOf(table.substring(i + 2, i + 4)));
    }
    return Map.copyOf(lengths);
  }
}
