package org.corridor.compliance.screening;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Words that say little about who is meant: legal forms, titles, particles, numbers in words. */
final class Vocabulary {
  /** Legal forms of several words, by their first word, the longest first. */
  private static final Map<String, List<List<String>>> PHRASES = new HashMap<>();

  /** Short forms, and long forms of one word. */
  private static final Set<String> FORMS =
      words(
          """
          inc incorporated corp corporation co company ltd limited llc llp lp plc ag akg gmbh kgaa
          sa sas srl sarl spa sl bv bvba nv ab as oy oyj aps kk kg ohg ev sp zoo jsc ojsc pjsc cjsc
          oao zao ooo pao ao pte pty pvt sdn bhd ltda cv eood ead ood ad doo dd tbk pt fze fzco fzc
          aktiengesellschaft eurl sci scs snc sapi rl kft zrt rt ehf hf oue as dooel ojs pjs pllc
          """);

  private static final Set<String> TITLES =
      words(
          """
          mr mrs ms miss dr prof professor sir dame lord lady president general gen colonel col
          major maj captain capt lieutenant lt sheikh shaikh shaykh sheik mullah maulavi mawlawi
          haji hajji alhaj monsieur madame mme herr frau don dona imam ayatollah qari hafiz
          brigadier commander admiral minister senator engineer eng
          """);

  private static final Set<String> PARTICLES =
      words(
          """
          al el ul ar as ad an ash at az bin ibn ben bint de del della di da do dos das la le les
          van von der den het ter the of and und et y e for zu zur na und des du abu abou umm i
          """);

  /** Words that many names of firms share. */
  private static final Set<String> COMMON =
      words(
          """
          trading general international group holding holdings bank banco banque shipping export
          import services service industries industry industrial commercial investment
          investments management company companies enterprise enterprises consulting logistics
          transport construction engineering development technologies technology systems solutions
          global national union center centre institute foundation committee organization
          organisation association trust fund capital financial finance insurance energy oil gas
          petroleum food foods textile textiles electronics motors marine aviation airlines
          """);

  private static final Map<String, Integer> NUMBERS = new HashMap<>();

  static {
    for (String phrase :
        List.of(
            "open joint stock company",
            "closed joint stock company",
            "public joint stock company",
            "joint stock company",
            "limited liability company",
            "limited liability partnership",
            "limited liability",
            "private limited company",
            "public limited company",
            "private limited",
            "gesellschaft mit beschrankter haftung",
            "societe anonyme",
            "sociedad anonima",
            "societe a responsabilite limitee",
            "obshchestvo s ogranichennoi otvetstvennostyu",
            "aktsionernoe obshchestvo",
            "publichnoe aktsionernoe obshchestvo",
            "otkrytoe aktsionernoe obshchestvo",
            "zakrytoe aktsionernoe obshchestvo",
            "sp z o o",
            "sp z oo",
            "z o o",
            "z oo",
            "s de rl",
            "sa de cv",
            "a s",
            "n a")) {
      List<String> parts = List.of(phrase.split(" "));
      PHRASES.computeIfAbsent(parts.getFirst(), k -> new ArrayList<>()).add(parts);
    }
    PHRASES.values().forEach(list -> list.sort((a, b) -> b.size() - a.size()));
    String[] small =
        ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
                + " fifteen sixteen seventeen eighteen nineteen")
            .split(" ");
    for (int i = 0; i < small.length; i++) {
      NUMBERS.put(small[i], i);
    }
    String[] tens = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
    for (int i = 0; i < tens.length; i++) {
      NUMBERS.put(tens[i], 20 + 10 * i);
    }
    NUMBERS.put("fourty", 40);
  }

  private Vocabulary() {}

  private static Set<String> words(String text) {
    return Set.copyOf(new java.util.HashSet<>(List.of(text.strip().split("\\s+"))));
  }

  /** How many tokens from a place on make a legal form of several words; 0 when none does. */
  static int phraseLength(List<String> tokens, int from) {
    for (List<String> phrase : PHRASES.getOrDefault(tokens.get(from), List.of())) {
      int end = from + phrase.size();
      if (end <= tokens.size() && tokens.subList(from, end).equals(phrase)) {
        return phrase.size();
      }
    }
    return 0;
  }

  static boolean isForm(String token) {
    return FORMS.contains(token);
  }

  static boolean isTitle(String token) {
    return TITLES.contains(token);
  }

  static boolean isCommon(String token) {
    return COMMON.contains(token);
  }

  static boolean isParticle(String token) {
    return PARTICLES.contains(token);
  }

  /** The number that a word or digits stand for, or -1. */
  static int number(String token) {
    Integer word = NUMBERS.get(token);
    if (word != null) {
      return word;
    }
    return token.length() == 1 && Character.isDigit(token.charAt(0)) ? token.charAt(0) - '0' : -1;
  }
}
