package org.corridor.compliance.screening;

/**
 * How alike two tokens are, and a key that tokens of like sound share. Numbers are per mille. Edits
 * cost less where romanisations and typing slips differ: between vowels, between consonants of one
 * sound, doubled letters, neighbours swapped.
 */
final class Sound {
  /** Alike in every letter. */
  static final int SAME = 1000;

  private static final int LENGTH_MAX = 40;
  private static final int VOWEL_FOR_VOWEL = 550;
  private static final int LIKE_CONSONANT = 550;
  private static final int VOWEL_MORE = 700;
  private static final int LETTER_DOUBLED = 350;
  private static final int SWAPPED = 800;

  /** Consonants of one sound share a class; 0 is a vowel. */
  private static final byte[] CLASS = new byte[128];

  static {
    String[] classes = {"aeiouy", "bp", "ckqgx", "dt", "fvw", "sz", "lr", "mn", "j", "h"};
    for (byte i = 0; i < classes.length; i++) {
      for (int k = 0; k < classes[i].length(); k++) {
        CLASS[classes[i].charAt(k)] = i;
      }
    }
  }

  /** Costs of letters of the Latin alphabet, filled once: the comparison does little else. */
  private static final short[] REPLACED = new short[128 * 128];

  private static final short[] ONE_MORE = new short[128];

  static {
    for (char x = 0; x < 128; x++) {
      ONE_MORE[x] = (short) (isVowel(x) || x == 'h' ? VOWEL_MORE : SAME);
      for (char y = 0; y < 128; y++) {
        REPLACED[x << 7 | y] = (short) (x == y ? 0 : costOf(x, y));
      }
    }
  }

  private Sound() {}

  /** Rows for {@link #likeness}, to be used by one thread at a time. */
  static final class Rows {
    private final int[] before = new int[LENGTH_MAX + 1];
    private final int[] last = new int[LENGTH_MAX + 1];
    private final int[] row = new int[LENGTH_MAX + 1];
    private final int[] more = new int[LENGTH_MAX];
  }

  /**
   * Likeness from 0 to {@value #SAME}.
   *
   * @param floor below it the exact value does not matter, and 0 may be answered
   */
  static int likeness(String a, String b, int floor, Rows rows) {
    int m = Math.min(a.length(), LENGTH_MAX);
    int n = Math.min(b.length(), LENGTH_MAX);
    int longer = Math.max(m, n);
    if (a.equals(b)) {
      return SAME;
    }
    int costMax = (SAME - floor) * longer;
    if (longer == 0 || Math.abs(m - n) * LETTER_DOUBLED > costMax) {
      return 0;
    }
    int[] before = rows.before;
    int[] last = rows.last;
    int[] row = rows.row;
    int[] more = rows.more;
    last[0] = 0;
    for (int j = 1; j <= n; j++) {
      more[j - 1] = oneMore(b, j - 1);
      last[j] = last[j - 1] + more[j - 1];
    }
    for (int i = 1; i <= m; i++) {
      char x = a.charAt(i - 1);
      int oneMoreOfA = oneMore(a, i - 1);
      row[0] = last[0] + oneMoreOfA;
      int best = row[0];
      for (int j = 1; j <= n; j++) {
        char y = b.charAt(j - 1);
        int cost = last[j - 1] + replaced(x, y);
        cost = Math.min(cost, last[j] + oneMoreOfA);
        cost = Math.min(cost, row[j - 1] + more[j - 1]);
        if (i > 1 && j > 1 && x == b.charAt(j - 2) && y == a.charAt(i - 2)) {
          cost = Math.min(cost, before[j - 2] + SWAPPED);
        }
        row[j] = cost;
        best = Math.min(best, cost);
      }
      if (best > costMax) {
        return 0;
      }
      int[] spare = before;
      before = last;
      last = row;
      row = spare;
    }
    return Math.max(0, SAME - last[n] / longer);
  }

  /** The letters that occur in a text, as bits; other characters share one. */
  static int letters(String text) {
    int letters = 0;
    for (int i = 0; i < text.length(); i++) {
      int letter = text.charAt(i) - 'a';
      letters |= 1 << (letter >= 0 && letter < 26 ? letter : 26);
    }
    return letters;
  }

  /**
   * Whether two tokens may be alike, by their lengths and letters: every letter that only one of
   * them has costs at least a replacement, and one replacement mends at most one on each side.
   */
  static boolean mayBeAlike(int lengthA, int lettersA, int lengthB, int lettersB, int floor) {
    int costMax = (SAME - floor) * Math.max(lengthA, lengthB);
    int apart =
        Math.max(Integer.bitCount(lettersA & ~lettersB), Integer.bitCount(lettersB & ~lettersA));
    return Math.min(apart, LENGTH_MAX) * VOWEL_FOR_VOWEL <= costMax;
  }

  private static int oneMore(String s, int at) {
    char c = s.charAt(at);
    if (at > 0 && s.charAt(at - 1) == c) {
      return LETTER_DOUBLED;
    }
    return c < 128 ? ONE_MORE[c] : SAME;
  }

  private static int replaced(char x, char y) {
    if (x >= 128 || y >= 128) {
      return x == y ? 0 : SAME;
    }
    return REPLACED[x << 7 | y];
  }

  private static int costOf(char x, char y) {
    if (isVowel(x) || isVowel(y)) {
      return isVowel(x) && isVowel(y) || x == 'j' || y == 'j' ? VOWEL_FOR_VOWEL : SAME;
    }
    boolean letters = x >= 'a' && y >= 'a';
    return letters && CLASS[x] == CLASS[y] && CLASS[x] != 0 ? LIKE_CONSONANT : SAME;
  }

  private static boolean isVowel(char c) {
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
  }

  /**
   * The key of a token's sound: its first sound and the consonants after it, each class one letter.
   */
  static String key(String token) {
    StringBuilder key = new StringBuilder(token.length());
    char last = 0;
    for (int i = 0; i < token.length(); i++) {
      char c = token.charAt(i);
      char sound;
      if (isVowel(c)) {
        sound = key.isEmpty() ? 'a' : 0;
      } else if (i + 1 < token.length() && token.charAt(i + 1) == 'h' && withH(c) != 0) {
        sound = withH(c);
        i++;
      } else if (c == 'h' && !key.isEmpty()) {
        // Between letters it is written or left out at will.
        sound = 0;
      } else {
        sound = classLetter(c);
      }
      if (sound != 0 && sound != last) {
        key.append(sound);
      }
      last = sound;
    }
    return key.toString();
  }

  /** The sound of a letter with an h after it; 0 when the pair has none of its own. */
  private static char withH(char c) {
    return switch (c) {
      case 's', 'c', 'z' -> 's';
      case 'k', 'g' -> 'k';
      case 't', 'd' -> 'd';
      case 'p' -> 'f';
      default -> 0;
    };
  }

  private static char classLetter(char c) {
    return switch (c) {
      case 'p', 'b' -> 'b';
      case 'c', 'k', 'q', 'g', 'x' -> 'k';
      case 'd', 't' -> 'd';
      case 'f', 'v', 'w' -> 'f';
      case 's', 'z', 'j' -> 's';
      default -> c;
    };
  }
}
