package org.corridor.adapters.interbank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.corridor.adapters.interbank.Bench.BETA;
import static org.corridor.adapters.interbank.Bench.payment;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.corridor.compliance.cases.Case;
import org.corridor.domain.ReasonCode;
import org.corridor.domain.Retryable;
import org.corridor.domain.compliance.Agreement;
import org.corridor.domain.compliance.Attachment;
import org.corridor.domain.compliance.Letter;
import org.corridor.domain.compliance.TravelRule.Answer;
import org.corridor.domain.compliance.TravelRule.Request;
import org.corridor.domain.money.Money;
import org.corridor.domain.party.AccountReference;
import org.corridor.domain.party.Beneficiary;
import org.corridor.domain.party.BeneficiaryAddress;
import org.corridor.domain.party.BeneficiaryAddress.AccountAtBank;
import org.corridor.domain.party.BeneficiaryAddress.MobileNumber;
import org.corridor.domain.party.BeneficiaryAddress.NameAtBank;
import org.corridor.domain.party.BeneficiaryAddress.NationalId;
import org.corridor.domain.party.Bic;
import org.corridor.domain.party.Directory.Query;
import org.corridor.domain.party.Directory.Resolution;
import org.corridor.domain.payment.Rejection;
import org.corridor.domain.payment.Uetr;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Alpha asks and Beta answers, over HTTP, with real signatures. */
class InterbankExchangeTest {
  private final Bench bench = new Bench();

  @AfterEach
  void stop() {
    bench.close();
  }

  @Test
  void resolvesEveryKindOfAddressInOneRequestPerBank() {
    List<Resolution> answers =
        bench.client.resolve(
            List.of(
                at(new NameAtBank("Amina", "beta.example")),
                at(new NameAtBank("amina", "beta.example")),
                new Query(new NameAtBank("ann", "alpha.example"), Bench.ALPHA),
                at(account("AE070331234567890123456")),
                at(account("B-1002")),
                at(new NationalId("AE", "784-1990-1")),
                at(new MobileNumber("+971501234568"))));
    assertThat(answers)
        .extracting(a -> ((Resolution.Found) a).beneficiary().accountId())
        .containsExactly("B-1001", "B-1001", "A-1", "B-1001", "B-1002", "B-1001", "B-1002");
    assertThat(((Resolution.Found) answers.getFirst()).beneficiary()).isEqualTo(Bench.amina());
    assertThat(bench.requests).isEqualTo(1);
  }

  @Test
  void tellsWhyAnAddressHasNoAccount() {
    List<Resolution> answers =
        bench.client.resolve(
            List.of(
                at(account("B-9999")),
                at(new NameAtBank("carim", "beta.example")),
                at(new NameAtBank("dana", "beta.example")),
                at(new NameAtBank("amina", "other.example")),
                at(new NationalId("AE", "0000")),
                at(new MobileNumber("+971500000000")),
                new Query(new MobileNumber("+971500000000"), Bench.GAMMA)));
    assertThat(answers)
        .extracting(a -> ((Resolution.NotFound) a).code())
        .containsExactly(
            ReasonCode.AC03,
            ReasonCode.AC04,
            ReasonCode.AC06,
            ReasonCode.BE06,
            ReasonCode.BE06,
            ReasonCode.BE06,
            ReasonCode.AGNT);
  }

  @Test
  void agreesToTheHashOfWhatWasAsked() {
    Request request = payment(1);
    Agreement agreement = agreed(bench.client.agree(List.of(request)).getFirst());
    Attachment kept = bench.book.find(List.of(request.transfer().uetr())).getFirst().attachment();
    assertThat(agreement.attachmentHash()).isEqualTo(kept.hash()).matches("[0-9a-f]{64}");
    assertThat(agreement.agreedAt()).isEqualTo(Bench.NOW);
    assertThat(agreement.expiresAt()).isEqualTo(Bench.NOW.plus(InterbankDesk.VALIDITY));
    assertThat(kept)
        .isEqualTo(Attachment.of(request, Bench.ALPHA, Bench.ALPHA_ACCOUNT, kept.salt()));
    assertThat(kept.asTransfer().debtor()).isEqualTo(request.transfer().debtor());
  }

  @Test
  void givesTheSameAgreementToTheSameQuestion() {
    Answer first = bench.client.agree(List.of(payment(1))).getFirst();
    bench.betaTime = Bench.NOW.plusSeconds(60);
    assertThat(bench.client.agree(List.of(payment(1)))).containsExactly(first);
  }

  @Test
  void renewsAnAgreementThatRanOutUnderTheSameMemo() {
    Agreement first = agreed(bench.client.agree(List.of(payment(1))).getFirst());
    bench.alphaTime = bench.betaTime = first.expiresAt().plusSeconds(1);
    Agreement second = agreed(bench.client.agree(List.of(payment(1))).getFirst());
    assertThat(second.attachmentHash()).isEqualTo(first.attachmentHash());
    assertThat(second.expiresAt()).isEqualTo(bench.betaTime.plus(InterbankDesk.VALIDITY));
  }

  @Test
  void refusesOtherContentUnderTheSameUetrAndNamesTheField() {
    bench.client.agree(List.of(payment(1)));
    assertRefused(
        bench.client.agree(List.of(payment(1, "101.00", "Basil Plainsong", Bench.amina()))),
        ReasonCode.AM05,
        "settlement");
    assertRefused(
        bench.client.agree(List.of(payment(1, "100.00", "Basil Plainchant", Bench.amina()))),
        ReasonCode.AM05,
        "debtor.name");
  }

  @Test
  void refusesAPaymentThatIsInTheRequestTwice() {
    List<Answer> answers = bench.client.agree(List.of(payment(1), payment(1)));
    assertThat(answers.getFirst()).isInstanceOf(Answer.Agreed.class);
    assertRefused(answers.subList(1, 2), ReasonCode.AM05, "twice");
  }

  @Test
  void answersAFullBatchInOrder() {
    List<Request> batch =
        new ArrayList<>(IntStream.range(0, 256).mapToObj(Bench::payment).toList());
    batch.set(7, payment(7, "1.00", "Basil Plainsong", account("B-1003", "AED")));
    List<Answer> answers = bench.client.agree(batch);
    assertThat(answers).hasSize(256);
    for (int i = 0; i < 256; i++) {
      if (i == 7) {
        assertRefused(answers.subList(7, 8), ReasonCode.AC04, "closed");
      } else {
        Uetr uetr = batch.get(i).transfer().uetr();
        assertThat(agreed(answers.get(i)))
            .isEqualTo(bench.book.find(List.of(uetr)).getFirst().agreement());
      }
    }
    assertThat(bench.requests).isEqualTo(1);
  }

  @Test
  void refusesAnAccountThatIsNotWhatTheSenderBelieves() {
    assertRefused(
        bench.client.agree(List.of(payment(1, "1.00", "Basil", account("B-1001", "USD")))),
        ReasonCode.AM03,
        "currency");
    assertRefused(
        bench.client.agree(List.of(payment(2, "1.00", "Basil", account("B-1004", "AED")))),
        ReasonCode.AC06,
        "blocked");
    assertRefused(
        bench.client.agree(List.of(payment(3, "1.00", "Basil", account("B-0", "AED")))),
        ReasonCode.AC03,
        "not known");
    Beneficiary elsewhere =
        new Beneficiary(BETA, "B-1001", "A. S.", Money.currency("AED"), Bench.ALPHA_ACCOUNT);
    assertRefused(
        bench.client.agree(List.of(payment(4, "1.00", "Basil", elsewhere))),
        ReasonCode.RC01,
        "ledger");
  }

  @Test
  void waitsForTheOfficersOfTheReceivingBank() {
    Request request = payment(1, "100.00", "Zorvan Quillmarrow", Bench.amina());
    Uetr uetr = request.transfer().uetr();
    assertThat(bench.client.agree(List.of(request))).containsExactly(new Answer.Pending());
    assertThat(bench.client.agree(List.of(request))).containsExactly(new Answer.Pending());
    bench.cases.release(uetr, Case.Direction.INCOMING, "olga", "another person");
    assertThat(bench.client.agree(List.of(request))).containsExactly(new Answer.Pending());
    bench.cases.release(uetr, Case.Direction.INCOMING, "omar", "confirmed by passport");
    assertThat(bench.client.agree(List.of(request)).getFirst()).isInstanceOf(Answer.Agreed.class);
  }

  @Test
  void refusesWhatTheOfficersRejectedAndSaysNoMore() {
    Request request = payment(1, "100.00", "Zorvan Quillmarrow", Bench.amina());
    bench.client.agree(List.of(request));
    bench.cases.reject(
        request.transfer().uetr(), Case.Direction.INCOMING, "olga", "it is the listed person");
    assertThat(bench.client.agree(List.of(request)))
        .containsExactly(
            new Answer.Refused(new Rejection(ReasonCode.RR04, ReasonCode.RR04.meaning())));
  }

  @Test
  void refusesABankThatIsNotConnected() {
    Beneficiary atGamma =
        new Beneficiary(Bench.GAMMA, "G-1", "G.", Money.currency("EUR"), Bench.BETA_ACCOUNT);
    assertRefused(
        bench.client.agree(List.of(payment(1, "1.00", "Basil", atGamma))),
        ReasonCode.AGNT,
        "not connected");
    assertThat(bench.requests).isZero();
  }

  @Test
  void refusesAReplayedRequest() {
    byte[] body = sheets(payment(1));
    Letter letter = bench.alphaSeals.seal(Wire.AGREEMENTS, BETA, body);
    assertThat(bench.desk.agreements(LetterHeaders.write(letter)::get, body).status())
        .isEqualTo(200);
    assertFault(bench.desk.agreements(LetterHeaders.write(letter)::get, body), 401, "REPLAYED");
  }

  @Test
  void refusesAnAlteredRequest() {
    byte[] body = sheets(payment(1));
    Letter letter = bench.alphaSeals.seal(Wire.AGREEMENTS, BETA, body);
    byte[] altered =
        new String(body, StandardCharsets.UTF_8)
            .replace("100.00", "900.00")
            .getBytes(StandardCharsets.UTF_8);
    assertFault(
        bench.desk.agreements(LetterHeaders.write(letter)::get, altered), 401, "BAD_SIGNATURE");
    assertThat(bench.book.find(List.of(payment(1).transfer().uetr()))).isEmpty();
  }

  @Test
  void refusesARequestSignedForAnotherPurpose() {
    byte[] body = sheets(payment(1));
    Letter letter = bench.alphaSeals.seal(Wire.RESOLUTIONS, BETA, body);
    assertFault(
        bench.desk.agreements(LetterHeaders.write(letter)::get, body), 401, "BAD_SIGNATURE");
  }

  @Test
  void refusesAnOldRequestAndOneFromTheFuture() {
    byte[] body = sheets(payment(1));
    Letter letter = bench.alphaSeals.seal(Wire.AGREEMENTS, BETA, body);
    bench.betaTime = Bench.NOW.plus(Duration.ofMinutes(6));
    assertFault(bench.desk.agreements(LetterHeaders.write(letter)::get, body), 401, "EXPIRED");
    bench.betaTime = Bench.NOW.minus(Duration.ofMinutes(2));
    assertFault(
        bench.desk.agreements(LetterHeaders.write(letter)::get, body), 401, "FROM_THE_FUTURE");
  }

  @Test
  void refusesAPaymentSentForAnotherBank() {
    Attachment foreign =
        Attachment.of(payment(1), Bench.GAMMA, Bench.ALPHA_ACCOUNT, "0".repeat(32));
    byte[] body = Wire.write(new Wire.Attachments(new ArrayList<>(List.of(Forms.sheet(foreign)))));
    Letter letter = bench.alphaSeals.seal(Wire.AGREEMENTS, BETA, body);
    DeskReply reply = bench.desk.agreements(LetterHeaders.write(letter)::get, body);
    assertThat(text(reply)).contains("REFUSED", "AGNT", "not the one who signed");
  }

  @Test
  void answersEachFormFaultWithItsStatus() {
    assertFault(bench.desk.agreements(name -> null, new byte[0]), 400, "headers");
    assertFault(bench.desk.agreements(name -> null, new byte[(4 << 20) + 1]), 413, "too large");
    Map<String, String> headers =
        new HashMap<>(
            LetterHeaders.write(bench.alphaSeals.seal(Wire.AGREEMENTS, BETA, new byte[0])));
    headers.put(LetterHeaders.SENT_AT, "yesterday");
    assertFault(bench.desk.agreements(headers::get, new byte[0]), 400, "headers");
    assertFault(signed("{"), 400, "interbank.json");
    assertFault(signed("null"), 400, "interbank.body");
    assertFault(signed("{}"), 400, "interbank.attachments");
    assertFault(
        signed("{\"attachments\":[" + "null,".repeat(256) + "null]}"), 400, "interbank.batch");
    assertThat(text(signed("{\"attachments\":[null]}"))).contains("REFUSED", "CH21");
    assertThat(text(signed("{\"attachments\":[{\"salt\":\"x\"}]}"))).contains("REFUSED", "CH21");
  }

  @Test
  void believesNoAnswerThatWasAltered() {
    bench.onTheWay =
        reply ->
            new DeskReply(
                200,
                reply.headers(),
                text(reply).replace("AGREED", "PENDING").getBytes(StandardCharsets.UTF_8));
    assertRetryable("BAD_SIGNATURE");
  }

  @Test
  void believesNoAnswerToAnotherRequest() {
    List<DeskReply> first = new ArrayList<>();
    bench.onTheWay =
        reply -> {
          first.add(reply);
          return first.getFirst();
        };
    bench.client.agree(List.of(payment(1)));
    assertRetryable("NOT_THE_ANSWER");
  }

  @Test
  void believesNoAnswerWithoutASignature() {
    bench.onTheWay = reply -> new DeskReply(200, Map.of(), reply.body());
    assertRetryable("not signed");
  }

  @Test
  void triesLaterWhenTheOtherBankIsBroken() {
    bench.onTheWay = reply -> DeskReply.problem(503, "not now");
    assertRetryable("status 503");
    bench.onTheWay = reply -> DeskReply.problem(401, "EXPIRED");
    assertRetryable("status 401");
  }

  @Test
  void triesLaterWhenTheOtherBankIsSlowOrGone() {
    try (Bench slow = new Bench(Duration.ofMillis(200))) {
      slow.delay = Duration.ofSeconds(5);
      assertThatThrownBy(() -> slow.client.agree(List.of(payment(1))))
          .isInstanceOf(Retryable.class)
          .hasMessageContaining("does not answer");
    }
    bench.server.stop(0);
    assertRetryable("does not answer");
  }

  private void assertRetryable(String message) {
    assertThatThrownBy(() -> bench.client.agree(List.of(payment(1))))
        .isInstanceOf(Retryable.class)
        .hasMessageContaining(message);
  }

  private DeskReply signed(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    Letter letter = bench.alphaSeals.seal(Wire.AGREEMENTS, BETA, bytes);
    return bench.desk.agreements(LetterHeaders.write(letter)::get, bytes);
  }

  private static byte[] sheets(Request request) {
    Attachment attachment =
        Attachment.of(request, Bench.ALPHA, Bench.ALPHA_ACCOUNT, "ab".repeat(16));
    List<Wire.@Nullable Sheet> sheets = new ArrayList<>(List.of(Forms.sheet(attachment)));
    return Wire.write(new Wire.Attachments(sheets));
  }

  private static void assertFault(DeskReply reply, int status, String text) {
    assertThat(reply.status()).isEqualTo(status);
    assertThat(text(reply)).contains(text);
    assertThat(reply.headers()).isEmpty();
  }

  private static void assertRefused(List<Answer> answers, ReasonCode code, String text) {
    Rejection rejection = ((Answer.Refused) answers.getFirst()).rejection();
    assertThat(rejection.code()).isEqualTo(code);
    assertThat(rejection.explanation()).contains(text);
  }

  private static Agreement agreed(Answer answer) {
    return ((Answer.Agreed) answer).agreement();
  }

  private static String text(DeskReply reply) {
    return new String(reply.body(), StandardCharsets.UTF_8);
  }

  private static Query at(BeneficiaryAddress address) {
    return new Query(address, BETA);
  }

  private static AccountAtBank account(String identifier) {
    return new AccountAtBank(AccountReference.of(identifier), BETA);
  }

  private static Beneficiary account(String account, String currency) {
    return new Beneficiary(
        new Bic("BETAAEAD"), account, "x", Money.currency(currency), Bench.BETA_ACCOUNT);
  }
}
