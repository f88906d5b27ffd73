package org.corridor.compliance.screening;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * A name as it is compared: lower-case Latin tokens without marks and punctuation, legal forms and
 * titles told apart from what names.
 *
 * @param tokens what names, in order; never empty unless the name has no letter or digit
 * @param compact all tokens joined
 */
record NameForm(List<Token> tokens, String compact) {
  /** More tokens than that are not looked at: no name of 140 characters has so many that count. */
  static final int TOKENS_MAX = 24;

  private static final String APOSTROPHES = "'’`‘´ʿʾʼ′ʻ\"“”";

  NameForm {
    tokens = List.copyOf(tokens);
  }

  /** What a token is. */
  enum Role {
    WORD,
    PARTICLE,
    INITIAL,
    /** A title or a legal form, in a name that has nothing else. */
    FILLER
  }

  /**
   * One token.
   *
   * @param letters which letters occur in it: a bit each
   * @param weight how telling it is
   */
  record Token(String text, Role role, int letters, int weight) {
    Token(String text, Role role) {
      this(text, role, Sound.letters(text), NameWeights.MAX);
    }

    Token weighed(int other) {
      return new Token(text, role, letters, other);
    }
  }

  /** The same form with its tokens weighed. */
  NameForm weighed(NameWeights weights) {
    return new NameForm(tokens.stream().map(t -> t.weighed(weights.of(t))).toList(), compact);
  }

  /** The form of a name. */
  static NameForm of(String name) {
    List<String> raw = joinNumbers(split(latin(name)));
    List<Token> tokens = new ArrayList<>(raw.size());
    List<Token> fillers = new ArrayList<>(2);
    for (int i = 0; i < raw.size(); i++) {
      int phrase = Vocabulary.phraseLength(raw, i);
      if (phrase > 0) {
        fillers.add(new Token(String.join("", raw.subList(i, i + phrase)), Role.FILLER));
        i += phrase - 1;
        continue;
      }
      String text = raw.get(i);
      boolean edge = i == 0 || i == raw.size() - 1 || Vocabulary.isForm(raw.get(i + 1));
      if (edge && Vocabulary.isForm(text) || Vocabulary.isTitle(text)) {
        fillers.add(new Token(text, Role.FILLER));
      } else if (!text.equals("and")) {
        tokens.add(new Token(text, role(text)));
      }
    }
    if (tokens.stream().noneMatch(t -> t.role == Role.WORD)) {
      tokens.addAll(fillers);
    }
    List<Token> kept = tokens.size() > TOKENS_MAX ? tokens.subList(0, TOKENS_MAX) : tokens;
    StringBuilder compact = new StringBuilder();
    kept.forEach(t -> compact.append(t.text));
    return new NameForm(kept, compact.toString());
  }

  private static Role role(String text) {
    if (Vocabulary.isParticle(text)) {
      return Role.PARTICLE;
    }
    return text.length() == 1 && Character.isLetter(text.charAt(0)) ? Role.INITIAL : Role.WORD;
  }

  /** Latin letters in their case, digits, and spaces for everything else. */
  private static String latin(String name) {
    String composed = Normalizer.normalize(name, Normalizer.Form.NFKC);
    StringBuilder out = new StringBuilder(composed.length() + 8);
    for (int i = 0; i < composed.length(); i++) {
      char c = composed.charAt(i);
      if (c < 128) {
        plain(c, out);
      } else if (!transliterate(c, out)) {
        String parts = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFKD);
        for (int k = 0; k < parts.length(); k++) {
          if (!transliterate(parts.charAt(k), out)) {
            plain(parts.charAt(k), out);
          }
        }
      }
    }
    return out.toString();
  }

  private static boolean transliterate(char c, StringBuilder out) {
    String latin = Alphabets.latin(Character.toLowerCase(c));
    if (latin != null) {
      out.append(Character.isUpperCase(c) ? latin.toUpperCase(Locale.ROOT) : latin);
    }
    return latin != null;
  }

  private static void plain(char c, StringBuilder out) {
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK
        || type == Character.FORMAT
        || APOSTROPHES.indexOf(c) >= 0) {
      return;
    }
    if (Character.isLetterOrDigit(c)
        || Character.isSurrogate(c)
        || type == Character.COMBINING_SPACING_MARK
        || c == '.') {
      out.append(c);
    } else {
      out.append(c == '&' || c == '+' ? " and " : " ");
    }
  }

  private static List<String> split(String text) {
    List<String> tokens = new ArrayList<>(8);
    StringBuilder token = new StringBuilder(16);
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      if (c == '.') {
        // Dots inside an abbreviation join its letters (S.A., L.X.C), all others part.
        boolean afterLetter = i > 0 && (i == 1 || !Character.isLetterOrDigit(text.charAt(i - 2)));
        boolean beforeLetter =
            i + 1 < text.length()
                && Character.isLetterOrDigit(text.charAt(i + 1))
                && (i + 2 >= text.length() || !Character.isLetterOrDigit(text.charAt(i + 2)));
        if (afterLetter && beforeLetter) {
          continue;
        }
      }
      if (c == ' ' || c == '.' || startsWord(text, i, token.length())) {
        if (!token.isEmpty()) {
          tokens.add(plain(token.toString()));
          token.setLength(0);
        }
        if (c == ' ' || c == '.') {
          continue;
        }
      }
      token.append(c);
    }
    return tokens;
  }

  /** Words written together with capitals: VladimirPutin, SiemensAG, but not McDonald. */
  private static boolean startsWord(String text, int at, int before) {
    return before >= 3
        && at + 1 < text.length()
        && Character.isUpperCase(text.charAt(at))
        && Character.isLowerCase(text.charAt(at - 1))
        && Character.isLetter(text.charAt(at + 1));
  }

  /** Lower case, with digits that stand for letters inside a word put right. */
  private static String plain(String token) {
    String lower = token.toLowerCase(Locale.ROOT);
    int digits = 0;
    for (int i = 0; i < lower.length(); i++) {
      if (Character.isDigit(lower.charAt(i))) {
        digits++;
      }
    }
    if (digits == 0 || digits * 2 >= lower.length() || Character.isDigit(lower.charAt(0))) {
      return lower;
    }
    StringBuilder out = new StringBuilder(lower);
    for (int i = 0; i < lower.length(); i++) {
      int place = "013456789".indexOf(lower.charAt(i));
      if (place >= 0) {
        out.setCharAt(i, "oieasgtbg".charAt(place));
      }
    }
    return out.toString();
  }

  /** Numbers in words as digits: forty-four is 44. */
  private static List<String> joinNumbers(List<String> tokens) {
    List<String> out = new ArrayList<>(tokens.size());
    for (int i = 0; i < tokens.size(); i++) {
      int number = Vocabulary.number(tokens.get(i));
      if (number < 0) {
        out.add(tokens.get(i));
        continue;
      }
      int next = i + 1 < tokens.size() ? Vocabulary.number(tokens.get(i + 1)) : -1;
      if (number >= 20 && next > 0 && next < 10) {
        number += next;
        i++;
      }
      out.add(Integer.toString(number));
    }
    return Collections.unmodifiableList(out);
  }
}
