package org.corridor.ledger.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replays what a real stellar-core did: every result, refusal, header, change and entry. */
class ReplayTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "01-accounts",
        "02-credit",
        "03-offers",
        "04-path-payments",
        "05-signers",
        "06-claimable-balances",
        "07-sponsorship",
        "08-liquidity-pools",
        "09-everything",
        "10-everything",
        "11-deep-books",
        "12-deep-everything",
        "13-deep-claimable-sponsor"
      })
  void agreesWithTheRecordedNetwork(String name) throws IOException {
    String resource = "/recordings/" + name + ".jsonl.gz";
    try (InputStream compressed =
            Objects.requireNonNull(ReplayTest.class.getResourceAsStream(resource));
        InputStream plain = new GZIPInputStream(compressed)) {
      Report report = Replay.replay(name, plain);
      assertThat(report.agrees()).as(report.toString()).isTrue();
      assertThat(report.same(Report.Subject.RESULTS, true)).isPositive();
    }
  }
}
