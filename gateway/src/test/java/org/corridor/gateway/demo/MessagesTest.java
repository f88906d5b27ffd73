package org.corridor.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.corridor.domain.payment.CreditTransfer;
import org.corridor.gateway.sample.SampleTransfers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every kind of message goes in by every channel that takes it, settles, is credited at the other
 * bank and is answered in its own form on the channel that it came by, once.
 */
@ExtendWith(BanksAtWork.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MessagesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final List<String> CHANNELS = List.of("REST", "CORE", "AMQP", "FILE");

  private final Instant now = Clock.systemUTC().instant();
  private final SampleTransfers transfers =
      new SampleTransfers(
          now.toEpochMilli() + 1, LocalDate.now(ZoneOffset.UTC), DemoNetwork.CUSTOMERS);
  private TwoBanks banks;
  private RestClient rest;
  private QueueUser core;
  private QueueUser amqp;
  private Inbox inbox;

  @BeforeAll
  void start(TwoBanks banks) {
    this.banks = banks;
    rest = new RestClient(banks.alpha());
    core = new QueueUser(QueueUser.Protocol.CORE, banks.alpha(), "messages");
    amqp = new QueueUser(QueueUser.Protocol.AMQP, banks.alpha(), "messages");
    inbox = Inbox.of(banks.alpha());
  }

  @AfterAll
  void stop() {
    core.close();
    amqp.close();
  }

  /** All are sent first, then each is waited for. */
  @TestFactory
  Stream<DynamicTest> settlesAndAnswersEveryKindByEveryChannel() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      for (String channel : CHANNELS) {
        if (kind.queue.isEmpty() && (channel.equals("CORE") || channel.equals("AMQP"))) {
          continue; // JSON is for HTTP and files
        }
        CreditTransfer transfer = kind.transfer(transfers);
        Supplier<String> answer = send(kind, channel, transfer);
        tests.add(dynamicTest(kind + " by " + channel, () -> settled(kind, transfer, answer)));
      }
    }
    return tests.stream();
  }

  private Supplier<String> send(Kind kind, String channel, CreditTransfer transfer) {
    byte[] message = kind.write(transfer, now);
    return switch (channel) {
      case "REST" -> {
        String path = kind == Kind.PAYMENT_JSON ? "/v1/payments" : "/v1/messages";
        RestClient.Reply taken = rest.post(path, "text/plain", transfer.messageId(), message);
        assertThat(taken.status()).as("%s: %s", kind, taken.text()).isEqualTo(202);
        String where = taken.json().path("answer").asText();
        yield () -> {
          await().atMost(PATIENCE).until(() -> rest.getXml(where).status() == 200);
          return rest.getXml(where).text();
        };
      }
      case "FILE" -> {
        String name = transfer.messageId() + "." + kind;
        inbox.drop(name, message);
        yield () -> inbox.read("done/" + name + kind.answerFile);
      }
      default -> {
        QueueUser user = channel.equals("AMQP") ? amqp : core;
        String id = user.send(kind.queue, message);
        yield () -> {
          QueueUser.Answer answer = user.answer(id);
          assertThat(answer.form()).isEqualTo(kind.answer);
          assertThat(user.answers(id)).isEqualTo(1);
          return answer.text();
        };
      }
    };
  }

  private void settled(Kind kind, CreditTransfer transfer, Supplier<String> answer) {
    String text = answer.get();
    assertThat(text).contains("ACSC").contains(transfer.endToEndId()).doesNotContain("RJCT");
    if (kind != Kind.PAYMENT_JSON) {
      assertThat(text).contains("urn:iso:std:iso:20022:tech:xsd:" + kind.answer);
    }
    await().atMost(PATIENCE).until(() -> creditedAtBeta(transfer.endToEndId()));
  }

  private boolean creditedAtBeta(String endToEndId) throws SQLException {
    try (Connection connection = DriverManager.getConnection(banks.jdbcUrl(banks.beta()));
        PreparedStatement query =
            connection.prepareStatement(
                """
                select count(*) from payment_agreement a join payment_outbox o on o.uetr = a.uetr::text
                where a.credited_at is not null and o.type = 'CAMT_054'
                  and convert_from(o.bytes, 'UTF8') like '%<EndToEndId>' || ? || '<%'
                """)) {
      query.setString(1, endToEndId);
      try (ResultSet rows = query.executeQuery()) {
        rows.next();
        return rows.getLong(1) == 1;
      }
    }
  }
}
