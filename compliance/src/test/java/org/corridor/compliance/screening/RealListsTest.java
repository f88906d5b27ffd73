package org.corridor.compliance.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.corridor.compliance.SharedData;
import org.corridor.compliance.Transfers;
import org.corridor.domain.compliance.ScreeningDecision.Cleared;
import org.corridor.domain.compliance.ScreeningDecision.Held;
import org.corridor.domain.compliance.ScreeningDecision.Hit;
import org.corridor.domain.party.Bic;
import org.corridor.domain.party.Party;
import org.corridor.domain.payment.CreditTransfer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The lists as their publishers give them, and the labelled pairs of names. */
class RealListsTest {
  /** What the comparison reaches on the labelled pairs at the default threshold, rounded down. */
  private static final double PRECISION_FLOOR = 0.88;

  private static final double RECALL_FLOOR = 0.85;

  @Test
  void loadsEveryListByItsContent() {
    SanctionsLists lists = ListLoader.load(SharedData.file("sanctions"));
    assertThat(lists.version())
        .matches(
            "UN@2026-02-27:[0-9a-f]{8}\\+OFAC-CONS@snapshot:[0-9a-f]{8}"
                + "\\+OFAC-SDN@snapshot:[0-9a-f]{8}");
    assertThat(lists.parties()).filteredOn(p -> p.list().equals("UN")).hasSize(1003);
    assertThat(lists.parties()).filteredOn(p -> p.list().equals("OFAC-SDN")).hasSize(8976);
    assertThat(lists.parties()).filteredOn(p -> p.list().equals("OFAC-CONS")).hasSize(442);
    assertThat(lists.parties().stream().mapToInt(p -> p.names().size()).sum())
        .as("with all aliases")
        .isGreaterThan(25_000);
    assertThat(lists.parties()).filteredOn(p -> !p.bics().isEmpty()).hasSizeGreaterThan(70);
    assertThat(lists.parties())
        .allSatisfy(p -> assertThat(p.names()).noneMatch(n -> n.text().contains("-0-")));
  }

  @Test
  void findsEveryListedPartyByItsPrincipalName() {
    SanctionsLists lists = ListLoader.load(SharedData.file("sanctions"));
    NameIndex index = new NameIndex(lists.parties());
    List<String> missed = new ArrayList<>();
    for (int i = 0; i < lists.size(); i += 7) {
      ListedParty party = lists.parties().get(i);
      NameForm name = NameForm.of(party.names().getFirst().text());
      if (index.search(name, 100).found().stream().noneMatch(f -> f.party().equals(party))) {
        missed.add(party.id() + " " + party.names().getFirst().text());
      }
    }
    assertThat(missed).isEmpty();
  }

  @Test
  void holdsAListedBankByTheBicInItsRemarks() {
    ListScreening screening = screening();
    Held held =
        (Held)
            screening.screen(
                Transfers.between(
                    Party.named("Basil Plainsong"),
                    new Bic("HAVIGB2L"),
                    Party.named("Tamsin Okonkwo-Reyes"),
                    Transfers.BETA));
    assertThat(held.hits())
        .extracting(Hit::role, Hit::list)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("debtor-bank", "OFAC-SDN"));
  }

  @Test
  void reachesItsPrecisionAndRecallOnLabelledPairs() throws IOException {
    NameIndex index = new NameIndex(ListLoader.load(SharedData.file("sanctions")).parties());
    Alignment alignment = new Alignment();
    int hits = 0;
    int falseHits = 0;
    int missed = 0;
    String cases = Files.readString(SharedData.file("names/cases.csv"));
    for (List<String> row : OfacLists.rows(cases).stream().skip(1).toList()) {
      NameForm one = NameForm.of(row.get(2)).weighed(index.weights());
      NameForm other = NameForm.of(row.get(3)).weighed(index.weights());
      int score =
          row.get(1).equals("Vessel")
              ? Alignment.scoreWhole(one, other)
              : alignment.score(one, other, row.get(1).equals("Person"));
      boolean match = row.get(4).equals("true");
      hits += match && score >= ListScreening.HOLD_AT ? 1 : 0;
      missed += match && score < ListScreening.HOLD_AT ? 1 : 0;
      falseHits += !match && score >= ListScreening.HOLD_AT ? 1 : 0;
    }
    double precision = (double) hits / (hits + falseHits);
    double recall = (double) hits / (hits + missed);
    System.out.printf(
        "names: %d pairs of one party, precision %.3f, recall %.3f at %d%n",
        hits + missed, precision, recall, ListScreening.HOLD_AT);
    assertThat(hits + missed).isGreaterThan(200);
    assertThat(precision).isGreaterThanOrEqualTo(PRECISION_FLOOR);
    assertThat(recall).isGreaterThanOrEqualTo(RECALL_FLOOR);
  }

  /** Names made to fit everything must end too; found by trying. */
  @Test
  @Timeout(60)
  void endsOnNamesThatFitVeryMany() {
    ListScreening screening = screening();
    for (String name :
        List.of(
            "Mohammad Ali Ahmad Hassan Hussein Abdul Khan Ibrahim Omar Yusuf Mahmud Said Karim",
            "Ali ".repeat(35),
            "a b c d e f g h i j k l m n o p q r s t u v w x",
            "mohammedali".repeat(12),
            "x".repeat(140),
            "al bin abu")) {
      assertThat(screening.screen(Transfers.between(name, "Ann Other")).listVersion())
          .isEqualTo(screening.listVersion());
    }
  }

  /** Goal: to see what a payment costs. Prints only: a busy machine must not fail the build. */
  @Test
  void showsWhatAPaymentCosts() {
    long start = System.nanoTime();
    SanctionsLists lists = ListLoader.load(SharedData.file("sanctions"));
    long loaded = System.nanoTime();
    ListScreening screening = new ListScreening(lists, ListScreening.HOLD_AT);
    long indexed = System.nanoTime();
    List<CreditTransfer> transfers = payments(4_000);
    int cleared = 0;
    long best = Long.MAX_VALUE;
    for (int round = 0; round < 3; round++) {
      long before = System.nanoTime();
      for (CreditTransfer transfer : transfers) {
        cleared += screening.screen(transfer) instanceof Cleared ? 1 : 0;
      }
      best = Math.min(best, System.nanoTime() - before);
    }
    System.out.printf(
        "screening: %d names, read in %d ms, indexed in %d ms, %d us per payment%n",
        screening.names(),
        (loaded - start) / 1_000_000,
        (indexed - loaded) / 1_000_000,
        best / 1_000 / transfers.size());
    assertThat(cleared).isPositive();
  }

  @Test
  void saysThatADirectoryHoldsNoList(@TempDir Path empty) throws IOException {
    Files.writeString(empty.resolve("notes.txt"), "nothing to see");
    Files.writeString(empty.resolve("table.csv"), "a,b,c\n1,2,3\n");
    assertThatThrownBy(() -> ListLoader.load(empty)).hasMessageContaining("no sanctions list");
  }

  @Test
  void readsAListOfTheBanksOwn(@TempDir Path directory) throws IOException {
    Files.writeString(
        directory.resolve("own.txt"),
        "# corridor-list 1; name=HOUSE; date=2026-03-01\n"
            + "# remark\n"
            + "H-1;person;Odo Blench|~Blenchy;;1950\n");
    SanctionsLists lists = ListLoader.load(directory);
    assertThat(lists.version()).startsWith("HOUSE@2026-03-01:");
    assertThat(lists.parties())
        .containsExactly(
            new ListedParty(
                "HOUSE",
                "H-1",
                ListedParty.Kind.PERSON,
                List.of(
                    new ListedParty.Alias("Odo Blench", false),
                    new ListedParty.Alias("Blenchy", true)),
                List.of(),
                List.of(1950)));
  }

  private static ListScreening screening() {
    return new ListScreening(ListLoader.load(SharedData.file("sanctions")), ListScreening.HOLD_AT);
  }

  private static List<CreditTransfer> payments(int count) {
    List<String> first =
        List.of("James", "Mary", "Ahmed", "Mohammad", "Fatima", "Wei", "Ivan", "Olga", "Priya");
    List<String> last =
        List.of("Smith", "Johnson", "Khan", "Hussain", "Ivanov", "Garcia", "Sharma", "Chen");
    Random random = new Random(7);
    List<CreditTransfer> transfers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String debtor = pick(first, random) + " " + pick(first, random) + " " + pick(last, random);
      String creditor = pick(last, random) + " " + pick(last, random) + " General Trading LLC";
      transfers.add(Transfers.between(debtor, creditor));
    }
    return transfers;
  }

  private static String pick(List<String> names, Random random) {
    return names.get(random.nextInt(names.size()));
  }
}
