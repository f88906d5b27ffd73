package org.corridor.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.corridor.adapters.codec.MessageForms;
import org.corridor.domain.message.RawMessage;
import org.corridor.domain.payment.CreditTransfer;
import org.corridor.gateway.sample.SampleTransfers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What no codec refuses: too much, nothing, another kind than its queue's, and what the bank's own
 * policy or the other bank refuses. Each has its golden answer on each channel.
 */
@ExtendWith(BanksAtWork.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EdgesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String XML = "application/xml";
  private static final Instant CREATED = Instant.parse("2026-03-02T09:30:00Z");
  private static final LocalDate DAY = LocalDate.parse("2026-03-03");

  private final MessageForms forms = new MessageForms();
  private RestClient rest;
  private QueueUser core;
  private QueueUser amqp;
  private Inbox inbox;
  private int sent;

  @BeforeAll
  void start(TwoBanks banks) {
    rest = new RestClient(banks.alpha());
    core = new QueueUser(QueueUser.Protocol.CORE, banks.alpha(), "edges");
    amqp = new QueueUser(QueueUser.Protocol.AMQP, banks.alpha(), "edges");
    inbox = Inbox.of(banks.alpha());
  }

  @AfterAll
  void stop() {
    core.close();
    amqp.close();
  }

  private static String with(String message, String pattern, String replacement) {
    String changed = message.replaceAll(pattern, replacement);
    assertThat(changed).isNotEqualTo(message);
    return changed;
  }

  /** Refused on entry: equal seeds give equal messages, so that the answers are golden. */
  private Map<String, byte[]> refusedOnEntry() {
    CreditTransfer transfer = new SampleTransfers(7, DAY, DemoNetwork.CUSTOMERS).next();
    String good =
        with(
            new String(forms.pacs008(transfer, CREATED), StandardCharsets.UTF_8),
            "<CtrlSum>[^<]*</CtrlSum>",
            "");
    byte[] large = new byte[RawMessage.BYTES_MAX + 1];
    Arrays.fill(large, (byte) ' ');
    Map<String, String> cases = new LinkedHashMap<>();
    cases.put("above-the-limit", with(good, "(<IntrBkSttlmAmt[^>]*>)[^<]*", "$11000000.01"));
    cases.put("below-the-limit", with(good, "(<IntrBkSttlmAmt[^>]*>)[^<]*", "$10.99"));
    cases.put(
        "currency-not-served",
        with(good, "<IntrBkSttlmAmt Ccy=\"...\"", "<IntrBkSttlmAmt Ccy=\"CHF\""));
    cases.put("empty", "");
    Map<String, byte[]> bytes = new LinkedHashMap<>();
    cases.forEach((name, text) -> bytes.put(name, text.getBytes(StandardCharsets.UTF_8)));
    bytes.put("too-large", large);
    return bytes;
  }

  @TestFactory
  Stream<DynamicNode> refusesOnEntryAsTheGoldenAnswersSay() {
    return refusedOnEntry().entrySet().stream()
        .flatMap(c -> byEveryChannel(c.getKey(), c.getValue()));
  }

  private Stream<DynamicTest> byEveryChannel(String name, byte[] content) {
    String file = "edge-" + name + ".xml";
    inbox.drop(file, content);
    String byCore = core.send(DemoNetwork.PACS008_QUEUE, content);
    String byAmqp = amqp.send(DemoNetwork.PACS008_QUEUE, content);
    return Stream.of(
        dynamicTest(
            name + " over HTTP",
            () -> {
              RestClient.Reply reply = rest.post("/v1/messages", XML, "edge " + name, content);
              assertThat(reply.status()).isEqualTo(400);
              Golden.compare("edges/" + name + ".problem.json", withoutReport(reply.text()));
            }),
        dynamicTest(
            name + " over a queue, by Core",
            () -> Golden.compare("edges/" + name + ".queue.xml", core.answer(byCore).text())),
        dynamicTest(
            name + " over a queue, by AMQP",
            () -> Golden.compare("edges/" + name + ".queue.xml", amqp.answer(byAmqp).text())),
        dynamicTest(
            name + " as a file",
            () ->
                Golden.compare(
                    "edges/" + name + ".file.xml", inbox.read("failed/" + file + ".report.xml"))));
  }

  private static String withoutReport(String problem) {
    return problem.replaceAll("\"reportId\":\"[^\"]*\",?", "");
  }

  @Test
  void refusesAnotherKindThanItsQueues() {
    CreditTransfer transfer = new SampleTransfers(8, DAY, DemoNetwork.CUSTOMERS).next();
    byte[] message = Kind.PAIN_001_09.write(transfer, CREATED);

    String id = core.send(DemoNetwork.PACS008_QUEUE, message);

    Golden.compare("edges/another-kind.queue.xml", core.answer(id).text());
    String banks = amqp.send(DemoNetwork.PAIN001_QUEUE, Kind.PACS_008.write(transfer, CREATED));
    Golden.compare("edges/another-kind-than-pain.queue.xml", amqp.answer(banks).text());
  }

  @Test
  void refusesAMessageThatIsNeitherBytesNorText() {
    Golden.compare(
        "edges/no-bytes.queue.xml", core.answer(core.sendMap(DemoNetwork.MT103_QUEUE)).text());
  }

  /** Taken, and rejected by what is found out later: the one final answer says so. */
  @TestFactory
  Stream<DynamicTest> rejectsLaterAsTheGoldenAnswersSay() {
    return Stream.of(
        late("creditors-bank-unknown", "(<CdtrAgt><FinInstnId><BICFI>)[^<]*", "$1CHASUS33"),
        late(
            "creditors-account-unknown",
            "(<CdtrAcct><Id><IBAN>)[^<]*",
            "$1AE460090000000123456789"));
  }

  private DynamicTest late(String name, String pattern, String replacement) {
    SampleTransfers transfers = new SampleTransfers(9L + sent++, DAY, DemoNetwork.CUSTOMERS);
    CreditTransfer transfer = Kind.PAIN_001_03.transfer(transfers); // one with an account
    String message =
        with(
            new String(forms.pacs008(transfer, CREATED), StandardCharsets.UTF_8),
            pattern,
            replacement);
    byte[] content = message.getBytes(StandardCharsets.UTF_8);
    return dynamicTest(
        name,
        () -> {
          String id = core.send(DemoNetwork.PACS008_QUEUE, content);
          RestClient.Reply reply = rest.postForXml("/v1/messages", XML, name, content);
          String answer = core.answer(id).text();
          Golden.compare("edges/" + name + ".xml", answer);
          assertThat(reply.status()).isBetween(200, 202);
          await()
              .atMost(PATIENCE)
              .untilAsserted(
                  () ->
                      assertThat(rest.postForXml("/v1/messages", XML, name, content).text())
                          .isEqualTo(answer));
        });
  }
}
