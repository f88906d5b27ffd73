package org.corridor.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.corridor.domain.testing.Samples.NOON;

import java.util.List;
import org.corridor.domain.money.Money;
import org.corridor.domain.settlement.IncomingAgreement;
import org.corridor.domain.settlement.IncomingQueries.Arrived;
import org.corridor.domain.settlement.IncomingQueries.Fate;
import org.corridor.domain.settlement.IncomingStore.Credit;
import org.corridor.domain.settlement.IncomingStore.Suspended;
import org.corridor.domain.settlement.SettlementLedger.Arrival;
import org.corridor.domain.settlement.SuspenseReason;
import org.corridor.domain.testing.Samples;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the pages ask about arrivals, and what people did, on PostgreSQL. */
class IncomingQueriesTest extends StoresOnPostgres {
  private final IncomingAgreement agreement = Samples.incoming(1, Samples.hash(1));
  private final Arrival credited = Samples.arrival(1, Samples.hash(1), "10.00");
  private final Arrival unknown = Samples.arrival(2, Samples.hash(2), "2.00");
  private final Arrival twice = Samples.arrival(3, Samples.hash(1), "10.00");

  @BeforeEach
  void arrive() {
    run(
        () -> {
          stores.incoming().recordAgreement(agreement);
          stores.incoming().recordArrivals(List.of(credited, unknown, twice));
          stores
              .incoming()
              .credited(
                  List.of(
                      new Credit(
                          agreement.uetr(),
                          List.of(credited.id()),
                          Money.of("10.00", agreement.currency().getCurrencyCode()),
                          NOON)));
          stores
              .incoming()
              .toSuspense(
                  List.of(
                      new Suspended(
                          unknown, SuspenseReason.OTHER_MEMO, null, NOON, NOON.plusSeconds(60), 0),
                      new Suspended(twice, SuspenseReason.TWICE, agreement.uetr(), NOON, null, 0)));
        });
  }

  @Test
  void tellsWhatArrivedNewestFirstAndWhatBecameOfIt() {
    List<Arrived> all = stores.incomingQueries().arrived(null, 10).items();
    assertThat(all)
        .extracting(a -> a.arrival().id())
        .containsExactly(twice.id(), unknown.id(), credited.id());
    assertThat(all)
        .extracting(Arrived::fate)
        .containsExactly(Fate.SUSPENSE, Fate.SUSPENSE, Fate.CREDITED);
    assertThat(all.get(1).returnAt()).isEqualTo(NOON.plusSeconds(60));
    assertThat(all.get(1).agreement()).isNull();
    assertThat(all.get(2).agreement()).isEqualTo(agreement);
    assertThat(stores.incomingQueries().inSuspense()).isEqualTo(2);
  }

  @Test
  void pagesByTheLastRow() {
    var first = stores.incomingQueries().arrived(null, 2);
    var second = stores.incomingQueries().arrived(first.next(), 2);
    assertThat(first.items()).hasSize(2);
    assertThat(second.items()).extracting(a -> a.arrival().id()).containsExactly(credited.id());
    assertThat(second.next()).isNull();
    assertThatThrownBy(() -> stores.incomingQueries().arrived("nonsense", 2))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void tellsTheStoryOfAPaymentToUs() {
    var story = stores.incomingQueries().expected(agreement.uetr()).orElseThrow();
    assertThat(story.credited())
        .isEqualTo(Money.of("10.00", agreement.currency().getCurrencyCode()));
    assertThat(story.creditedAt()).isEqualTo(NOON);
    assertThat(story.arrivals())
        .extracting(a -> a.arrival().id())
        .containsExactly(credited.id(), twice.id());
    assertThat(stores.incomingQueries().expected(Samples.uetr(9))).isEmpty();
  }

  @Test
  void keepsWhatPeopleDidForGood() {
    AuditTable audit = new AuditTable(pool);
    AuditTable.Entry one = new AuditTable.Entry(NOON, "piet", "replay", "queue", "asked for");
    AuditTable.Entry two = new AuditTable.Entry(NOON, "piet", "replay", "queue", "3 sent back");
    audit.keep(one);
    audit.keep(two);
    assertThat(audit.newest(10)).containsExactly(two, one);
    assertThatThrownBy(() -> new JdbcTemplate(pool).update("delete from payment_audit"))
        .hasMessageContaining("append only");
  }
}
