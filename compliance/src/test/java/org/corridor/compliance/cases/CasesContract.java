package org.corridor.compliance.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.corridor.compliance.cases.Case.Action;
import org.corridor.compliance.cases.Case.Direction;
import org.corridor.domain.compliance.ScreeningDecision;
import org.corridor.domain.payment.Uetr;
import org.junit.jupiter.api.Test;

/** What every store of cases must do. */
interface CasesContract {
  Instant NOW = Instant.parse("2026-02-03T10:15:30Z");

  Cases empty();

  static Case fresh(int number) {
    ScreeningDecision.Held held =
        new ScreeningDecision.Held(
            "LIST@1",
            List.of(new ScreeningDecision.Hit("debtor", "LIST", "L-1", "Zorvan", 91, "z = z")));
    return Case.opened(uetr(number), Direction.OUTGOING, held, NOW.plusSeconds(number));
  }

  static Uetr uetr(int number) {
    return Uetr.derived("alpha", "m", number, "e");
  }

  @Test
  default void keepsTheFirstCaseOfAPayment() {
    Cases cases = empty();
    Case first = fresh(1);
    assertThat(cases.open(first)).isEqualTo(first);
    Case again =
        Case.opened(first.uetr(), Direction.OUTGOING, first.decision(), NOW.plusSeconds(99));
    assertThat(cases.open(again)).isEqualTo(first);
    assertThat(cases.find(first.uetr(), Direction.OUTGOING)).contains(first);
  }

  @Test
  default void keepsTheDirectionsOfAPaymentApart() {
    Cases cases = empty();
    Case outgoing = cases.open(fresh(1));
    Case incoming =
        cases.open(Case.opened(outgoing.uetr(), Direction.INCOMING, outgoing.decision(), NOW));
    assertThat(cases.find(outgoing.uetr(), Direction.OUTGOING)).contains(outgoing);
    assertThat(cases.find(outgoing.uetr(), Direction.INCOMING)).contains(incoming);
  }

  @Test
  default void findsNoCaseThatIsNotThere() {
    assertThat(empty().find(uetr(1), Direction.OUTGOING)).isEmpty();
  }

  @Test
  default void keepsAChangeWithItsWholeHistory() {
    Cases cases = empty();
    Case changed =
        cases
            .open(fresh(1))
            .with(Action.CLAIMED, "olga", NOW, "")
            .with(Action.COMMENTED, "olga", NOW.plusSeconds(1), "looks alike");
    Case one = cases.find(uetr(1), Direction.OUTGOING).orElseThrow();
    assertThat(cases.update(one.with(Action.CLAIMED, "olga", NOW, ""))).isTrue();
    assertThat(cases.update(changed)).isTrue();
    assertThat(cases.find(uetr(1), Direction.OUTGOING)).contains(changed);
  }

  @Test
  default void refusesAChangeOfAnOlderVersion() {
    Cases cases = empty();
    Case opened = cases.open(fresh(1));
    Case first = opened.with(Action.PROPOSED, "olga", NOW, "x");
    assertThat(cases.update(first)).isTrue();
    assertThat(cases.update(opened.with(Action.REJECTED, "omar", NOW, "y"))).isFalse();
    assertThat(cases.find(uetr(1), Direction.OUTGOING)).contains(first);
    assertThat(cases.update(fresh(2).with(Action.CLAIMED, "olga", NOW, "")))
        .as("a case that was never opened")
        .isFalse();
  }

  @Test
  default void listsOpenCasesOldestFirstPageByPage() {
    Cases cases = empty();
    IntStream.of(4, 2, 5, 1, 3).forEach(i -> cases.open(fresh(i)));
    cases.update(fresh(2).with(Action.REJECTED, "omar", NOW, "no"));
    List<Case> page = cases.openCases(Optional.empty(), 3);
    assertThat(page).extracting(Case::uetr).containsExactly(uetr(1), uetr(3), uetr(4));
    assertThat(cases.openCases(Optional.of(page.getLast()), 3))
        .extracting(Case::uetr)
        .containsExactly(uetr(5));
  }

  @Test
  default void listsNoMoreThanAPage() {
    Cases cases = empty();
    IntStream.range(0, Cases.PAGE_MAX + 5).forEach(i -> cases.open(fresh(i)));
    assertThat(cases.openCases(Optional.empty(), Integer.MAX_VALUE)).hasSize(Cases.PAGE_MAX);
  }
}
