package org.corridor.compliance.screening;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.corridor.compliance.screening.NameForm.Role;
import org.corridor.compliance.screening.NameForm.Token;

/** How telling a token is: the rarer its sound is on the lists, the more. */
final class NameWeights {
  /** Weight of a word that no listed name has. */
  static final int MAX = 1000;

  /** Weight of a word that very many have. */
  static final int MIN = 250;

  /** Weight of a particle: its lack says nothing. */
  static final int PARTICLE = 40;

  private static final int FILLER = 60;

  /** Most that a word of business weighs, however rare it is on the lists. */
  private static final int COMMON = 400;

  private static final int SHORT = 3;

  private final Map<String, Integer> bySound = new HashMap<>();

  /** Counts in how many names each sound occurs. */
  NameWeights(Iterable<NameForm> names) {
    Map<String, Integer> counts = new HashMap<>();
    Set<String> ofOne = new HashSet<>();
    int total = 1;
    for (NameForm name : names) {
      total++;
      ofOne.clear();
      for (Token token : name.tokens()) {
        if (token.role() == Role.WORD && ofOne.add(sound(token.text()))) {
          counts.merge(sound(token.text()), 1, Integer::sum);
        }
      }
    }
    // A corpus of a few names says nothing about what is common: it is read as one of thousands.
    double size = Math.max(total, 20_000);
    counts.forEach(
        (sound, count) -> {
          int weight = (int) Math.round(100 * Math.log(size / count));
          bySound.put(sound, Math.clamp(weight, MIN, MAX));
        });
  }

  /** The weight of a word. */
  int of(Token token) {
    return switch (token.role()) {
      case PARTICLE -> PARTICLE;
      case FILLER -> FILLER;
      case INITIAL, WORD -> word(token);
    };
  }

  private int word(Token token) {
    int weight = bySound.getOrDefault(sound(token.text()), MAX);
    return Vocabulary.isCommon(token.text()) ? Math.min(weight, COMMON) : weight;
  }

  private static String sound(String text) {
    return text.length() <= SHORT ? text : Sound.key(text);
  }
}
