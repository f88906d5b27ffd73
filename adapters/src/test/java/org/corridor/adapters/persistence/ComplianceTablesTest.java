package org.corridor.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.corridor.adapters.persistence.Samples.NOW;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.corridor.adapters.persistence.CaseTable.CaseRow;
import org.corridor.adapters.persistence.CaseTable.EntryRow;
import org.corridor.domain.Retryable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Cases and nonces on PostgreSQL. */
class ComplianceTablesTest extends StoresOnPostgres {
  private CaseTable cases;

  @BeforeEach
  void openTable() {
    cases = new CaseTable(pool);
  }

  @Test
  void opensACaseOnce() {
    CaseRow fresh = fresh(1);
    assertThat(cases.open(fresh)).isEqualTo(fresh);
    CaseRow again =
        new CaseRow(
            fresh.uetr(),
            "OUTGOING",
            NOW.plusSeconds(9),
            fresh.decision(),
            null,
            List.of(),
            true,
            0);
    assertThat(cases.open(again)).isEqualTo(fresh);
    assertThat(cases.find(fresh.uetr(), "INCOMING")).isEmpty();
  }

  @Test
  void keepsTheWholeHistoryAndRefusesAStaleChange() {
    CaseRow fresh = cases.open(fresh(1));
    CaseRow claimed = with(fresh, "CLAIMED", "olga", true);
    CaseRow other = with(fresh, "REJECTED", "peter", false);
    assertThat(cases.update(claimed)).isTrue();
    assertThat(cases.update(other)).isFalse();
    CaseRow released = with(claimed, "RELEASED", "peter", false);
    assertThat(cases.update(released)).isTrue();
    assertThat(cases.find(fresh.uetr(), "OUTGOING")).contains(released);
    assertThat(cases.openCases(null, 10)).isEmpty();
    assertThatThrownBy(() -> new JdbcTemplate(pool).update("delete from case_entry"))
        .hasMessageContaining("append only");
  }

  @Test
  void pagesThroughOpenCasesOldestFirst() {
    List<CaseRow> opened = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      opened.add(cases.open(fresh(i)));
    }
    assertThat(cases.update(with(opened.get(0), "COMMENTED", "olga", true))).isTrue();
    List<CaseRow> first = cases.openCases(null, 2);
    List<CaseRow> second = cases.openCases(first.getLast(), 10);
    assertThat(first)
        .containsExactly(with(opened.get(0), "COMMENTED", "olga", true), opened.get(1));
    assertThat(second).containsExactly(opened.get(2), opened.get(3), opened.get(4));
  }

  @Test
  void takesANonceOnce() throws Exception {
    NonceTable nonces = new NonceTable(pool, () -> NOW);
    List<CompletableFuture<Boolean>> told = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      told.add(start(() -> nonces.firstSeen("BETAAEAD", "n-1", NOW.plusSeconds(60))));
    }
    int first = 0;
    for (CompletableFuture<Boolean> one : told) {
      first += one.get(10, TimeUnit.SECONDS) ? 1 : 0;
    }
    assertThat(first).isEqualTo(1);
    assertThat(nonces.firstSeen("ALPHGB2L", "n-1", NOW.plusSeconds(60))).isTrue();
  }

  @Test
  void forgetsNoncesThatHaveRunOutOnly() {
    new NonceTable(pool, () -> NOW).firstSeen("BETAAEAD", "old", NOW.plusSeconds(60));
    NonceTable later = new NonceTable(pool, () -> NOW.plusSeconds(61));
    assertThat(later.firstSeen("BETAAEAD", "new", NOW.plusSeconds(120))).isTrue();
    assertThat(new JdbcTemplate(pool).queryForList("select nonce from payment_nonce", String.class))
        .containsExactly("new");
    pool.close();
    assertThatThrownBy(() -> later.firstSeen("BETAAEAD", "new", NOW.plusSeconds(120)))
        .isInstanceOf(Retryable.class);
  }

  private static CaseRow fresh(int number) {
    return new CaseRow(
        Samples.uetr(number).value(),
        "OUTGOING",
        NOW.plusSeconds(number),
        Samples.held().decision(),
        null,
        List.of(),
        true,
        0);
  }

  private static CaseRow with(CaseRow row, String action, String officer, boolean open) {
    List<EntryRow> entries = new ArrayList<>(row.entries());
    entries.add(new EntryRow(action, officer, NOW, "because", row.decision().listVersion()));
    return new CaseRow(
        row.uetr(),
        row.direction(),
        row.openedAt(),
        row.decision(),
        action.equals("CLAIMED") ? officer : row.claimedBy(),
        entries,
        open,
        row.version() + 1);
  }
}
