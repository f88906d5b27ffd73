package org.corridor.compliance.screening;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.corridor.compliance.screening.ListedParty.Kind;
import org.corridor.compliance.screening.NameForm.Role;
import org.corridor.compliance.screening.NameForm.Token;
import org.jspecify.annotations.Nullable;

/**
 * All listed names, found by their tokens: by spelling, by spelling with one slip, by sound, and by
 * what is left when words are joined or split. What is found is compared in full. Immutable; may be
 * searched by any number of threads.
 *
 * <pre>
 * name -> tokens -> tokens of the lists that may be the same -> names that have them
 *      -> those where enough of the weight fits -> full comparison -> best name per listed party
 * </pre>
 */
final class NameIndex {
  /** About the most names compared in full for one query: the best-fitting ones. */
  static final int COMPARED_MAX = 400;

  /** Names that fit as a whole are all compared, up to this number: a bound on hostile names. */
  static final int COMPARED_LIMIT = 4000;

  /** Most parties told. */
  static final int FOUND_MAX = 20;

  /** A name is compared when that part of its weight, or the query's, seems to fit; percent. */
  private static final int FITTING_MIN = 40;

  /** A name of initials only has no weight, and every part of nothing fits. */
  private static final int FITTING_MAX = 10_000;

  /** Shorter tokens are found as they are spelt or by their sound only. */
  private static final int SLIP_LENGTH_MIN = 4;

  private static final int SPLIT_LENGTH_MIN = 6;
  private static final int PART_LENGTH_MIN = 3;
  private static final int COMPACT_LENGTH_MIN = 5;

  private final List<ListedParty> parties;
  private final NameWeights weights;
  private final NameForm[] names;
  private final int[] partyOfName;
  private final boolean[] wholeOnly;
  private final int[] weightOfName;
  private final Map<String, Integer> tokenIds = new HashMap<>(1 << 16);
  private final List<String> tokenTexts = new ArrayList<>();
  private final int[] weightOfToken;
  private final int[] lettersOfToken;

  /** Per listed token the tokens like it, found when first asked for. */
  private final AtomicReferenceArray<int @Nullable []> likeToken;

  private final int[][] namesOfToken;
  private final Keys tokenKeys = new Keys();
  private final Keys compactKeys = new Keys();
  private final ConcurrentLinkedQueue<Search> idle = new ConcurrentLinkedQueue<>();

  NameIndex(List<ListedParty> parties) {
    this.parties = List.copyOf(parties);
    List<NameForm> forms = new ArrayList<>();
    List<Integer> owners = new ArrayList<>();
    List<Boolean> whole = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (int p = 0; p < parties.size(); p++) {
      known.clear();
      for (ListedParty.Alias alias : parties.get(p).names()) {
        NameForm form = NameForm.of(alias.text());
        if (!form.compact().isEmpty() && known.add(form.tokens().toString())) {
          forms.add(form);
          owners.add(p);
          whole.add(alias.weak() || parties.get(p).kind() == Kind.CRAFT || isShort(form));
        }
      }
    }
    int size = forms.size();
    weights = new NameWeights(forms);
    names = forms.stream().map(f -> f.weighed(weights)).toArray(NameForm[]::new);
    partyOfName = owners.stream().mapToInt(Integer::intValue).toArray();
    wholeOnly = new boolean[size];
    weightOfName = new int[size];
    List<List<Integer>> postings = new ArrayList<>();
    for (int n = 0; n < size; n++) {
      wholeOnly[n] = whole.get(n);
      for (Token token : names[n].tokens()) {
        if (isKey(token)) {
          weightOfName[n] += token.weight();
          List<Integer> posting = postings(postings, token.text());
          if (posting.isEmpty() || posting.getLast() != n) {
            posting.add(n);
          }
        }
      }
      if (names[n].compact().length() >= COMPACT_LENGTH_MIN) {
        compactKeys.add(Keys.hashOfSound(Sound.key(names[n].compact())), n);
      }
    }
    namesOfToken =
        postings.stream()
            .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);
    weightOfToken = new int[tokenTexts.size()];
    lettersOfToken = new int[tokenTexts.size()];
    likeToken = new AtomicReferenceArray<>(tokenTexts.size());
    indexTokens();
  }

  /** An abbreviation of two or three letters is nobody's name in a longer one. */
  private static boolean isShort(NameForm form) {
    return form.compact().length() <= 3;
  }

  private static boolean isKey(Token token) {
    return token.role() == Role.WORD || token.role() == Role.FILLER;
  }

  private List<Integer> postings(List<List<Integer>> postings, String token) {
    int id = tokenIds.computeIfAbsent(token, t -> tokenTexts.size());
    if (id == tokenTexts.size()) {
      tokenTexts.add(token);
      postings.add(new ArrayList<>(2));
    }
    return postings.get(id);
  }

  private void indexTokens() {
    for (int t = 0; t < tokenTexts.size(); t++) {
      String text = tokenTexts.get(t);
      weightOfToken[t] = weights.of(new Token(text, Role.WORD));
      lettersOfToken[t] = Sound.letters(text);
      tokenKeys.add(Keys.hashWithout(text, -1), t);
      tokenKeys.add(Keys.hashOfSound(Sound.key(text)), t);
      if (text.length() >= SLIP_LENGTH_MIN) {
        for (int i = 0; i < text.length(); i++) {
          tokenKeys.add(Keys.hashWithout(text, i), t);
        }
      }
    }
    tokenKeys.sort();
    compactKeys.sort();
  }

  /** How many names are indexed. */
  int size() {
    return names.length;
  }

  NameWeights weights() {
    return weights;
  }

  /** What a search found. */
  record Found(ListedParty party, NameForm name, int score) {}

  /**
   * The answer to one name.
   *
   * @param best the best score met
   * @param found per party at or above the threshold its best name, best first
   */
  record Answer(int best, List<Found> found) {}

  /** Searches a name. */
  Answer search(NameForm name, int threshold) {
    NameForm query = name.weighed(weights);
    Search search = idle.poll();
    if (search == null) {
      search = new Search();
    }
    try {
      return search.run(query, threshold);
    } finally {
      search.clear();
      idle.add(search);
    }
  }

  /** What fits between a query and a name that was found. */
  String evidence(NameForm query, Found found) {
    return new Alignment()
        .evidence(query.weighed(weights), found.name, found.party.kind() == Kind.PERSON);
  }

  /** The working memory of one search, used again by the next. */
  private final class Search {
    private final Alignment alignment = new Alignment();
    private final Sound.Rows rows = new Sound.Rows();
    private final int[] fitting = new int[names.length];
    private final int[] seenFor = new int[tokenTexts.size()];
    private int[] touched = new int[4096];
    private int touchedSize;
    private int[] found = new int[64];
    private int foundSize;
    private int round;

    Answer run(NameForm query, int threshold) {
      int total = 0;
      List<Token> tokens = query.tokens();
      for (int i = 0; i < tokens.size(); i++) {
        Token token = tokens.get(i);
        if (isKey(token)) {
          int weight = token.weight();
          total += weight;
          alike(token.text(), weight);
          if (token.text().length() >= SPLIT_LENGTH_MIN && !tokenIds.containsKey(token.text())) {
            parts(token.text(), weight);
          }
        }
        if (i + 1 < tokens.size()) {
          alike(token.text() + tokens.get(i + 1).text(), NameWeights.MAX);
        }
      }
      joined(query.compact());
      return compare(query, total, threshold);
    }

    /** Notes the names that have a token like this one. */
    private void alike(String text, int weight) {
      Integer known = tokenIds.get(text);
      int[] like = known == null ? null : likeToken.get(known);
      if (like == null) {
        like = find(text);
        if (known != null) {
          likeToken.set(known, like);
        }
      }
      for (int token : like) {
        note(token, Math.max(weight, weightOfToken[token]));
      }
    }

    private int[] find(String text) {
      round++;
      foundSize = 0;
      int letters = Sound.letters(text);
      look(Keys.hashWithout(text, -1), text, letters);
      look(Keys.hashOfSound(Sound.key(text)), text, letters);
      if (text.length() >= SLIP_LENGTH_MIN) {
        for (int i = 0; i < text.length(); i++) {
          look(Keys.hashWithout(text, i), text, letters);
        }
      }
      return Arrays.copyOf(found, foundSize);
    }

    private void look(int hash, String text, int letters) {
      for (int place = tokenKeys.first(hash); tokenKeys.holds(place, hash); place++) {
        int token = tokenKeys.at(place);
        if (seenFor[token] == round) {
          continue;
        }
        seenFor[token] = round;
        String other = tokenTexts.get(token);
        if (Sound.mayBeAlike(
                text.length(), letters, other.length(), lettersOfToken[token], Alignment.ALIKE_MIN)
            && Sound.likeness(text, other, Alignment.ALIKE_MIN, rows) >= Alignment.ALIKE_MIN) {
          if (foundSize == found.length) {
            found = Arrays.copyOf(found, foundSize * 2);
          }
          found[foundSize++] = token;
        }
      }
    }

    /** Words written as one: the first must be listed as it is. */
    private void parts(String text, int weight) {
      for (int i = PART_LENGTH_MIN; i <= text.length() - PART_LENGTH_MIN; i++) {
        Integer left = tokenIds.get(text.substring(0, i));
        if (left != null) {
          note(left, weight / 2);
          alike(text.substring(i), weight / 2);
        }
      }
    }

    private void joined(String compact) {
      if (compact.length() < COMPACT_LENGTH_MIN) {
        return;
      }
      int hash = Keys.hashOfSound(Sound.key(compact));
      for (int place = compactKeys.first(hash); compactKeys.holds(place, hash); place++) {
        add(compactKeys.at(place), NameForm.TOKENS_MAX * NameWeights.MAX);
      }
    }

    private void note(int token, int weight) {
      for (int name : namesOfToken[token]) {
        add(name, weight);
      }
    }

    private void add(int name, int weight) {
      if (fitting[name] == 0) {
        if (touchedSize == touched.length) {
          touched = Arrays.copyOf(touched, touchedSize * 2);
        }
        touched[touchedSize++] = name;
      }
      fitting[name] += weight;
    }

    private Answer compare(NameForm query, int total, int threshold) {
      int percent = bestFitting(total);
      int best = 0;
      Map<Integer, Found> byParty = new HashMap<>();
      for (int i = 0; i < touchedSize; i++) {
        int name = touched[i];
        if (!fits(name, total, percent)) {
          continue;
        }
        ListedParty party = parties.get(partyOfName[name]);
        int score =
            wholeOnly[name]
                ? Alignment.scoreWhole(query, names[name])
                : alignment.score(query, names[name], party.kind() == Kind.PERSON);
        best = Math.max(best, score);
        if (score >= threshold) {
          byParty.merge(
              partyOfName[name],
              new Found(party, names[name], score),
              (a, b) -> b.score > a.score ? b : a);
        }
      }
      List<Found> found = new ArrayList<>(byParty.values());
      found.sort(
          java.util.Comparator.comparingInt(Found::score)
              .reversed()
              .thenComparing(f -> f.party.list())
              .thenComparing(f -> f.party.id()));
      return new Answer(
          best, List.copyOf(found.size() > FOUND_MAX ? found.subList(0, FOUND_MAX) : found));
    }

    /**
     * The part that must fit so that not too many names are compared. Raising it past the whole
     * (names of common words fit more than once) ends before nothing is left.
     */
    private int bestFitting(int total) {
      int percent = FITTING_MIN;
      int count = candidates(total, percent);
      while (count > (percent < 100 ? COMPARED_MAX : COMPARED_LIMIT) && percent < FITTING_MAX) {
        int next = percent < 100 ? percent + 10 : percent * 5 / 4;
        count = candidates(total, next);
        if (count == 0) {
          return percent;
        }
        percent = next;
      }
      return percent;
    }

    private int candidates(int total, int percent) {
      int count = 0;
      for (int i = 0; i < touchedSize; i++) {
        if (fits(touched[i], total, percent)) {
          count++;
        }
      }
      return count;
    }

    private boolean fits(int name, int total, int percent) {
      return fitting[name] * 100L >= (long) Math.min(total, weightOfName[name]) * percent;
    }

    void clear() {
      for (int i = 0; i < touchedSize; i++) {
        fitting[touched[i]] = 0;
      }
      touchedSize = 0;
    }
  }
}
