package org.corridor.compliance.screening;

import java.util.List;

/**
 * One entry of a sanctions list.
 *
 * @param list the list's name
 * @param id the entry's id on that list
 * @param kind what is listed
 * @param names the names it is known by, the principal one first; at least one
 * @param bics its BICs, eight characters each; banks only
 * @param birthYears years of birth that the list names; persons only
 */
record ListedParty(
    String list,
    String id,
    Kind kind,
    List<Alias> names,
    List<String> bics,
    List<Integer> birthYears) {
  ListedParty {
    names = List.copyOf(names);
    bics = List.copyOf(bics);
    birthYears = List.copyOf(birthYears);
  }

  /** What is listed. */
  enum Kind {
    PERSON,
    ENTITY,
    /** A ship or an aircraft: a party is compared with its name only as a whole. */
    CRAFT
  }

  /**
   * A name.
   *
   * @param text as the list writes it
   * @param weak the list itself calls it of low quality: only the whole name counts
   */
  record Alias(String text, boolean weak) {}
}
