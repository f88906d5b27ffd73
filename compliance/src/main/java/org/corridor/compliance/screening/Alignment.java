package org.corridor.compliance.screening;

import java.util.Arrays;
import java.util.List;
import org.corridor.compliance.screening.NameForm.Role;
import org.corridor.compliance.screening.NameForm.Token;

/**
 * Compares a name with a listed name: pairs their tokens, whatever the order, and weighs what fits
 * against what does not. Used by one thread at a time.
 *
 * <p>What one name has more than the other costs little (people leave names out); what both have
 * and differs costs its whole weight (other people have other names).
 */
final class Alignment {
  private static final int MAX = NameForm.TOKENS_MAX;

  /** Tokens less alike than that are other words; per mille. */
  static final int ALIKE_MIN = 690;

  /** Several tokens that are one in the other name must be at least that alike; per mille. */
  private static final int JOINED_MIN = 850;

  /** A difference between paired tokens counts that many tenths of itself. */
  private static final int DIFFERENCE_TENTHS = 16;

  /** What one name has more counts that many hundredths of its weight, when telling words fit. */
  private static final int MORE_HUNDREDTHS = 10;

  /** And up to that many more, the less telling the words are that fit. */
  private static final int MORE_WHEN_COMMON = 30;

  /** What is more than all that fits counts that many hundredths. */
  private static final int MORE_THAN_FITS = 50;

  /** From that weight on, what fits is telling. */
  private static final int TELLING = 1400;

  /** A word against a word counts at least that. */
  private static final int CONTRADICTS_MIN = 600;

  private static final int INITIAL_WEIGHT = 100;
  private static final int INITIAL_CONTRADICTS = 400;
  private static final int RUN_MAX = 3;

  /** One common word does not name a person, and a short one no company; percent. */
  private static final int ONE_WORD_PERCENT = 75;

  private static final int ONE_WORD_AND_INITIAL_PERCENT = 95;
  private static final int TELLING_WORD = 5;

  private final int[] alike = new int[MAX * MAX];
  private final int[] pairOfQuery = new int[MAX];
  private final int[] pairOfListed = new int[MAX];
  private final Sound.Rows rows = new Sound.Rows();

  private int matched;
  private int possible;
  private boolean person;
  private int words;
  private int initials;

  /**
   * The score of two weighed names.
   *
   * @param person whether the listed name is a person's
   * @return from 0 to 100
   */
  int score(NameForm query, NameForm listed, boolean person) {
    if (query.compact().equals(listed.compact())) {
      return query.compact().isEmpty() ? 0 : 100;
    }
    this.person = person;
    fit(query, listed);
    int score = weigh(query.tokens(), listed.tokens());
    if (query.tokens().size() != listed.tokens().size() && query.compact().length() >= 6) {
      score = Math.max(score, whole(query.compact(), listed.compact()));
    }
    return score;
  }

  /** For names that are compared as a whole only: 100 or 0. */
  static int scoreWhole(NameForm query, NameForm listed) {
    if (query.compact().equals(listed.compact())) {
      return query.compact().isEmpty() ? 0 : 100;
    }
    return query.tokens().size() == listed.tokens().size()
            && sorted(query.tokens()).equals(sorted(listed.tokens()))
        ? 100
        : 0;
  }

  private static List<String> sorted(List<Token> tokens) {
    return tokens.stream().map(Token::text).sorted().toList();
  }

  private void fit(NameForm query, NameForm listed) {
    pair(query.tokens(), listed.tokens());
    join(query.tokens(), pairOfQuery, listed.tokens(), pairOfListed);
    join(listed.tokens(), pairOfListed, query.tokens(), pairOfQuery);
  }

  private int whole(String query, String listed) {
    int likeness = Sound.likeness(query, listed, 900, rows);
    return likeness >= 900 ? effect(likeness) / 10 : 0;
  }

  private void pair(List<Token> query, List<Token> listed) {
    int m = query.size();
    int n = listed.size();
    matched = 0;
    possible = 0;
    words = 0;
    initials = 0;
    Arrays.fill(pairOfQuery, 0, m, -1);
    Arrays.fill(pairOfListed, 0, n, -1);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        alike[i * MAX + j] = likeness(query.get(i), listed.get(j));
      }
    }
    while (true) {
      int best = 0;
      int at = -1;
      for (int i = 0; i < m; i++) {
        if (pairOfQuery[i] >= 0) {
          continue;
        }
        for (int j = 0; j < n; j++) {
          int likeness = alike[i * MAX + j];
          if (likeness > best && pairOfListed[j] < 0) {
            best = likeness;
            at = i * MAX + j;
          }
        }
      }
      if (at < 0) {
        return;
      }
      pairOfQuery[at / MAX] = at % MAX;
      pairOfListed[at % MAX] = at / MAX;
      count(query.get(at / MAX), listed.get(at % MAX), best);
    }
  }

  private void count(Token a, Token b, int likeness) {
    if (a.role() == Role.INITIAL || b.role() == Role.INITIAL) {
      initials++;
      possible += INITIAL_WEIGHT;
      matched += INITIAL_WEIGHT;
      return;
    }
    if (a.role() != Role.PARTICLE) {
      words++;
    }
    int weight = (a.weight() + b.weight()) / 2;
    possible += weight;
    matched += weight * effect(likeness) / 1000;
  }

  private static int effect(int likeness) {
    return Math.max(0, 1000 - (1000 - likeness) * DIFFERENCE_TENTHS / 10);
  }

  private int likeness(Token a, Token b) {
    if (a.role() == Role.INITIAL || b.role() == Role.INITIAL) {
      boolean other = a.role() == Role.PARTICLE || b.role() == Role.PARTICLE;
      boolean names = person || a.role() == b.role();
      return names && !other && a.text().charAt(0) == b.text().charAt(0) ? ALIKE_MIN : 0;
    }
    if (a.role() == Role.PARTICLE != (b.role() == Role.PARTICLE)) {
      return a.text().equals(b.text()) ? Sound.SAME : 0;
    }
    if (Character.isDigit(a.text().charAt(0)) || Character.isDigit(b.text().charAt(0))) {
      return a.text().equals(b.text()) ? Sound.SAME : 0;
    }
    if (!Sound.mayBeAlike(
        a.text().length(), a.letters(), b.text().length(), b.letters(), ALIKE_MIN)) {
      return 0;
    }
    int likeness = Sound.likeness(a.text(), b.text(), ALIKE_MIN, rows);
    return likeness >= ALIKE_MIN ? likeness : 0;
  }

  /** Pairs runs of tokens that are one token in the other name. */
  private void join(List<Token> many, int[] pairOfMany, List<Token> one, int[] pairOfOne) {
    for (int j = 0; j < one.size(); j++) {
      if (pairOfOne[j] >= 0 || one.get(j).role() != Role.WORD) {
        continue;
      }
      for (int i = 0; i + 1 < many.size() && pairOfOne[j] < 0; i++) {
        if (pairOfMany[i] >= 0 || pairOfMany[i + 1] >= 0) {
          continue;
        }
        StringBuilder run = new StringBuilder(many.get(i).text());
        int weight = many.get(i).weight();
        for (int k = i; k < many.size() && k < i + RUN_MAX; k++) {
          if (pairOfMany[k] >= 0) {
            break;
          }
          if (k > i) {
            run.append(many.get(k).text());
            weight += many.get(k).weight();
          }
          int likeness =
              k == i ? 0 : Sound.likeness(run.toString(), one.get(j).text(), JOINED_MIN, rows);
          if (likeness >= JOINED_MIN) {
            Arrays.fill(pairOfMany, i, k + 1, j);
            pairOfOne[j] = i;
            words += 2;
            int both = (Math.min(weight, 2 * NameWeights.MAX) + one.get(j).weight()) / 2;
            possible += both;
            matched += both * effect(likeness) / 1000;
            break;
          }
        }
      }
    }
  }

  private int weigh(List<Token> query, List<Token> listed) {
    if (possible == 0 || words == 0) {
      return 0;
    }
    boolean queryMore = hasLeft(query, pairOfQuery, Role.WORD);
    boolean listedMore = hasLeft(listed, pairOfListed, Role.WORD);
    boolean contradict =
        (queryMore || hasLeft(query, pairOfQuery, Role.INITIAL))
            && (listedMore || hasLeft(listed, pairOfListed, Role.INITIAL));
    int left = left(query, pairOfQuery, contradict);
    int leftListed = left(listed, pairOfListed, contradict);
    long against = (long) Math.min(left, leftListed) + more(Math.abs(left - leftListed));
    int score = (int) (100L * matched / (possible + against));
    if (words == 1 && (queryMore || listedMore || initials > 0)) {
      if (initials > 0 && !queryMore && !listedMore) {
        return score * ONE_WORD_AND_INITIAL_PERCENT / 100;
      }
      if (person || pairedLength(query) < TELLING_WORD) {
        return score * ONE_WORD_PERCENT / 100;
      }
    }
    return score;
  }

  /** What it counts that one name has more than the other. */
  private int more(int weight) {
    int lacking = person ? Math.max(0, TELLING - possible) : 0;
    int within = MORE_HUNDREDTHS + MORE_WHEN_COMMON * lacking / TELLING;
    int beyond = Math.max(0, weight - possible);
    return ((weight - beyond) * within + beyond * Math.max(within, MORE_THAN_FITS)) / 100;
  }

  private int pairedLength(List<Token> query) {
    int length = 0;
    for (int i = 0; i < query.size(); i++) {
      if (pairOfQuery[i] >= 0) {
        length = Math.max(length, query.get(i).text().length());
      }
    }
    return length;
  }

  private static boolean hasLeft(List<Token> tokens, int[] pairs, Role role) {
    for (int i = 0; i < tokens.size(); i++) {
      if (pairs[i] < 0 && tokens.get(i).role() == role) {
        return true;
      }
    }
    return false;
  }

  private static int left(List<Token> tokens, int[] pairs, boolean otherHasMore) {
    int left = 0;
    for (int i = 0; i < tokens.size(); i++) {
      if (pairs[i] < 0) {
        left +=
            repeated(tokens, i) ? NameWeights.PARTICLE : leftWeight(tokens.get(i), otherHasMore);
      }
    }
    return left;
  }

  private static int leftWeight(Token token, boolean otherHasMore) {
    return switch (token.role()) {
      case PARTICLE -> NameWeights.PARTICLE;
      case INITIAL -> otherHasMore ? INITIAL_CONTRADICTS : NameWeights.PARTICLE;
      case FILLER -> token.weight();
      case WORD -> otherHasMore ? Math.max(CONTRADICTS_MIN, token.weight()) : token.weight();
    };
  }

  private static boolean repeated(List<Token> tokens, int at) {
    for (int i = 0; i < tokens.size(); i++) {
      if (i != at && tokens.get(i).text().equals(tokens.get(at).text())) {
        return true;
      }
    }
    return false;
  }

  /** What fits and what does not, token by token, in words. */
  String evidence(NameForm query, NameForm listed, boolean person) {
    this.person = person;
    fit(query, listed);
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < query.tokens().size(); i++) {
      String text = query.tokens().get(i).text();
      words.append(words.isEmpty() ? "" : ", ");
      if (pairOfQuery[i] < 0) {
        words.append(text).append(" is not listed");
        continue;
      }
      String other = listed.tokens().get(pairOfQuery[i]).text();
      words.append(text).append(text.equals(other) ? " = " : " ~ ").append(other);
    }
    for (int j = 0; j < listed.tokens().size(); j++) {
      if (pairOfListed[j] < 0) {
        words.append(", listed also ").append(listed.tokens().get(j).text());
      }
    }
    return words.toString();
  }
}
