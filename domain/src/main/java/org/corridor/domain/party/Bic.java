package org.corridor.domain.party;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.corridor.domain.Malformed;
import org.corridor.domain.ReasonCode;

/**
 * A business identifier code (ISO 9362:2014): four of party prefix, two of country, two of suffix
 * and, optionally, three of branch.
 *
 * @param value 8 or 11 upper-case characters
 */
public record Bic(String value) {
  private static final Pattern FORM =
      Pattern.compile("[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?");
  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

  /**
   * Checks form and country.
   *
   * @throws Malformed when it is not a BIC
   */
  public Bic {
    // XK (Kosovo) has BICs and is not in ISO 3166.
    if (!FORM.matcher(value).matches()
        || !(COUNTRIES.contains(value.substring(4, 6)) || value.startsWith("XK", 4))) {
      throw new Malformed("bic.format", ReasonCode.AGNT, "not a BIC of 8 or 11 characters");
    }
  }

  /** The institution, without its branch: eight characters. */
  public String institution() {
    return value.substring(0, 8);
  }

  /** Whether both belong to one institution, whatever the branch. */
  public boolean sameInstitution(Bic other) {
    return institution().equals(other.institution());
  }

  @Override
  public String toString() {
    return value;
  }
}
