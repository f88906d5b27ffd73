package org.corridor.adapters.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.corridor.domain.Retryable;
import org.corridor.domain.money.Asset;
import org.corridor.domain.money.LedgerAmount;
import org.corridor.domain.payment.Uetr;
import org.corridor.domain.settlement.Quote;
import org.corridor.domain.settlement.SettlementLedger.Order;
import org.corridor.domain.settlement.SettlementLedger.Page;
import org.corridor.domain.settlement.SettlementLedger.Submission;
import org.corridor.domain.settlement.SignedTransaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each answer that a Horizon can give to a submission, and what may be made of it. */
class HorizonLedgerAnswersTest {
  private static final String BAD_SEQ = "AAAAAAAAAAD////7AAAAAA==";
  private static final String TOO_LATE = "AAAAAAAAAAD////9AAAAAA==";
  private static final String BAD_AUTH = "AAAAAAAAAGT////6AAAAAA==";
  private static final String FULL = "AAAAAAAAAGT////3AAAAAA==";
  private static final Instant VALID_UNTIL = Instant.parse("2026-01-01T00:00:30Z");
  private static final long SEQUENCE = 41;

  private final StubHorizon horizon = new StubHorizon();
  private final MemoryChannels channels = new MemoryChannels();
  private final LedgerKeys keys = LedgerKeys.ofMaster(new byte[32]);
  private final Asset usd = new Asset("USD", keys.channel(9).address());
  private HorizonLedger ledger;
  private SignedTransaction signed;

  @BeforeEach
  void sign() {
    ledger = ledger(horizon.url());
    channels.register(List.of(new Channels.Channel(keys.channel(0).address().value(), SEQUENCE)));
    signed = ledger.sign(List.of(order())).getFirst();
  }

  @AfterEach
  void close() {
    ledger.close();
    horizon.close();
  }

  @ParameterizedTest
  @CsvSource({"201,PENDING", "409,DUPLICATE"})
  void takesPendingAndDuplicateAsAccepted(int status, String word) {
    answerAtOnce(status, word, "");
    assertThat(ledger.submit(signed)).isEqualTo(new Submission.Accepted());
  }

  @Test
  void triesLaterWhenTheLedgerIsFull() {
    answerAtOnce(503, "TRY_AGAIN_LATER", "");
    assertThat(ledger.submit(signed)).isEqualTo(new Submission.TryLater());
    answerAtOnce(400, "ERROR", FULL);
    assertThat(ledger.submit(signed)).isEqualTo(new Submission.TryLater());
  }

  @Test
  void takesARefusalForWhatItIsWhenHistoryDoesNotHoldTheBytes() {
    answerAtOnce(400, "ERROR", BAD_AUTH);
    assertThat(ledger.submit(signed)).isEqualTo(new Submission.Refused("tx_bad_auth"));
  }

  @Test
  void correctsTheChannelWhenOthersSpentItsNumber() {
    answerAtOnce(400, "ERROR", BAD_SEQ);
    channelStandsAt(50);
    assertThat(ledger.submit(signed)).isEqualTo(new Submission.Refused("tx_bad_seq"));
    ledger.release(signed, false);
    assertThat(channels.sequence(signed.channel())).isEqualTo(50);
  }

  @Test
  void neverRefusesForABadNumberWhileHistoryMayLagBehind() {
    answerAtOnce(400, "ERROR", BAD_SEQ);
    channelStandsAt(SEQUENCE);
    assertThat(ledger.submit(signed)).isEqualTo(new Submission.TryLater());
  }

  @Test
  void neverRefusesBytesThatAreInHistory() {
    answerAtOnce(400, "ERROR", BAD_SEQ);
    channelStandsAt(SEQUENCE + 1);
    inHistory();
    assertThat(ledger.submit(signed)).isEqualTo(new Submission.Accepted());
    ledger.release(signed, true);
    assertThat(channels.sequence(signed.channel())).isEqualTo(SEQUENCE + 1);
  }

  @Test
  void refusesAsTooLateOnlyOnceHistoryIsPastTheTimeBound() {
    answerAtOnce(400, "ERROR", TOO_LATE);
    latestCloseAt("2026-01-01T00:00:30Z");
    assertThat(ledger.submit(signed)).isEqualTo(new Submission.TryLater());
    latestCloseAt("2026-01-01T00:00:31Z");
    assertThat(ledger.submit(signed)).isEqualTo(new Submission.Refused("tx_too_late"));
    inHistory();
    assertThat(ledger.submit(signed)).isEqualTo(new Submission.Accepted());
  }

  @Test
  void fallsBackToTheSynchronousResource() {
    horizon.on("/transactions", 200, "{\"successful\":true}");
    assertThat(ledger.submit(signed)).isEqualTo(new Submission.Accepted());
    horizon.on("/transactions", 400, failure("tx_failed"));
    assertThat(ledger.submit(signed)).isEqualTo(new Submission.Accepted());
    horizon.on("/transactions", 400, failure("tx_bad_auth"));
    assertThat(ledger.submit(signed)).isEqualTo(new Submission.Refused("tx_bad_auth"));
    assertThat(horizon.asked).filteredOn("POST /transactions_async"::equals).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"500", "502", "504"})
  void saysThatNobodyKnowsWhenTheServerBreaks(int status) {
    horizon.on("/transactions_async", status, "<html>oops</html>");
    assertThatThrownBy(() -> ledger.submit(signed)).isInstanceOf(Retryable.class);
  }

  @Test
  void saysThatNobodyKnowsWhenNothingListens() {
    horizon.close();
    assertThatThrownBy(() -> ledger.submit(signed)).isInstanceOf(Retryable.class);
    assertThatThrownBy(() -> ledger.submitAll(List.of(signed, signed)))
        .isInstanceOf(Retryable.class);
    assertThatThrownBy(() -> ledger.outcomes("0")).isInstanceOf(Retryable.class);
  }

  @Test
  void anAccountThatIsNotThereYetHasEmptyStreams() {
    assertThat(ledger.outcomes("0")).isEqualTo(new Page<>(List.of(), "0"));
    assertThat(ledger.arrivals("17")).isEqualTo(new Page<>(List.of(), "17"));
    assertThat(ledger.balance(usd)).isEqualTo(LedgerAmount.ZERO);
  }

  @Test
  void aStreamFromNowBeginsBehindTheLatestRecord() {
    horizon.on(
        "/accounts/" + ledger.ourAccount() + "/transactions",
        200,
        "{\"_embedded\":{\"records\":[{\"paging_token\":\"635655163904\"}]}}");
    assertThat(ledger.outcomes("now")).isEqualTo(new Page<>(List.of(), "635655163904"));
  }

  @Test
  void leasesAChannelOnceUntilItIsReleased() {
    assertThat(ledger.sign(List.of(order()))).isEmpty();
    ledger.release(signed, true);
    ledger.release(signed, true);
    assertThat(channels.sequence(signed.channel())).isEqualTo(SEQUENCE + 1);
    SignedTransaction next = ledger.sign(List.of(order(), order())).getFirst();
    assertThat(OutcomeReader.sequence(next.envelope())).isEqualTo(SEQUENCE + 2);
    assertThat(next.hash()).isNotEqualTo(signed.hash());
  }

  @Test
  void readsFractionsOfASecondOfTheTimeBoundDown() {
    assertThat(signed.validUntil()).isEqualTo(VALID_UNTIL);
    assertThat(order().validUntil()).isAfter(VALID_UNTIL);
  }

  private HorizonLedger ledger(URI url) {
    HorizonSettings settings =
        new HorizonSettings(
            url,
            "Test SDF Network ; September 2015",
            Map.of(Currency.getInstance("USD"), usd),
            100,
            Duration.ofSeconds(5),
            8);
    return new HorizonLedger(settings, keys, channels);
  }

  private Order order() {
    LedgerAmount ten = LedgerAmount.parse("10");
    Quote quote =
        new Quote(
            Quote.Mode.STRICT_SEND, usd, ten, usd, ten, List.of(), ten, VALID_UNTIL.plusSeconds(9));
    return new Order(
        new Uetr("6f1e2d3c-4b5a-4789-8abc-def012345678"),
        quote,
        keys.channel(8).address(),
        "ab".repeat(32),
        VALID_UNTIL.plusMillis(750));
  }

  private void answerAtOnce(int status, String word, String result) {
    horizon.on(
        "/transactions_async",
        status,
        "{\"tx_status\":\"%s\",\"hash\":\"%s\",\"error_result_xdr\":\"%s\"}"
            .formatted(word, signed.hash(), result));
  }

  private void channelStandsAt(long sequence) {
    horizon.on("/accounts/" + signed.channel(), 200, "{\"sequence\":\"" + sequence + "\"}");
  }

  private void inHistory() {
    horizon.on(
        "/transactions/" + signed.hash(),
        200,
        """
        {"hash":"%s","ledger":7,"created_at":"2026-01-01T00:00:20Z","fee_charged":"100",
         "envelope_xdr":"%s","result_xdr":"AAAAAAAAAGQAAAAAAAAAAQAAAAAAAAABAAAAAAAAAAA="}\
        """
            .formatted(signed.hash(), signed.envelope()));
  }

  private void latestCloseAt(String time) {
    horizon.on("/", 200, "{\"history_latest_ledger_closed_at\":\"" + time + "\"}");
  }

  private static String failure(String code) {
    return "{\"extras\":{\"result_codes\":{\"transaction\":\"" + code + "\"}}}";
  }
}
