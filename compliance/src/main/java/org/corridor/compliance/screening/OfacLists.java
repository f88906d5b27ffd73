package org.corridor.compliance.screening;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.corridor.compliance.screening.ListedParty.Alias;
import org.corridor.compliance.screening.ListedParty.Kind;

/**
 * Reads OFAC's lists in their CSV form, where {@code -0-} is an empty field. Entries have twelve
 * fields, aliases five, addresses six, comments (what did not fit in an entry's remarks) two; ids
 * join them. The files carry no date: a content hash tells their versions apart.
 */
final class OfacLists {
  private static final int ENTRY_FIELDS = 12;
  private static final int ALIAS_FIELDS = 5;
  private static final int COMMENT_FIELDS = 2;
  private static final int REMARKS = 11;
  private static final String EMPTY = "-0-";

  private static final Pattern BIC = Pattern.compile("SWIFT/BIC ([A-Z0-9]{8})");
  private static final Pattern KNOWN_AS = Pattern.compile("[afn]\\.k\\.a\\. '([^']{2,80})'");
  private static final Pattern BORN = Pattern.compile("DOB [^;]*?((?:19|20)\\d\\d)");

  private final Map<String, List<List<String>>> entries = new TreeMap<>();
  private final Map<String, List<byte[]>> contents = new HashMap<>();
  private final Map<String, List<Alias>> aliases = new HashMap<>();
  private final Map<String, StringBuilder> comments = new HashMap<>();

  /** Takes a file, when it is one of these lists. */
  void add(String file, byte[] bytes) {
    List<List<String>> rows = rows(new String(bytes, StandardCharsets.UTF_8));
    if (rows.isEmpty() || !rows.getFirst().getFirst().matches("\\d+")) {
      return;
    }
    boolean consolidated = file.toLowerCase(Locale.ROOT).startsWith("cons");
    String name = consolidated ? "OFAC-CONS" : "OFAC-SDN";
    switch (rows.getFirst().size()) {
      case ENTRY_FIELDS -> entries.computeIfAbsent(name, k -> new ArrayList<>()).addAll(rows);
      case ALIAS_FIELDS -> rows.forEach(this::alias);
      case COMMENT_FIELDS -> rows.forEach(this::comment);
      default -> {
        return;
      }
    }
    contents.computeIfAbsent(name, k -> new ArrayList<>()).add(bytes);
  }

  private void alias(List<String> row) {
    if (row.size() == ALIAS_FIELDS && !row.get(3).isEmpty()) {
      aliases
          .computeIfAbsent(row.getFirst(), k -> new ArrayList<>(2))
          .add(new Alias(row.get(3), false));
    }
  }

  private void comment(List<String> row) {
    if (row.size() == COMMENT_FIELDS) {
      comments.computeIfAbsent(row.getFirst(), k -> new StringBuilder()).append(row.get(1));
    }
  }

  /** The lists that the files made. */
  List<SanctionsLists> lists() {
    List<SanctionsLists> lists = new ArrayList<>();
    entries.forEach(
        (name, rows) -> {
          List<ListedParty> parties =
              rows.stream()
                  .filter(r -> r.size() == ENTRY_FIELDS && !r.get(1).isEmpty())
                  .map(r -> party(name, r))
                  .toList();
          String hash =
              ListLoader.hash(contents.getOrDefault(name, List.of()).toArray(byte[][]::new));
          lists.add(new SanctionsLists(name + "@snapshot:" + hash, parties));
        });
    return lists;
  }

  private ListedParty party(String list, List<String> row) {
    String id = row.getFirst();
    StringBuilder more = comments.get(id);
    String remarks = more == null ? row.get(REMARKS) : row.get(REMARKS) + more;
    List<Alias> names = new ArrayList<>();
    names.add(new Alias(row.get(1), false));
    names.addAll(aliases.getOrDefault(id, List.of()));
    Matcher known = KNOWN_AS.matcher(remarks);
    while (known.find()) {
      // OFAC gives its weak aliases in the remarks.
      names.add(new Alias(known.group(1), true));
    }
    List<String> bics = new ArrayList<>();
    Matcher bic = BIC.matcher(remarks);
    while (bic.find()) {
      bics.add(bic.group(1));
    }
    List<Integer> years = new ArrayList<>();
    Matcher born = BORN.matcher(remarks);
    while (born.find()) {
      years.add(Integer.valueOf(born.group(1)));
    }
    Kind kind =
        switch (row.get(2)) {
          case "individual" -> Kind.PERSON;
          case "vessel", "aircraft" -> Kind.CRAFT;
          default -> Kind.ENTITY;
        };
    return new ListedParty(list, id, kind, names, bics, years);
  }

  /** Rows of a CSV text with quotes; fields stripped, {@code -0-} made empty. */
  static List<List<String>> rows(String text) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>(ENTRY_FIELDS);
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        if (quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
          field.append(c);
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (c == ',' && !quoted) {
        end(row, field);
      } else if (c == '\n' && !quoted) {
        end(row, field);
        if (row.size() > 1) {
          rows.add(List.copyOf(row));
        }
        row.clear();
      } else if (c != '\r' && c != '\u001a') {
        field.append(c);
      }
    }
    end(row, field);
    if (row.size() > 1) {
      rows.add(List.copyOf(row));
    }
    return rows;
  }

  private static void end(List<String> row, StringBuilder field) {
    String value = field.toString().strip();
    row.add(value.equals(EMPTY) ? "" : value);
    field.setLength(0);
  }
}
