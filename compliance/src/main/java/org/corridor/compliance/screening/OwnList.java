package org.corridor.compliance.screening;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Corridor's own form of a list, for banks' internal lists: text in UTF-8, the first line {@code #
 * corridor-list 1; name=NAME; date=YYYY-MM-DD}, other lines starting with {@code #} are remarks,
 * and per entry one line of {@code id;kind;names;bics;years of birth} where kind is person, entity
 * or craft, and names (the principal one first; {@code ~} before one marks it weak), BICs and years
 * are parted by {@code |}.
 */
final class OwnList {
  /** How a file of this form begins. */
  static final String FIRST_LINE = "# corridor-list 1;";

  private static final int FIELDS = 5;

  private OwnList() {}

  static SanctionsLists read(String text, String hash) {
    List<String> lines = text.lines().toList();
    String name = setting(lines.getFirst(), "name");
    String date = setting(lines.getFirst(), "date");
    List<ListedParty> parties = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      String line = lines.get(i);
      if (!line.isBlank() && !line.startsWith("#")) {
        parties.add(party(name, line, i + 1));
      }
    }
    return new SanctionsLists(name + "@" + date + ":" + hash, parties);
  }

  private static String setting(String line, String key) {
    for (String part : line.split(";")) {
      if (part.strip().startsWith(key + "=")) {
        return part.strip().substring(key.length() + 1);
      }
    }
    throw new IllegalArgumentException("the first line of the list names no " + key);
  }

  private static ListedParty party(String list, String line, int number) {
    String[] fields = line.split(";", -1);
    if (fields.length != FIELDS || fields[0].isBlank() || fields[2].isBlank()) {
      throw new IllegalArgumentException(
          "line %d of the list %s must have %d fields".formatted(number, list, FIELDS));
    }
    List<ListedParty.Alias> names =
        parts(fields[2]).stream()
            .map(
                n ->
                    n.startsWith("~")
                        ? new ListedParty.Alias(n.substring(1), true)
                        : new ListedParty.Alias(n, false))
            .toList();
    return new ListedParty(
        list,
        fields[0].strip(),
        ListedParty.Kind.valueOf(fields[1].strip().toUpperCase(Locale.ROOT)),
        names,
        parts(fields[3]).stream().map(b -> b.substring(0, Math.min(8, b.length()))).toList(),
        parts(fields[4]).stream().map(Integer::valueOf).toList());
  }

  private static List<String> parts(String field) {
    return Arrays.stream(field.split("\\|")).map(String::strip).filter(p -> !p.isEmpty()).toList();
  }
}
