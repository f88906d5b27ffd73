package org.corridor.domain.compliance;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What screening decided, with what it decided on, so that it can be proven later. */
public sealed interface ScreeningDecision {
  /** Which lists, by name, date and content hash. */
  String listVersion();

  /**
   * Nothing found above the threshold, or released by people.
   *
   * @param listVersion which lists
   * @param bestScore the best score met, from 0 to 100
   * @param releasedBy the officers who released a hit, comma separated; null when nothing was found
   */
  record Cleared(String listVersion, int bestScore, @Nullable String releasedBy)
      implements ScreeningDecision {}

  /** Something may match: a person must decide. */
  record Held(String listVersion, List<Hit> hits) implements ScreeningDecision {
    /** Copies the hits. */
    public Held {
      hits = List.copyOf(hits);
    }
  }

  /**
   * One possible match.
   *
   * @param role whose name: {@code debtor}, {@code creditor}, {@code debtor-bank}, {@code
   *     creditor-bank}
   * @param list the list
   * @param entryId the entry's id on the list
   * @param entryName the listed name or alias that matched
   * @param score from 0 to 100
   * @param evidence what matched, token by token, in words
   */
  record Hit(
      String role, String list, String entryId, String entryName, int score, String evidence) {}
}
