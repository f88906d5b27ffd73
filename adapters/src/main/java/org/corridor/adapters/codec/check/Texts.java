package org.corridor.adapters.codec.check;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.corridor.domain.Malformed;
import org.corridor.domain.ReasonCode;
import org.corridor.domain.money.Money;
import org.corridor.domain.party.AccountReference;
import org.corridor.domain.party.BeneficiaryAddress;
import org.corridor.domain.party.BeneficiaryAddress.MobileNumber;
import org.corridor.domain.party.BeneficiaryAddress.NameAtBank;
import org.corridor.domain.party.BeneficiaryAddress.NationalId;
import org.corridor.domain.party.Bic;
import org.corridor.domain.payment.CreditTransfer;
import org.jspecify.annotations.Nullable;

/** Reads texts of messages into types, or refuses them with {@link Malformed}. */
public final class Texts {
  /** First and last year in which a payment may settle: beyond, a date is a typing error. */
  public static final int YEAR_MIN = 2000;

  /** See {@link #YEAR_MIN}. */
  public static final int YEAR_MAX = 2099;

  /** Furthest that a settlement date may lie from the day on which its message was written. */
  public static final int SETTLEMENT_DAYS_MAX = 366;

  /** Stands for a reference, account or identifier that the sender does not have. */
  public static final String NOT_PROVIDED = "NOTPROVIDED";

  /** What begins an account text that is a national identity number: {@code NIDN/AE/784…}. */
  public static final String NATIONAL_ID_PREFIX = "NIDN/";

  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
  private static final Pattern ZONE = Pattern.compile("Z|[+-]\\d{2}:\\d{2}");
  private static final Pattern DATE_TIME =
      Pattern.compile(
          "(\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?)(Z|[+-]\\d{2}:\\d{2})?");
  private static final Pattern PURPOSE = Pattern.compile("[A-Z0-9]{1,4}");
  private static final int DATE_LENGTH = 10;
  private static final int BRANCH_AT = 8;

  private Texts() {}

  /**
   * A text of 1 to a number of characters, stripped of blanks around it.
   *
   * @throws Malformed when it is empty, too long, or has a control character, a character that
   *     turns the direction of writing, or one that is none
   */
  public static String text(String raw, int lengthMax) {
    String text = raw.strip();
    if (text.isEmpty()) {
      throw new Malformed("text.empty", ReasonCode.CH16, "element has no content");
    }
    if (text.length() > lengthMax && text.codePointCount(0, text.length()) > lengthMax) {
      throw new Malformed(
          "text.length", ReasonCode.CH16, "longer than " + lengthMax + " characters");
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c >= 0x7F && !isPlain(text, i)) {
        throw new Malformed(
            "text.characters", ReasonCode.CH16, "has a character that is not allowed in a text");
      }
    }
    return text;
  }

  private static boolean isPlain(String text, int at) {
    if (Character.isLowSurrogate(text.charAt(at))) {
      return at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    }
    int point = text.codePointAt(at);
    boolean turnsDirection =
        point >= 0x202A && point <= 0x202E || point >= 0x2066 && point <= 0x2069;
    int type = Character.getType(point);
    return !turnsDirection
        && type != Character.CONTROL
        && type != Character.SURROGATE
        && type != Character.UNASSIGNED
        && type != Character.PRIVATE_USE
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR;
  }

  /** A reference: 1 to 35 characters. */
  public static String reference(String raw) {
    return text(raw, CreditTransfer.REFERENCE_MAX);
  }

  /** A BIC in its short form: the branch {@code XXX} means the head office and is left away. */
  public static Bic bic(String raw) {
    Bic bic = new Bic(raw);
    return raw.endsWith("XXX") && raw.length() > BRANCH_AT ? new Bic(bic.institution()) : bic;
  }

  /** An ISO 3166 alpha-2 country. */
  public static String country(String raw) {
    if (!COUNTRIES.contains(raw) && !raw.equals("XK")) {
      throw new Malformed("country.code", ReasonCode.BE11, "country is not an ISO 3166 code");
    }
    return raw;
  }

  /** An external purpose code: 1 to 4 letters or digits. */
  public static String purpose(String raw) {
    if (!PURPOSE.matcher(raw).matches()) {
      throw new Malformed(
          "purpose.code", ReasonCode.CH16, "purpose must be a code of 1 to 4 letters or digits");
    }
    return raw;
  }

  /** A day of the calendar: {@code 2026-11-21}, a time zone after it is allowed and ignored. */
  public static LocalDate date(String raw) {
    try {
      if (raw.length() >= DATE_LENGTH
          && (raw.length() == DATE_LENGTH || ZONE.matcher(raw.substring(DATE_LENGTH)).matches())) {
        return LocalDate.parse(raw.substring(0, DATE_LENGTH));
      }
    } catch (DateTimeException e) {
      throw notADate();
    }
    throw notADate();
  }

  /** The day of an ISO 20022 date and time. */
  public static LocalDate dayOfDateTime(String raw) {
    var parts = DATE_TIME.matcher(raw);
    if (!parts.matches()) {
      throw notADate();
    }
    try {
      return LocalDateTime.parse(parts.group(1)).toLocalDate();
    } catch (DateTimeException e) {
      throw notADate();
    }
  }

  /**
   * Checks a settlement date against the limits of reason.
   *
   * @param created when the message was written; null when it does not tell
   */
  public static LocalDate settlementDate(LocalDate date, @Nullable LocalDate created) {
    if (date.getYear() < YEAR_MIN || date.getYear() > YEAR_MAX) {
      throw new Malformed(
          "date.range",
          ReasonCode.DT01,
          "date must be in the years " + YEAR_MIN + " to " + YEAR_MAX);
    }
    if (created != null && Math.abs(ChronoUnit.DAYS.between(created, date)) > SETTLEMENT_DAYS_MAX) {
      throw new Malformed(
          "date.range",
          ReasonCode.DT01,
          "date is more than " + SETTLEMENT_DAYS_MAX + " days from the message's creation");
    }
    return date;
  }

  /** An amount above zero. */
  public static Money amount(String amount, String currency) {
    Money money = Money.of(amount, currency);
    if (money.isZero()) {
      throw new Malformed("amount.positive", ReasonCode.AM01, "amount is zero");
    }
    if (!money.isPositive()) {
      throw new Malformed("amount.positive", ReasonCode.AM12, "amount must be above zero");
    }
    return money;
  }

  /**
   * What an account text addresses when it is no account: {@code name*bank}, a mobile number with
   * its plus sign, or {@code NIDN/CC/number}. Null when it is an account.
   */
  public static @Nullable BeneficiaryAddress alias(String text) {
    if (text.indexOf('*') >= 0) {
      return NameAtBank.parse(text);
    }
    if (text.startsWith("+")) {
      return new MobileNumber(text);
    }
    return text.startsWith(NATIONAL_ID_PREFIX)
        ? nationalId(text.substring(NATIONAL_ID_PREFIX.length()), null)
        : null;
  }

  /**
   * A national identity number: {@code CC/number}, or the number alone with the country from
   * elsewhere.
   */
  public static NationalId nationalId(String text, @Nullable String country) {
    if (text.length() > 3 && text.charAt(2) == '/') {
      return new NationalId(country(text.substring(0, 2)), text.substring(3));
    }
    if (country == null) {
      throw new Malformed(
          "beneficiary.national-id",
          ReasonCode.BE06,
          "the country of a national identity number is not told");
    }
    return new NationalId(country, text);
  }

  /** An account; null when the text says that there is none. */
  public static @Nullable AccountReference account(String text) {
    return text.equals(NOT_PROVIDED) ? null : AccountReference.of(text);
  }

  private static Malformed notADate() {
    return new Malformed("date.format", ReasonCode.DT01, "not a date of the calendar");
  }
}
