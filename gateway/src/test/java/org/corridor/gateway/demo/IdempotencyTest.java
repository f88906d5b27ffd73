package org.corridor.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.corridor.adapters.codec.MessageForms;
import org.corridor.domain.payment.CreditTransfer;
import org.corridor.gateway.sample.SampleTransfers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The same key with the same content gives the original answer, with other content a conflict that
 * names the field: over HTTP, queues and files.
 */
@ExtendWith(BanksAtWork.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdempotencyTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String XML = "application/xml";

  private final Instant now = Clock.systemUTC().instant();
  private final SampleTransfers transfers =
      new SampleTransfers(
          now.toEpochMilli() + 2, LocalDate.now(ZoneOffset.UTC), DemoNetwork.CUSTOMERS);
  private final MessageForms forms = new MessageForms();
  private RestClient rest;
  private QueueUser core;
  private QueueUser amqp;
  private Inbox inbox;

  @BeforeAll
  void start(TwoBanks banks) {
    rest = new RestClient(banks.alpha());
    core = new QueueUser(QueueUser.Protocol.CORE, banks.alpha(), "idempotency");
    amqp = new QueueUser(QueueUser.Protocol.AMQP, banks.alpha(), "idempotency");
    inbox = Inbox.of(banks.alpha());
  }

  @AfterAll
  void stop() {
    core.close();
    amqp.close();
  }

  private byte[] message(CreditTransfer transfer) {
    return forms.pacs008(transfer, now);
  }

  /** The same message with another amount. */
  private byte[] changed(CreditTransfer transfer) {
    String amount = transfer.settlementAmount().amount().toPlainString();
    return new String(message(transfer), StandardCharsets.UTF_8)
        .replace(">" + amount + "<", ">77.77<")
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void overHttpTheSameKeyAndContentGivesTheOriginalAnswer() {
    byte[] message = message(transfers.next());
    RestClient.Reply first = rest.postForXml("/v1/messages", XML, "http-1", message);
    assertThat(first.status()).as(first.text()).isEqualTo(202);
    RestClient.Reply again = rest.postForXml("/v1/messages", XML, "http-1", message);
    assertThat(again.status()).isBetween(200, 202);
    String where = first.json().path("answer").asText();
    await().atMost(PATIENCE).until(() -> rest.getXml(where).status() == 200);

    RestClient.Reply late = rest.postForXml("/v1/messages", XML, "http-1", message);

    assertThat(late.status()).isEqualTo(200);
    assertThat(late.text()).contains("ACSC").isEqualTo(rest.getXml(where).text());
  }

  @Test
  void overHttpTheSameKeyWithOtherContentIsAConflict() {
    CreditTransfer transfer = transfers.next();
    rest.post("/v1/messages", XML, "http-2", message(transfer));

    RestClient.Reply conflict = rest.post("/v1/messages", XML, "http-2", changed(transfer));
    RestClient.Reply report = rest.postForXml("/v1/messages", XML, "http-2", changed(transfer));

    assertThat(conflict.status()).isEqualTo(409);
    assertThat(conflict.json().path("field").asText()).isEqualTo("settlementAmount");
    assertThat(conflict.json().path("code").asText()).isEqualTo("AM05");
    assertThat(report.status()).isEqualTo(409);
    assertConflict(report.text());
  }

  @Test
  void overHttpAUetrThatWasUsedUnderAnotherKeyIsAConflictWhenItsContentDiffers() {
    CreditTransfer transfer = transfers.next();
    RestClient.Reply first = rest.post("/v1/messages", XML, "http-3", message(transfer));

    RestClient.Reply same = rest.post("/v1/messages", XML, "http-4", message(transfer));
    RestClient.Reply other = rest.post("/v1/messages", XML, "http-5", changed(transfer));

    assertThat(same.status()).isBetween(200, 202);
    assertThat(first.status()).isEqualTo(202);
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.json().path("field").asText()).isEqualTo("settlementAmount");
  }

  @ParameterizedTest
  @EnumSource(QueueUser.Protocol.class)
  void overQueuesTheSameKeyAndContentGivesTheOriginalAnswer(QueueUser.Protocol protocol) {
    QueueUser user = user(protocol);
    byte[] message = message(transfers.next());
    String key = "queue-1-" + protocol;
    String first = user.send(DemoNetwork.PACS008_QUEUE, key, message);
    String atOnce = user.send(DemoNetwork.PACS008_QUEUE, key, message);
    String answer = user.answer(first).text();
    assertThat(user.answer(atOnce).text()).isEqualTo(answer);

    String late = user.send(DemoNetwork.PACS008_QUEUE, key, message);

    assertThat(answer).contains("ACSC");
    assertThat(user.answer(late).text()).isEqualTo(answer);
    assertThat(user.answers(first) + user.answers(atOnce) + user.answers(late)).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(QueueUser.Protocol.class)
  void overQueuesTheSameKeyWithOtherContentIsAConflict(QueueUser.Protocol protocol) {
    QueueUser user = user(protocol);
    CreditTransfer transfer = transfers.next();
    String key = "queue-2-" + protocol;
    String first = user.send(DemoNetwork.PACS008_QUEUE, key, message(transfer));
    user.answer(first);

    String other = user.send(DemoNetwork.PACS008_QUEUE, key, changed(transfer));

    assertConflict(user.answer(other).text());
    assertThat(user.answer(first).text()).contains("ACSC");
  }

  @Test
  void asFilesTheSameMessageGetsTheOriginalAnswerBesideEach() {
    byte[] message = message(transfers.next());
    inbox.drop("once.xml", message);
    inbox.drop("twice.xml", message);
    String answer = inbox.read("done/once.xml.pacs002.xml");
    assertThat(answer).contains("ACSC");
    assertThat(inbox.read("done/twice.xml.pacs002.xml")).isEqualTo(answer);

    inbox.drop("late.xml", message);

    assertThat(inbox.read("done/late.xml.pacs002.xml")).isEqualTo(answer);
  }

  @Test
  void asFilesTheSameMessageIdWithOtherContentIsAConflict() {
    CreditTransfer transfer = transfers.next();
    inbox.drop("monday.xml", message(transfer));
    inbox.read("done/monday.xml.pacs002.xml");

    inbox.drop("monday-changed.xml", changed(transfer));

    assertConflict(inbox.read("failed/monday-changed.xml.report.xml"));
    assertThat(inbox.has("failed/monday-changed.xml")).isTrue();
  }

  @Test
  void acrossChannelsAPaymentIsMadeOnce() {
    byte[] message = message(transfers.next());
    String answer = core.answer(core.send(DemoNetwork.PACS008_QUEUE, message)).text();

    RestClient.Reply reply = rest.postForXml("/v1/messages", XML, "across", message);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text()).isEqualTo(answer);
  }

  private QueueUser user(QueueUser.Protocol protocol) {
    return protocol == QueueUser.Protocol.CORE ? core : amqp;
  }

  private static void assertConflict(String report) {
    assertThat(report)
        .contains("<GrpSts>RJCT</GrpSts>")
        .contains("<Cd>AM05</Cd>")
        .contains("settlementAmount: used before with another content");
  }
}
