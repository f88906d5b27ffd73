package org.corridor.adapters.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.corridor.domain.money.LedgerAmount;
import org.corridor.domain.party.LedgerAddress;
import org.corridor.domain.settlement.SettlementLedger.Arrival;
import org.corridor.domain.settlement.SettlementLedger.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers recorded from a real Horizon. */
class RecordedAnswersTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final LedgerAddress ALICE =
      new LedgerAddress("GAUV36BVMKYFVRORCSJOKIYNTVCKLTZYJ5KQQZNLATJFQZOQSULEPN6D");
  private static final LedgerAddress BOB =
      new LedgerAddress("GDV3EUF2VGGRWTEOLV6Z5OF63XIQ4RYU3EYU6BYFVVG3USGXGSBXFTFH");

  @ParameterizedTest
  @CsvSource({
    "006-submit-path-payment-strict-receive, 1200.0000000, 15.0316456",
    "007-submit-path-payment-strict-send, 395.0000000, 5.0000000",
    "021-submit-muxed, 2.0000000, 2.0000000",
  })
  void tellsDeliveredAndSpent(String name, String delivered, String spent) throws IOException {
    Outcome.Applied applied =
        (Outcome.Applied) new OutcomeReader(ALICE).read(record(name)).orElseThrow();
    assertThat(applied.delivery().delivered()).isEqualTo(LedgerAmount.parse(delivered));
    assertThat(applied.delivery().spent()).isEqualTo(LedgerAmount.parse(spent));
    assertThat(applied.delivery().networkFee()).isEqualTo(100);
    assertThat(applied.hash()).hasSize(64);
  }

  @Test
  void leavesOutWhatIsNoneOfOurs() throws IOException {
    assertThat(new OutcomeReader(BOB).read(record("006-submit-path-payment-strict-receive")))
        .isEmpty();
    assertThat(new OutcomeReader(ALICE).read(record("018-submit-sponsorship"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "026-submit-fail-underfunded",
    "027-submit-fail-no-trust",
    "029-submit-fail-over-sendmax",
    "030-submit-fail-too-few-offers",
  })
  void namesFailuresAsHorizonDoes(String name) throws IOException {
    JsonNode extras = body(name).path("extras");
    var record =
        java.util.Map.of(
            "hash", "h",
            "envelope_xdr", extras.path("envelope_xdr").asText(),
            "result_xdr", extras.path("result_xdr").asText());
    assertThat(new OutcomeReader(ALICE).read(record))
        .contains(
            new Outcome.Failed(
                "h", extras.path("result_codes").path("operations").path(0).asText()));
  }

  @ParameterizedTest
  @CsvSource({
    "031-submit-fail-bad-auth",
    "032-submit-fail-bad-seq",
    "033-submit-fail-insufficient-fee"
  })
  void namesRefusalsAsHorizonDoes(String name) throws IOException {
    JsonNode extras = body(name).path("extras");
    assertThat(OutcomeReader.code(extras.path("result_xdr").asText()))
        .isEqualTo(extras.path("result_codes").path("transaction").asText());
  }

  @Test
  void readsArrivalsOfEachKind() throws IOException {
    byte[] page = body("057-payments").toString().getBytes(StandardCharsets.UTF_8);
    ArrivalReader reader = new ArrivalReader(BOB);
    List<Arrival> arrivals =
        Records.ofPage(page, ArrivalReader.FIELDS).stream()
            .map(reader::read)
            .flatMap(Optional::stream)
            .toList();
    assertThat(arrivals)
        .extracting(arrival -> arrival.asset().code() + " " + arrival.amount())
        .containsExactly("USD 2.0000000", "USD 1.0000000", "INRTOKEN 395.0000000");
    assertThat(arrivals).extracting(Arrival::from).containsOnly(ALICE);
    assertThat(arrivals.getFirst().memoText()).isEqualTo("420");
  }

  private static java.util.Map<String, String> record(String name) throws IOException {
    return Records.ofRecord(
        body(name).toString().getBytes(StandardCharsets.UTF_8), OutcomeReader.FIELDS);
  }

  private static JsonNode body(String name) throws IOException {
    Path recordings = recordings();
    assumeTrue(Files.isDirectory(recordings), "no recordings in " + recordings);
    return JSON.readTree(Files.readAllBytes(recordings.resolve(name + ".json"))).path("body");
  }

  private static Path recordings() {
    Path folder = Path.of(System.getProperty("user.dir")).toAbsolutePath();
    while (folder.getParent() != null && !Files.exists(folder.resolve("../shared"))) {
      folder = folder.getParent();
    }
    return folder.resolve("../shared/stellar/horizon").normalize();
  }
}
