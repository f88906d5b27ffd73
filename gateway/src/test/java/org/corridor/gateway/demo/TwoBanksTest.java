package org.corridor.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import org.corridor.adapters.codec.MessageForms;
import org.corridor.domain.money.Money;
import org.corridor.domain.party.Party;
import org.corridor.domain.payment.CreditTransfer;
import org.corridor.domain.payment.Uetr;
import org.corridor.gateway.load.FinalCheck;
import org.corridor.gateway.load.QueueClient;
import org.corridor.gateway.process.BrokerServer;
import org.corridor.gateway.sample.SampleTransfers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two banks as their users meet them: over REST, queues, files and pages, on real servers. */
@ExtendWith(BanksAtWork.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoBanksTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String XML = "application/xml";

  private final SampleTransfers transfers =
      new SampleTransfers(
          Clock.systemUTC().millis(), LocalDate.now(ZoneOffset.UTC), DemoNetwork.CUSTOMERS);
  private final MessageForms forms = new MessageForms();
  private TwoBanks banks;
  private RestClient rest;
  private Path inbox;

  @BeforeAll
  void start(TwoBanks banks) {
    this.banks = banks;
    rest = new RestClient(banks.alpha());
    inbox = banks.alpha().folder().resolve("in");
  }

  @AfterAll
  void everythingReconciles() {
    assertThat(new FinalCheck(banks).run().faults()).isEmpty();
  }

  @Test
  void givesTheOriginalAnswerForTheSameKeyAndContent() {
    CreditTransfer transfer = transfers.next();
    byte[] message = forms.pacs008(transfer, Clock.systemUTC().instant());

    RestClient.Reply first = rest.post("/v1/messages", XML, "same-key", message);
    RestClient.Reply again = rest.post("/v1/messages", XML, "same-key", message);

    assertThat(first.status()).as(first.text()).isEqualTo(202);
    assertThat(first.json().path("payments").path(0).asText()).isEqualTo(transfer.uetr().value());
    assertThat(again.json().path("payments")).isEqualTo(first.json().path("payments"));
    JsonNode answer = answer(first);
    RestClient.Reply late = rest.post("/v1/messages", XML, "same-key", message);
    assertThat(late.status()).isEqualTo(200);
    assertThat(late.json()).isEqualTo(answer);
  }

  @Test
  void namesTheFieldWhenTheSameKeyComesWithOtherContent() {
    CreditTransfer transfer = transfers.next();
    CreditTransfer other = withAmount(transfer, "77.77");
    rest.post("/v1/messages", XML, "one-key", forms.pacs008(transfer, now()));

    RestClient.Reply conflict =
        rest.post("/v1/messages", XML, "one-key", forms.pacs008(other, now()));

    assertThat(conflict.status()).as(conflict.text()).isEqualTo(409);
    assertThat(conflict.json().path("field").asText()).contains("mount");
  }

  @Test
  void tellsFieldRuleAndCodeOfAMalformedMessage() {
    String message =
        new String(forms.pacs008(transfers.next(), now()), StandardCharsets.UTF_8)
            .replaceFirst("<CtrlSum>[^<]*</CtrlSum>", "")
            .replaceFirst("(<IntrBkSttlmAmt[^>]*>)[^<]*", "$11234567890123456789");

    RestClient.Reply refused =
        rest.post("/v1/messages", XML, "bad-1", message.getBytes(StandardCharsets.UTF_8));

    assertThat(refused.status()).as(refused.text()).isEqualTo(400);
    assertThat(refused.text()).contains("AM12").contains("IntrBkSttlmAmt");
  }

  @Test
  void refusesWithoutATokenAndWithoutAKey() {
    assertThat(rest.post("/v1/messages", XML, null, new byte[] {1}).status()).isEqualTo(400);
    assertThat(new PlainHttp(banks.alpha()).status("/v1/payments", "application/json", "{}"))
        .isEqualTo(401);
  }

  @Test
  void answersOverTheQueueThatAsked() {
    try (QueueClient queues = queues()) {
      CreditTransfer good = transfers.next();
      queues.send(DemoNetwork.PACS008_QUEUE, good.uetr(), forms.pacs008(good, now()));
      Spool.Item swift = Spool.swift(transfers);
      Uetr swiftUetr = swift.transfers().getFirst().uetr();
      queues.send(DemoNetwork.MT103_QUEUE, swiftUetr, swift.bytes());
      CreditTransfer bad = transfers.next();
      byte[] wrong =
          new String(forms.pacs008(bad, now()), StandardCharsets.UTF_8)
              .replaceFirst("<(\\w+:)?IBAN>GB..", "<$1IBAN>GB00")
              .getBytes(StandardCharsets.UTF_8);
      queues.send(DemoNetwork.PACS008_QUEUE, bad.uetr(), wrong);

      await().atMost(PATIENCE).until(() -> queues.answered() == 3);

      assertThat(queues.answers().get(good.uetr().value()).status()).isEqualTo("ACSC");
      assertThat(queues.answers().get(swiftUetr.value()).status()).isEqualTo("ACSC");
      assertThat(queues.answers().get(bad.uetr().value()).status()).isEqualTo("RJCT");
      assertThat(queues.answers().values()).allMatch(a -> a.messageIds().size() == 1);
    }
  }

  @Test
  void worksAFileOfManyPaymentsAndReportsBesideIt() throws IOException {
    List<CreditTransfer> many = List.of(transfers.next(), transfers.next(), transfers.next());
    drop("salaries.xml", forms.pain001(many, now()));

    Path report = inbox.resolve("done/salaries.xml.pain002.xml");
    await().atMost(PATIENCE).until(() -> Files.exists(report));

    assertThat(Files.readString(report)).contains("pain.002").contains("ACSC");
    assertThat(inbox.resolve("done/salaries.xml")).exists();
    assertThat(inbox.resolve("salaries.xml")).doesNotExist();
  }

  @Test
  void movesAFileThatIsNoMessageAsideWithAReport() throws IOException {
    drop(
        "holiday.xml",
        "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"
            .getBytes(StandardCharsets.UTF_8));

    await().atMost(PATIENCE).until(() -> Files.exists(inbox.resolve("failed/holiday.xml")));

    try (var files = Files.list(inbox.resolve("failed"))) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .anyMatch(name -> name.startsWith("holiday.xml."));
    }
  }

  @Test
  void rejectsWhatMatchesAListAtTheWordOfOneOfficerAndSaysNoMoreThanItMust() {
    CreditTransfer listed = withCreditorName(transfers.next(), "Zorvan Quillmarrow");
    RestClient.Reply accepted =
        rest.post("/v1/messages", XML, "listed", forms.pacs008(listed, now()));
    awaitState(listed, "Held");

    PersonAtPages anna = PersonAtPages.login(banks.alpha(), "anna");
    PersonAtPages olga = PersonAtPages.login(banks.alpha(), "olga");
    assertThat(reject(anna, listed)).as("an approver is no officer").isEqualTo(403);
    assertThat(release(olga, listed)).isLessThan(400);
    release(olga, listed);
    assertThat(state(listed)).as("the same voice twice is one").isEqualTo("Held");
    assertThat(reject(olga, listed)).isLessThan(400);

    JsonNode line = answer(accepted).path("transactions").path(0);
    assertThat(line.path("status").asText()).isEqualTo("RJCT");
    assertThat(line.path("code").asText()).isEqualTo("RR04");
    assertThat(line.toString()).doesNotContain("Quillmarrow").doesNotContain("list");
  }

  @Test
  void holdsWhatMatchesAListUntilTwoOfficersReleaseIt() {
    CreditTransfer listed = withCreditorName(transfers.next(), "Zorvan Quillmarrow");
    RestClient.Reply accepted =
        rest.post("/v1/messages", XML, "listed-2", forms.pacs008(listed, now()));
    awaitState(listed, "Held");

    PersonAtPages olga = PersonAtPages.login(banks.alpha(), "olga");
    PersonAtPages anna = PersonAtPages.login(banks.alpha(), "anna");
    assertThat(release(anna, listed)).as("an approver is no officer").isEqualTo(403);
    assertThat(release(olga, listed) / 100).isLessThan(4);
    assertThat(state(listed)).as("one voice is not enough").isEqualTo("Held");
    release(olga, listed);
    assertThat(state(listed)).as("the same voice twice is one").isEqualTo("Held");
    release(PersonAtPages.login(banks.alpha(), "omar"), listed);
    await().atMost(PATIENCE).until(() -> !state(listed).equals("Held"));

    // Beta has lists and officers of its own: it does not agree before they release it, too.
    await()
        .atMost(PATIENCE)
        .until(() -> release(PersonAtPages.login(banks.beta(), "olga"), listed) < 400);
    release(PersonAtPages.login(banks.beta(), "omar"), listed);
    assertThat(answer(accepted).toString()).contains("ACSC");
  }

  @Test
  void asksASecondPersonAboveTheLimit() {
    CreditTransfer large = withAmount(transfers.next(), "150000.00");
    RestClient.Reply accepted =
        rest.post("/v1/messages", XML, "large", forms.pacs008(large, now()));
    awaitState(large, "AwaitingApproval");

    PersonAtPages anna = PersonAtPages.login(banks.alpha(), "anna");
    anna.submit("/approvals", "/v1/payments/" + large.uetr() + "/approve", "");

    assertThat(answer(accepted).toString()).contains("ACSC");
  }

  @Test
  void showsBackWhoWillGetTheMoney() {
    RestClient.Reply reply =
        rest.post(
            "/v1/resolutions",
            "application/json",
            null,
            "{\"nameAtBank\":\"c1*beta.example\",\"bank\":\"BETAAEAD\"}"
                .getBytes(StandardCharsets.UTF_8));

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.json().path("currency").asText()).isEqualTo("AED");
    assertThat(reply.json().path("name").asText()).isNotEmpty();
  }

  private static int release(PersonAtPages officer, CreditTransfer payment) {
    return officer
        .submit("/held", "/v1/payments/" + payment.uetr() + "/release", "reason=other+birth+date")
        .statusCode();
  }

  private static int reject(PersonAtPages officer, CreditTransfer payment) {
    return officer
        .submit("/held", "/v1/payments/" + payment.uetr() + "/reject", "reason=same+birth+date")
        .statusCode();
  }

  private void drop(String name, byte[] content) throws IOException {
    Files.createDirectories(inbox);
    Path part = inbox.resolve(name + ".part");
    Files.write(part, content);
    Files.move(part, inbox.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private QueueClient queues() {
    return new QueueClient(BrokerServer.url(banks.alpha().brokerPort()), DemoNetwork.ANSWERS_QUEUE);
  }

  private JsonNode answer(RestClient.Reply accepted) {
    String where = accepted.json().path("answer").asText();
    await().atMost(PATIENCE).until(() -> rest.get(where).status() == 200);
    return rest.get(where).json();
  }

  private void awaitState(CreditTransfer payment, String state) {
    await().atMost(PATIENCE).until(() -> state(payment).equals(state));
  }

  private String state(CreditTransfer payment) {
    return rest.get("/v1/payments/" + payment.uetr()).json().path("state").asText();
  }

  private static java.time.Instant now() {
    return Clock.systemUTC().instant();
  }

  private static CreditTransfer withAmount(CreditTransfer t, String amount) {
    Currency currency = t.settlementAmount().currency();
    return copy(t, new Money(new BigDecimal(amount), currency), t.creditor());
  }

  private static CreditTransfer withCreditorName(CreditTransfer t, String name) {
    return copy(t, t.settlementAmount(), Party.named(name));
  }

  private static CreditTransfer copy(CreditTransfer t, Money amount, Party creditor) {
    return new CreditTransfer(
        t.uetr(),
        t.messageId(),
        t.instructionId(),
        t.endToEndId(),
        amount,
        t.settlementDate(),
        t.instructedAmount(),
        t.chargeBearer(),
        t.instructingBank(),
        t.debtor(),
        t.debtorAccount(),
        t.debtorBank(),
        creditor,
        t.beneficiary(),
        t.creditorBank(),
        t.purpose(),
        t.remittance());
  }
}
