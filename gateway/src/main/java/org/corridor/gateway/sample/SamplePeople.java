package org.corridor.gateway.sample;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.corridor.domain.party.AccountReference;
import org.corridor.domain.party.BeneficiaryAddress;
import org.corridor.domain.party.Bic;
import org.corridor.domain.party.Iban;
import org.corridor.domain.party.Party;

/**
 * The customers of the receiving bank, made up by rule: the same everywhere, so that whoever sends
 * knows whom to send to.
 */
public final class SamplePeople {
  /** The receiving bank. */
  public static final Bic BETA = new Bic("BETAAEAD");

  /** The receiving bank's domain. */
  public static final String BETA_DOMAIN = "beta.example";

  private static final String[] GIVEN = {
    "Wilhelmina", "Torvald", "Priyanka", "Caoimhe", "Leocadia", "Bartholomew", "Saskia", "Eilidh",
    "Anneliese", "Thaddeus", "Marjolein", "Sunniva", "Oluwaseun", "Henrietta", "Radhika",
        "Gwendolyn"
  };
  private static final String[] FAMILY = {
    "Zonnebloem", "Fairweather", "Krishnaswamy", "Vandersteen", "Applegarth", "Lindqvist",
    "Thistlewood", "Oyelaran", "Brandenburger", "Pemberton", "Hollebeke", "Satterthwaite"
  };
  private static final String[] CURRENCIES = {"EUR", "AED", "INR", "USD"};

  private SamplePeople() {}

  /**
   * A customer of Beta Bank.
   *
   * @param number his number, from 0
   * @param name his name
   * @param currency his account's currency
   * @param iban his account
   * @param mobile his mobile number
   * @param nationalId his national identity number
   * @param alias the part of his federation address before the star
   */
  public record Customer(
      int number,
      String name,
      String currency,
      Iban iban,
      String mobile,
      String nationalId,
      String alias) {

    /** His address of one of the four kinds, by turns. */
    public BeneficiaryAddress address(int kind) {
      return switch (Math.floorMod(kind, 4)) {
        case 0 ->
            new BeneficiaryAddress.AccountAtBank(new AccountReference.IbanAccount(iban), BETA);
        case 1 -> new BeneficiaryAddress.NameAtBank(alias, BETA_DOMAIN);
        case 2 -> new BeneficiaryAddress.NationalId("AE", nationalId);
        default -> new BeneficiaryAddress.MobileNumber(mobile);
      };
    }
  }

  /** Customer number n; its currency goes round by number. */
  public static Customer customer(int n) {
    String name = name(n);
    return new Customer(
        n,
        name,
        CURRENCIES[n % CURRENCIES.length],
        iban("AE", "033%016d".formatted(n)),
        "+9715%08d".formatted(n),
        "784-1990-%07d-1".formatted(n),
        "c" + n);
  }

  /** A made-up name; equal numbers give equal names. */
  public static String name(int n) {
    return GIVEN[n % GIVEN.length] + " " + FAMILY[n / GIVEN.length % FAMILY.length];
  }

  /** An IBAN with right check digits (ISO 7064). */
  public static Iban iban(String country, String bban) {
    StringBuilder digits = new StringBuilder();
    (bban + country + "00").chars().forEach(c -> digits.append(Character.digit(c, 36)));
    int check = 98 - new BigInteger(digits.toString()).mod(BigInteger.valueOf(97)).intValue();
    return new Iban(country + "%02d".formatted(check) + bban);
  }

  /** The customers as rows of the accounts file that a gateway reads at start, with its heading. */
  public static List<String> accountsFile(int count) {
    List<String> lines = new ArrayList<>();
    lines.add("account;holder;shown;currency;iban;mobile;national-id;name;status");
    for (int n = 0; n < count; n++) {
      Customer c = customer(n);
      lines.add(
          String.join(
              ";",
              "BETA-" + n,
              c.name(),
              Party.named(c.name()).masked(),
              c.currency(),
              c.iban().value(),
              c.mobile(),
              "AE:" + c.nationalId(),
              c.alias(),
              "open"));
    }
    return lines;
  }
}
