package org.corridor.adapters.swift;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.corridor.adapters.codec.check.Texts;
import org.corridor.domain.Malformed;
import org.corridor.domain.ReasonCode;
import org.corridor.domain.party.Party;
import org.jspecify.annotations.Nullable;

/** Reads the numbered lines of fields 50F and 59F: {@code 1/} name, {@code 2/} street and so on. */
final class NumberedParty {
  private static final Pattern LINE = Pattern.compile("([1-8])/(.{1,33})");
  private static final Pattern COUNTRY_AND = Pattern.compile("([A-Z]{2})(?:/(.+))?");
  private static final Pattern DATE = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");
  private static final int CREDITOR_NUMBERS_MAX = 3;

  private final StringBuilder name = new StringBuilder();
  private final List<String> address = new ArrayList<>();
  private @Nullable String country;
  private @Nullable LocalDate born;
  private @Nullable String identifier;

  private NumberedParty() {}

  static Party read(List<String> lines, boolean debtor) {
    NumberedParty party = new NumberedParty();
    int last = 1;
    for (String line : lines) {
      Matcher parts = LINE.matcher(line);
      int number = parts.matches() ? parts.group(1).charAt(0) - '0' : 0;
      if (number < last || !debtor && number > CREDITOR_NUMBERS_MAX) {
        throw wrong("lines must begin with their numbers, in order");
      }
      party.take(number, parts.group(2).strip(), number == last);
      last = number;
    }
    return new Party(
        party.name.toString(), party.address, party.country, party.born, party.identifier);
  }

  private void take(int number, String text, boolean again) {
    switch (number) {
      case 1 -> name.append(name.isEmpty() ? "" : " ").append(text);
      case 2 -> address.add(text);
      case 3 -> countryAndTown(text, again);
      case 4 -> born = birthDate(text);
      case 6, 7 -> identifier = text.substring(text.lastIndexOf('/') + 1);
      default -> {
        // Place of birth and more about what was told before: nothing that we keep.
      }
    }
  }

  private void countryAndTown(String text, boolean again) {
    if (again && country != null) {
      address.add(text);
      return;
    }
    Matcher parts = COUNTRY_AND.matcher(text);
    if (!parts.matches()) {
      throw wrong("line 3 must begin with a country");
    }
    country = Texts.country(parts.group(1));
    if (parts.group(2) != null) {
      address.add(parts.group(2).strip());
    }
  }

  private static LocalDate birthDate(String text) {
    Matcher parts = DATE.matcher(text);
    if (!parts.matches()) {
      throw wrong("line 4 must be a date");
    }
    return Texts.date(parts.group(1) + "-" + parts.group(2) + "-" + parts.group(3));
  }

  private static Malformed wrong(String explanation) {
    return new Malformed("party.lines", ReasonCode.CH16, explanation);
  }
}
