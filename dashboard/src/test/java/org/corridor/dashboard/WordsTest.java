package org.corridor.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.corridor.domain.settlement.SuspenseReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What people read. */
final class WordsTest {
  private static final Instant NOW = Instant.parse("2026-05-04T10:15:30Z");

  @ParameterizedTest
  @CsvSource({
    "0.00 EUR, 0.00 EUR",
    "999 JPY, 999 JPY",
    "1000 JPY, 1_000 JPY",
    "-1234567.50 EUR, -1_234_567.50 EUR",
    "-123.50, -123.50",
    "50000000.0000000, 50_000_000.0000000",
    "123456, 123_456",
  })
  void setsThousandsApart(String amount, String shown) {
    assertThat(Words.grouped(amount).replace('\u202f', '_')).isEqualTo(shown);
  }

  @ParameterizedTest
  @EnumSource(SuspenseReason.class)
  void saysWhyAndWhatFollows(SuspenseReason reason) {
    assertThat(Words.reason(reason)).doesNotContain("_").hasSizeGreaterThan(15);
    assertThat(Words.outlook(reason, null, NOW)).isEqualTo("Stays until an officer decides");
    assertThat(Words.outlook(reason, NOW, NOW)).contains("on its way back");
    assertThat(Words.outlook(reason, NOW.plusSeconds(1), NOW))
        .contains("oes back to the sender at 2026-05-04 10:15:31 UTC");
  }

  @Test
  void saysWhoDidAStep() {
    assertThat(Words.by("screen")).isEqualTo("stage screen");
    assertThat(Words.by("officer:olga,omar")).isEqualTo("officer olga and omar");
  }
}
