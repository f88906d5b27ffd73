package org.corridor.compliance.screening;

import java.util.List;

/**
 * Lists that are in force together.
 *
 * @param version names, dates and content hashes: what a decision was based on
 * @param parties every entry of every list
 */
public record SanctionsLists(String version, List<ListedParty> parties) {
  /** Copies the entries. */
  public SanctionsLists {
    parties = List.copyOf(parties);
  }

  /** How many entries there are. */
  public int size() {
    return parties.size();
  }

  /** These lists and others. */
  public SanctionsLists and(SanctionsLists others) {
    return new SanctionsLists(
        version + "+" + others.version,
        java.util.stream.Stream.concat(parties.stream(), others.parties.stream()).toList());
  }
}
