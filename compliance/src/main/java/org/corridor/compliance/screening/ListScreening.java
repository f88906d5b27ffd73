package org.corridor.compliance.screening;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.corridor.domain.compliance.Screening;
import org.corridor.domain.compliance.ScreeningDecision;
import org.corridor.domain.compliance.ScreeningDecision.Hit;
import org.corridor.domain.party.Bic;
import org.corridor.domain.party.Party;
import org.corridor.domain.payment.CreditTransfer;

/**
 * Screens the names of debtor and creditor, and the BICs of the banks, against lists held in
 * memory. Immutable: other lists are another instance. May be shared by any number of threads.
 */
public final class ListScreening implements Screening {
  /** The score from which a payment is held, unless set otherwise. */
  public static final int HOLD_AT = 80;

  /** A year of birth further away than that speaks against a match. */
  private static final int BIRTH_YEARS_APART_MAX = 2;

  /** What another year of birth takes off a score. */
  private static final int OTHER_BIRTH_YEAR = 10;

  private final String version;
  private final int holdAt;
  private final NameIndex index;
  private final Map<String, List<ListedParty>> byBic = new HashMap<>();

  /**
   * Indexes lists.
   *
   * @param lists what to screen against
   * @param holdAt the score from which a payment is held, 1 to 100; {@link #HOLD_AT} fits most
   */
  public ListScreening(SanctionsLists lists, int holdAt) {
    if (holdAt < 1 || holdAt > 100) {
      throw new IllegalArgumentException("the score to hold at lies between 1 and 100");
    }
    this.version = lists.version();
    this.holdAt = holdAt;
    this.index = new NameIndex(lists.parties());
    for (ListedParty party : lists.parties()) {
      for (String bic : party.bics()) {
        byBic.computeIfAbsent(bic, b -> new ArrayList<>()).add(party);
      }
    }
  }

  @Override
  public String listVersion() {
    return version;
  }

  /** How many names are screened against. */
  public int names() {
    return index.size();
  }

  @Override
  public ScreeningDecision screen(CreditTransfer transfer) {
    List<Hit> hits = new ArrayList<>(0);
    int best =
        Math.max(
            party("debtor", transfer.debtor(), hits), party("creditor", transfer.creditor(), hits));
    bank("debtor-bank", transfer.debtorBank(), hits);
    bank("creditor-bank", transfer.creditorBank(), hits);
    if (!transfer.instructingBank().sameInstitution(transfer.debtorBank())) {
      bank("instructing-bank", transfer.instructingBank(), hits);
    }
    return hits.isEmpty()
        ? new ScreeningDecision.Cleared(version, best, null)
        : new ScreeningDecision.Held(version, hits);
  }

  private int party(String role, Party party, List<Hit> hits) {
    NameForm query = NameForm.of(party.name());
    NameIndex.Answer answer = index.search(query, holdAt);
    for (NameIndex.Found found : answer.found()) {
      int apart = birthYearsApart(party, found.party());
      boolean other = apart > BIRTH_YEARS_APART_MAX;
      int score = other ? found.score() - OTHER_BIRTH_YEAR : found.score();
      if (score < holdAt) {
        continue;
      }
      String birth = apart < 0 ? "" : other ? "; year of birth differs" : "; year of birth fits";
      hits.add(
          new Hit(
              role,
              found.party().list(),
              found.party().id(),
              listedName(found),
              score,
              index.evidence(query, found) + birth));
    }
    return answer.best();
  }

  private static String listedName(NameIndex.Found found) {
    for (ListedParty.Alias alias : found.party().names()) {
      if (NameForm.of(alias.text()).compact().equals(found.name().compact())) {
        return alias.text();
      }
    }
    return found.party().names().getFirst().text();
  }

  /** The least distance of the years, or -1 when one side does not tell. */
  private static int birthYearsApart(Party party, ListedParty listed) {
    if (party.birthDate() == null || listed.birthYears().isEmpty()) {
      return -1;
    }
    int year = party.birthDate().getYear();
    return listed.birthYears().stream().mapToInt(y -> Math.abs(y - year)).min().orElse(-1);
  }

  private void bank(String role, Bic bic, List<Hit> hits) {
    for (ListedParty party : byBic.getOrDefault(bic.institution(), List.of())) {
      hits.add(
          new Hit(
              role,
              party.list(),
              party.id(),
              party.names().getFirst().text(),
              100,
              "BIC " + bic.institution() + " is listed"));
    }
  }
}
