package org.corridor.adapters.swift;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.corridor.adapters.codec.check.Faults;
import org.corridor.adapters.codec.check.Texts;
import org.corridor.domain.ReasonCode;
import org.corridor.domain.message.Fault;
import org.corridor.domain.party.Bic;
import org.jspecify.annotations.Nullable;

/**
 * A FIN message taken apart: its headers and the fields of its text block, in order.
 *
 * @param type three digits
 * @param sender whose logical terminal sent it
 * @param receiver whose logical terminal gets it
 * @param sent the day on which it was sent; null in a message that is still on its way into the
 *     network, which does not tell
 * @param userHeader block 3 by tag, for example 121 for the UETR
 * @param fields block 4
 */
record FinMessage(
    String type,
    Bic sender,
    Bic receiver,
    @Nullable LocalDate sent,
    Map<String, String> userHeader,
    List<FinField> fields) {
  /** Most characters of a message that SWIFT carries. */
  static final int CHARS_MAX = 10_000;

  /** Most fields of a text block. */
  static final int FIELDS_MAX = 100;

  private static final Pattern BASIC =
      Pattern.compile("F01([A-Z0-9]{8})([A-Z0-9])([A-Z0-9]{3})\\d{10}");
  private static final Pattern INPUT =
      Pattern.compile("I(\\d{3})([A-Z0-9]{8})([A-Z0-9])([A-Z0-9]{3})([SUN]([123](\\d{3})?)?)?");
  private static final Pattern OUTPUT =
      Pattern.compile(
          "O(\\d{3})\\d{4}(\\d{6})([A-Z0-9]{8})([A-Z0-9])([A-Z0-9]{3})\\d{10}\\d{10}[SUN]?");
  private static final Pattern TAGGED = Pattern.compile("\\{([A-Z0-9]{3}):([^{}]*)}");
  private static final Pattern FIELD = Pattern.compile(":([0-9]{2}[A-Z]?):(.*)");
  private static final int CENTURY = 2000;

  /** One field: its tag and its lines. */
  record FinField(String tag, List<String> lines) {
    /** The text of a field of one line. */
    String line() {
      return String.join("\n", lines);
    }
  }

  /** The message cannot be taken apart. */
  static final class Broken extends Exception {
    final Fault fault;

    Broken(String block, String rule, String explanation) {
      super(explanation, null, false, false);
      this.fault = new Fault(block, rule, ReasonCode.FF01, explanation);
    }
  }

  /** Takes a message apart. */
  static FinMessage parse(byte[] bytes) throws Broken {
    return new Parser(text(bytes)).message();
  }

  private static String text(byte[] bytes) throws Broken {
    if (bytes.length > CHARS_MAX) {
      throw new Broken("message", "fin.length", "longer than " + CHARS_MAX + " characters");
    }
    for (byte b : bytes) {
      if (b != '\r' && b != '\n' && (b < ' ' || b > '~')) {
        throw new Broken("message", "fin.characters", "has a character that FIN does not carry");
      }
    }
    String text = new String(bytes, StandardCharsets.US_ASCII).replace("\r\n", "\n");
    if (text.indexOf('\r') >= 0) {
      throw new Broken("message", "fin.line-end", "lines must end with carriage return, line feed");
    }
    return text.stripTrailing();
  }

  /**
   * Six digits of a date: year, month, day. SWIFT reads years from 80 on as of the last century.
   */
  static String isoDate(String sixDigits) {
    int year = Integer.parseInt(sixDigits.substring(0, 2));
    return "%04d-%s-%s"
        .formatted(
            year >= 80 ? CENTURY - 100 + year : CENTURY + year,
            sixDigits.substring(2, 4),
            sixDigits.substring(4));
  }

  /** Walks over the blocks, each of which is between braces and begins with its number. */
  private static final class Parser {
    private final String text;
    private int at;

    Parser(String text) {
      this.text = text;
    }

    FinMessage message() throws Broken {
      Matcher basic = match(BASIC, "1", flat('1'));
      Bic own = terminal("1", basic.group(1), basic.group(3));
      String application = flat('2');
      Map<String, String> user = starts("{3:") ? nested('3') : Map.of();
      List<FinField> fields = textBlock();
      if (starts("{5:")) {
        nested('5');
      }
      if (starts("{S:")) {
        nested('S');
      }
      if (at != text.length()) {
        throw new Broken("message", "fin.trailing", "something follows the last block");
      }
      if (application.startsWith("O")) {
        Matcher output = match(OUTPUT, "2", application);
        Bic sender = terminal("2", output.group(3), output.group(5));
        LocalDate sent = new Faults().read("2", isoDate(output.group(2)), Texts::date);
        return new FinMessage(output.group(1), sender, own, sent, user, fields);
      }
      Matcher input = match(INPUT, "2", application);
      Bic receiver = terminal("2", input.group(2), input.group(4));
      return new FinMessage(input.group(1), own, receiver, null, user, fields);
    }

    private boolean starts(String prefix) {
      return text.startsWith(prefix, at);
    }

    private void expect(String prefix, String block) throws Broken {
      if (!starts(prefix)) {
        throw new Broken(block, "fin.block", "block " + block + " is missing or out of order");
      }
      at += prefix.length();
    }

    private String flat(char id) throws Broken {
      String block = String.valueOf(id);
      expect("{" + id + ":", block);
      int end = text.indexOf('}', at);
      if (end < 0) {
        throw new Broken(block, "fin.block", "block " + block + " does not end");
      }
      String content = text.substring(at, end);
      at = end + 1;
      return content;
    }

    private Map<String, String> nested(char id) throws Broken {
      String block = String.valueOf(id);
      expect("{" + id + ":", block);
      Map<String, String> tags = new TreeMap<>();
      Matcher tagged = TAGGED.matcher(text);
      while (starts("{")) {
        if (!tagged.find(at) || tagged.start() != at) {
          throw new Broken(block, "fin.block", "block " + block + " is not made of tags");
        }
        if (tags.put(tagged.group(1), tagged.group(2)) != null) {
          throw new Broken(block, "fin.block", "block " + block + " has a tag twice");
        }
        at = tagged.end();
      }
      expect("}", block);
      return tags;
    }

    private List<FinField> textBlock() throws Broken {
      expect("{4:\n", "4");
      int end = text.indexOf("\n-}", at - 1);
      if (end < 0) {
        throw new Broken("4", "fin.block", "block 4 does not end");
      }
      List<FinField> fields = new ArrayList<>();
      String content = text.substring(Math.min(at, end), end);
      at = end + "\n-}".length();
      for (String line : content.split("\n", -1)) {
        Matcher field = FIELD.matcher(line);
        if (field.matches()) {
          if (fields.size() >= FIELDS_MAX) {
            throw new Broken("4", "fin.fields", "more than " + FIELDS_MAX + " fields");
          }
          List<String> lines = new ArrayList<>(4);
          lines.add(field.group(2));
          fields.add(new FinField(field.group(1), lines));
        } else if (fields.isEmpty() || line.isEmpty() || ":-".indexOf(line.charAt(0)) >= 0) {
          throw new Broken("4", "fin.line", "block 4 has a line that belongs to no field");
        } else {
          fields.getLast().lines().add(line);
        }
      }
      return fields;
    }

    private static Matcher match(Pattern form, String block, String content) throws Broken {
      Matcher matcher = form.matcher(content);
      if (!matcher.matches()) {
        throw new Broken(block, "fin.header", "header " + block + " is not of its form");
      }
      return matcher;
    }

    private static Bic terminal(String block, String institution, String branch) throws Broken {
      Bic bic = new Faults().read(block, institution + branch, Texts::bic);
      if (bic == null) {
        throw new Broken(block, "bic.format", "header " + block + " does not begin with a BIC");
      }
      return bic;
    }
  }
}
