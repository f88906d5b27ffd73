package org.corridor.gateway.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.corridor.compliance.cases.Case;
import org.corridor.compliance.cases.CaseDesk;
import org.corridor.compliance.cases.Cases;
import org.corridor.dashboard.CaseNotes;
import org.corridor.domain.payment.Uetr;

/** What the pages show of the officers' cases. */
record OfficersNotes(CaseDesk desk) implements CaseNotes {
  @Override
  public List<Note> notes(String uetr, boolean incoming) {
    Case.Direction direction = incoming ? Case.Direction.INCOMING : Case.Direction.OUTGOING;
    return desk.find(new Uetr(uetr), direction).map(OfficersNotes::notes).orElse(List.of());
  }

  /** Both directions are in one list; it is read until it ends or enough are found. */
  @Override
  public List<IncomingCase> waiting() {
    List<IncomingCase> found = new ArrayList<>();
    Optional<Case> last = Optional.empty();
    for (int page = 0; page < CASES_MAX && found.size() < CASES_MAX; page++) {
      List<Case> cases = desk.openCases(last, Cases.PAGE_MAX);
      cases.stream()
          .filter(c -> c.direction() == Case.Direction.INCOMING)
          .map(c -> new IncomingCase(c.uetr().value(), c.openedAt(), c.decision(), notes(c)))
          .forEach(found::add);
      if (cases.size() < Cases.PAGE_MAX) {
        break;
      }
      last = Optional.of(cases.getLast());
    }
    return found.size() > CASES_MAX ? found.subList(0, CASES_MAX) : found;
  }

  private static List<Note> notes(Case c) {
    return c.history().stream()
        .map(e -> new Note(words(e.action()), e.officer(), e.at(), e.text()))
        .toList();
  }

  private static String words(Case.Action action) {
    return switch (action) {
      case CLAIMED -> "Taken on";
      case COMMENTED -> "Comment";
      case PROPOSED -> "Release proposed";
      case RELEASED -> "Released";
      case REJECTED -> "Rejected";
    };
  }
}
