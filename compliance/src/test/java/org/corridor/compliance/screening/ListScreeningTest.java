package org.corridor.compliance.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.corridor.compliance.Transfers;
import org.corridor.domain.compliance.ScreeningDecision;
import org.corridor.domain.compliance.ScreeningDecision.Cleared;
import org.corridor.domain.compliance.ScreeningDecision.Held;
import org.corridor.domain.compliance.ScreeningDecision.Hit;
import org.corridor.domain.party.Bic;
import org.corridor.domain.party.Party;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One line, one name against the invented list that comes with Corridor. */
class ListScreeningTest {
  private final ListScreening screening =
      new ListScreening(ListLoader.builtIn(), ListScreening.HOLD_AT);

  @ParameterizedTest
  @CsvSource({
    "Zorvan Quillmarrow, INV-001",
    "QUILLMARROW Zorvan, INV-001",
    "'Quillmarrow, Mr. Zorvan', INV-001",
    "Zórvan Quillmàrrow, INV-001",
    "Zorvan Quilmarrow, INV-001",
    "ZorvanQuillmarrow, INV-001",
    "Zorvan Basil Quillmarrow, INV-001",
    "Zorwan Kwillmarrow, INV-001",
    "The Tinsmith, INV-001",
    "Abdulmafrid Qasr Alwahm, INV-002",
    "Abd-al-Mafrid QASR AL WAHM, INV-002",
    "Людмика Фенгард, INV-003",
    "Ludmika Fengard, INV-003",
    "Blackspindle Phantom Trading L.L.C., INV-004",
    "BLACK SPINDLE PHANTOM TRADING, INV-004",
    "'Obsidian Gullwing Shipping & Chartering SA', INV-005",
    "OGSC, INV-005",
    "Committee for Liberation of the Imaginary Atolls, INV-007",
    "MV Never Launched, INV-008",
    "H. N. Wraithsby, INV-009",
    "Harbottle Wraithsby, INV-009",
    "OJSC Grimshackle Arms Export, INV-010",
  })
  void holdsAListedName(String name, String entry) {
    ScreeningDecision decision = screening.screen(Transfers.between("Basil Plainsong", name));
    assertThat(decision).isInstanceOf(Held.class);
    assertThat(((Held) decision).hits()).extracting(Hit::entryId).contains(entry);
    assertThat(((Held) decision).hits())
        .allSatisfy(
            hit -> {
              assertThat(hit.role()).isEqualTo("creditor");
              assertThat(hit.list()).isEqualTo("INVENTED");
              assertThat(hit.score()).isBetween(ListScreening.HOLD_AT, 100);
              assertThat(hit.evidence()).isNotBlank();
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Zorvan Plainsong",
        "Basil Quillmarrow",
        "Black Trading LLC",
        "Phantom Theatre Ltd",
        "Tinsmith",
        "OGSC Bakery Ltd",
        "Never",
        "G. Wraithsby",
        "Bank of Somewheria",
        "Committee for the Protection of Real Islands",
        "Qasr Hotel",
        "???",
      })
  void letsAnotherNamePass(String name) {
    assertThat(screening.screen(Transfers.between(name, "Basil Plainsong")))
        .isInstanceOf(Cleared.class);
  }

  @Test
  void tellsWhoseNameItWas() {
    Held held =
        (Held) screening.screen(Transfers.between("Zorvan Quillmarrow", "Harbottle Wraithsby"));
    assertThat(held.hits())
        .extracting(Hit::role, Hit::entryId)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("debtor", "INV-001"),
            org.assertj.core.groups.Tuple.tuple("creditor", "INV-009"));
    assertThat(held.listVersion()).isEqualTo(screening.listVersion()).startsWith("INVENTED@2026");
  }

  @Test
  void holdsAListedBankByItsBicWhateverTheBranch() {
    Held held =
        (Held)
            screening.screen(
                Transfers.between(
                    Party.named("Basil Plainsong"),
                    Transfers.ALPHA,
                    Party.named("Ann Other"),
                    new Bic("NOWHSYDA001")));
    assertThat(held.hits())
        .singleElement()
        .satisfies(
            hit -> {
              assertThat(hit.role()).isEqualTo("creditor-bank");
              assertThat(hit.entryId()).isEqualTo("INV-006");
              assertThat(hit.score()).isEqualTo(100);
            });
  }

  @Test
  void weighsTheYearOfBirth() {
    assertThat(heldScore("Zorvan Basil Quillmarrow", 1961))
        .isEqualTo(heldScore("Zorvan Basil Quillmarrow", 1962));
    assertThat(heldScore("Zorvan Quillmarrow", 1990)).isEqualTo(90);
    assertThat(
            screening.screen(
                transfer(new Party("Zorwen Quilmarow", List.of(), null, born(1990), null))))
        .isInstanceOf(Cleared.class);
    assertThat(
            screening.screen(
                transfer(new Party("Zorwen Quilmarow", List.of(), null, born(1961), null))))
        .isInstanceOf(Held.class);
  }

  @Test
  void keepsTheBestScoreOfWhatItCleared() {
    Cleared cleared =
        (Cleared) screening.screen(Transfers.between("Zorvan Plainsong", "Ann Other"));
    assertThat(cleared.bestScore()).isBetween(1, ListScreening.HOLD_AT - 1);
    assertThat(cleared.releasedBy()).isNull();
  }

  @Test
  void refusesAThresholdThatIsNone() {
    SanctionsLists lists = ListLoader.builtIn();
    assertThatThrownBy(() -> new ListScreening(lists, 0)).hasMessageContaining("between 1 and 100");
    assertThatThrownBy(() -> new ListScreening(lists, 101))
        .hasMessageContaining("between 1 and 100");
  }

  private int heldScore(String name, int year) {
    Held held =
        (Held) screening.screen(transfer(new Party(name, List.of(), null, born(year), null)));
    return held.hits().getFirst().score();
  }

  private static LocalDate born(int year) {
    return LocalDate.of(year, 6, 1);
  }

  private static org.corridor.domain.payment.CreditTransfer transfer(Party creditor) {
    return Transfers.between(
        Party.named("Basil Plainsong"), Transfers.ALPHA, creditor, Transfers.BETA);
  }
}
