package org.corridor.domain.party;

import java.time.LocalDate;
import java.util.List;
import org.corridor.domain.Malformed;
import org.corridor.domain.ReasonCode;
import org.jspecify.annotations.Nullable;

/**
 * A debtor or creditor as a message names it. All of it is personal data.
 *
 * @param name 1 to {@value #NAME_MAX} characters
 * @param addressLines up to seven lines, structured address already joined
 * @param country ISO 3166 alpha-2 of residence, when told
 * @param birthDate for natural persons, when told
 * @param identifier a national or organisation identifier, when told
 */
public record Party(
    String name,
    List<String> addressLines,
    @Nullable String country,
    @Nullable LocalDate birthDate,
    @Nullable String identifier) {
  /** Longest name (ISO 20022 Max140Text). */
  public static final int NAME_MAX = 140;

  /** Checks the name and copies the lines. */
  public Party {
    if (name.isBlank() || name.length() > NAME_MAX) {
      throw new Malformed("party.name", ReasonCode.BE22, "name must have 1 to 140 characters");
    }
    addressLines = List.copyOf(addressLines);
  }

  /** A party of whom only the name is known. */
  public static Party named(String name) {
    return new Party(name, List.of(), null, null, null);
  }

  /** The name masked for screens that show payments to people who need not know: {@code A. S.}. */
  public String masked() {
    StringBuilder initials = new StringBuilder();
    for (String word : name.strip().split("\\s+")) {
      initials.appendCodePoint(word.codePointAt(0)).append(". ");
    }
    return initials.toString().strip();
  }

  @Override
  public String toString() {
    return "Party[" + masked() + "]";
  }
}
