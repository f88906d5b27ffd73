package org.corridor.adapters.swift;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.corridor.adapters.codec.check.Faults;
import org.corridor.adapters.swift.FinMessage.FinField;
import org.corridor.domain.Malformed;
import org.corridor.domain.ReasonCode;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an MT103, checked one by one and against each other by the network's rules: which
 * there are, in which order, of which form, in which characters.
 */
final class Mt103Fields {
  /** Longest line of a field. */
  static final int LINE_MAX = 35;

  /** A line with an account or a clearing code has one or two slashes more. */
  private static final int PARTY_LINE_MAX = 37;

  /** One word a field in the order of the message: its options; {@code *} where it repeats. */
  private static final String ORDER =
      "20 13C* 23B 23E* 26T 32A 33B 36 50A|50F|50K 51A 52A|52D 53A|53B|53D 54A|54B|54D 55A|55B|55D"
          + " 56A|56C|56D 57A|57B|57C|57D 59|59A|59F 70 71A 71F* 71G 72 77B";

  private static final List<String> COMPULSORY = List.of("20", "23B", "32A", "50a", "59a", "71A");
  private static final Map<String, Place> PLACES = places();
  private static final Map<String, Form> FORMS = forms();

  /** The network's character set x. */
  private static final Pattern CHARSET = Pattern.compile("[A-Za-z0-9/\\-?:().,'+ ]*");

  /** An account line that is a federation address; the star is ours, see docs/messages.md. */
  private static final Pattern FEDERATION_LINE =
      Pattern.compile("/[A-Za-z0-9\\-.+]+\\*[a-z0-9\\-.]+");

  private final Map<String, FinField> byName = new HashMap<>();
  private final List<FinField> charges = new ArrayList<>();
  private final Faults faults;

  private record Place(String name, int order, boolean repeats) {}

  private record Form(Pattern pattern, ReasonCode code) {}

  Mt103Fields(List<FinField> fields, Faults faults) {
    this.faults = faults;
    int last = -1;
    for (FinField field : fields) {
      Place place = PLACES.get(field.tag());
      if (place == null) {
        faults.add(field.tag(), "field.unknown", ReasonCode.CH16, "field is not part of an MT103");
        continue;
      }
      if (place.order < last) {
        faults.add(
            field.tag(), "field.order", ReasonCode.CH16, "field follows one that it must precede");
      }
      last = Math.max(last, place.order);
      if (byName.put(place.name, field) != null && !place.repeats) {
        faults.add(field.tag(), "field.repeated", ReasonCode.CH16, "field may occur only once");
      }
      if (field.tag().startsWith("71") && !field.tag().equals("71A")) {
        charges.add(field);
      }
      checkText(field);
    }
    for (String name : COMPULSORY) {
      if (!byName.containsKey(name)) {
        faults.missing(name);
      }
    }
  }

  /** A field by its number, with an {@code a} for any of its options. */
  @Nullable FinField get(String name) {
    return byName.get(name);
  }

  /** The sender's and the receiver's charges: 71F and 71G. */
  List<FinField> charges() {
    return charges;
  }

  private void checkText(FinField field) {
    Form form = FORMS.get(field.tag());
    if (form != null) {
      if (!form.pattern.matcher(field.line()).matches()) {
        faults.add(field.tag(), "field.format", form.code, "field is not of its form");
      }
      return;
    }
    for (int i = 0; i < field.lines().size(); i++) {
      String line = field.lines().get(i);
      boolean party = i == 0 && line.startsWith("/") && field.tag().startsWith("5");
      if (line.isEmpty() || line.length() > (party ? PARTY_LINE_MAX : LINE_MAX)) {
        faults.add(
            field.tag(),
            "field.line",
            ReasonCode.CH16,
            "lines must have 1 to " + LINE_MAX + " characters");
      } else if (!CHARSET.matcher(line).matches()
          && !(party && field.tag().startsWith("59") && FEDERATION_LINE.matcher(line).matches())) {
        faults.add(
            field.tag(),
            "field.characters",
            ReasonCode.CH16,
            "has a character outside of the network's set x");
      }
    }
  }

  /**
   * Splits off the account or party line of a field.
   *
   * @param linesMax most lines after it
   */
  static Party split(FinField field, int linesMax) {
    boolean has = field.lines().getFirst().startsWith("/");
    List<String> rest = field.lines().subList(has ? 1 : 0, field.lines().size());
    if (rest.size() > linesMax) {
      throw new Malformed(
          "field.lines", ReasonCode.CH16, "more than " + linesMax + " lines of text");
    }
    String account = has ? field.lines().getFirst().substring(1) : null;
    if (account != null && account.isBlank()) {
      throw new Malformed("account.format", ReasonCode.AC01, "account line is empty");
    }
    return new Party(account, rest);
  }

  /** An account line without its slash, and what follows it. */
  record Party(@Nullable String account, List<String> lines) {
    /** The one line after the account line. */
    String only() {
      if (lines.size() != 1) {
        throw new Malformed("field.lines", ReasonCode.CH16, "must have one line with a BIC");
      }
      return lines.getFirst();
    }
  }

  private static Map<String, Place> places() {
    Map<String, Place> places = new HashMap<>();
    int order = 0;
    for (String word : ORDER.split(" ")) {
      String[] options = word.replace("*", "").split("\\|");
      for (String tag : options) {
        String name = options.length > 1 ? tag.substring(0, 2) + "a" : tag;
        places.put(tag, new Place(name, order, word.endsWith("*")));
      }
      order++;
    }
    return Map.copyOf(places);
  }

  private static Map<String, Form> forms() {
    String x = "[A-Za-z0-9/\\-?:().,'+ ]";
    Map<String, Form> forms = new HashMap<>();
    forms.put("20", form("(?!/)(?!.*//)" + x + "{1,16}(?<!/)", ReasonCode.CH16));
    forms.put("13C", form("/[A-Z0-9]{1,8}/\\d{4}[+-]\\d{4}", ReasonCode.CH16));
    forms.put("23B", form("CRED|CRTS|SPAY|SPRI|SSTD", ReasonCode.CH16));
    forms.put("23E", form("[A-Z0-9]{4}(/" + x + "{1,30})?", ReasonCode.CH16));
    forms.put("26T", form("[A-Z0-9]{3}", ReasonCode.CH16));
    forms.put("71A", form("OUR|SHA|BEN", ReasonCode.CH16));
    forms.put("36", form("(?=.{2,12}$)\\d+,\\d*", ReasonCode.CH16));
    return Map.copyOf(forms);
  }

  private static Form form(String pattern, ReasonCode code) {
    return new Form(Pattern.compile(pattern), code);
  }
}
