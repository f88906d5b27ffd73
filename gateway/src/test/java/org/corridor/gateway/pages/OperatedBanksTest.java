package org.corridor.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.corridor.domain.payment.CreditTransfer;
import org.corridor.gateway.demo.Bank;
import org.corridor.gateway.demo.PersonAtPages;
import org.corridor.gateway.demo.RestClient;
import org.corridor.gateway.demo.TwoBanks;
import org.corridor.gateway.process.BrokerServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What operators rely on, on two running banks: health, metrics, logs, dead letters, the API's
 * page.
 */
@ExtendWith(RunningBanks.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OperatedBanksTest {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final String QUEUE = "corridor.in.pacs008";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ObjectMapper json = new ObjectMapper();
  private TwoBanks banks;
  private Path data;

  @BeforeAll
  void take(RunningBanks.Running running) {
    banks = running.banks();
    data = running.data();
  }

  @Test
  @Order(1)
  void measuresWhatMovesAndWhatWaits() {
    String uetr = Transfers.send(banks.alpha(), Transfers.plain());
    awaitState(uetr, "Settled");

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(metrics())
                    .contains(
                        "corridor_payment_seconds_bucket{application=\"corridor\",outcome=\"Settled\"",
                        "corridor_stage_seconds_bucket{application=\"corridor\",stage=\"submit\"",
                        "corridor_stage_moved_total{application=\"corridor\",stage=\"intake\"}",
                        "corridor_stage_age_seconds{application=\"corridor\",stage=\"confirm\"}",
                        "corridor_outbox_waiting{application=\"corridor\",channel=\"JMS\"}",
                        "corridor_outbox_oldest_seconds{application=\"corridor\",channel=\"JMS\"}",
                        "corridor_payments_oldest_seconds{application=\"corridor\",state=\"Held\"}",
                        "corridor_dead_letters{application=\"corridor\",queue=\"" + QUEUE + "\"}",
                        "corridor_part_up{application=\"corridor\",part=\"ledger\"} 1.0",
                        "corridor_suspense{application=\"corridor\"}"));
  }

  @Test
  @Order(2)
  void listsDeadLettersAndSendsThemBackForAnOperatorOnly() throws Exception {
    CreditTransfer transfer = Transfers.plain();
    bury(Transfers.message(transfer));
    String page = "/operations";
    String action = "/v1/operations/dead-letters/" + QUEUE + "/replay";
    PersonAtPages olga = PersonAtPages.login(banks.alpha(), "olga");
    PersonAtPages piet = PersonAtPages.login(banks.alpha(), "piet");

    assertThat(olga.open(page).statusCode()).isEqualTo(403);
    assertThat(olga.submit("/held", action, "").statusCode()).isEqualTo(403);
    assertThat(piet.open(page).body()).contains("java.lang.IllegalStateException", "Send back");
    HttpResponse<String> replayed = piet.submit(page, action, "");

    assertThat(json.readTree(replayed.body()).path("replayed").asInt()).isEqualTo(1);
    awaitState(transfer.uetr().value(), "Settled");
    assertThat(piet.open(page).body()).contains("1 sent back to " + QUEUE, "piet");
    assertThat(piet.open("/v1/operations/dead-letters").body()).doesNotContain("IllegalState");
  }

  @Test
  @Order(3)
  void describesEachCallThatTheManualNames() throws IOException {
    JsonNode api = get("/v3/api-docs");
    Set<String> served = new TreeSet<>();
    api.path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method ->
                            served.add(
                                method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));

    assertThat(served.stream().filter(call -> !call.contains("/interbank/")))
        .containsExactlyInAnyOrderElementsOf(documented());
  }

  private static Set<String> documented() throws IOException {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("docs/rest.md"))) {
      root = root.getParent();
    }
    Set<String> calls = new TreeSet<>();
    for (String line : Files.readAllLines(root.resolve("docs/rest.md"))) {
      if (line.startsWith("| `")) {
        Matcher call =
            Pattern.compile("`(GET|POST) ([^`?]+)[^`]*`((?:, `/[a-z]+`)*)").matcher(line);
        assertThat(call.find()).as(line).isTrue();
        calls.add(call.group(1) + " " + call.group(2));
        Matcher others = Pattern.compile("`/([a-z]+)`").matcher(call.group(3));
        while (others.find()) {
          calls.add(call.group(1) + " " + call.group(2).replaceAll("[^/]+$", others.group(1)));
        }
      }
    }
    return calls;
  }

  @Test
  @Order(4)
  void isDegradedAndTakesPaymentsWhileTheLedgerIsAway() throws IOException {
    banks.kill(TwoBanks.Part.LEDGER);
    try {
      await()
          .atMost(PATIENCE)
          .until(
              () -> get("/actuator/health/readiness").path("status").asText().equals("DEGRADED"));
      JsonNode health = get("/actuator/health");
      assertThat(health.at("/components/ledger/details/detail").asText()).isNotBlank();
      assertThat(health.toString()).doesNotContain("\tat ", "Exception:", "java:");
      assertThat(status("/actuator/health/readiness")).isEqualTo(200);
      String uetr = Transfers.send(banks.alpha(), Transfers.plain());
      banks.restart(TwoBanks.Part.LEDGER);
      awaitState(uetr, "Settled");
    } finally {
      if (!banks.process(TwoBanks.Part.LEDGER).isAlive()) {
        banks.restart(TwoBanks.Part.LEDGER);
      }
    }
    await()
        .atMost(PATIENCE)
        .until(() -> get("/actuator/health/readiness").path("status").asText().equals("UP"));
  }

  @Test
  @Order(5)
  void isNotReadyWhileTheBrokerIsAwayAndStaysAlive() throws IOException {
    banks.kill(TwoBanks.Part.BROKER);
    try {
      await().atMost(PATIENCE).until(() -> status("/actuator/health/readiness") == 503);
      assertThat(status("/actuator/health/liveness")).isEqualTo(200);
      assertThat(get("/actuator/health").at("/components/broker/status").asText())
          .isEqualTo("DOWN");
    } finally {
      banks.restart(TwoBanks.Part.BROKER);
    }
    await().atMost(PATIENCE).until(() -> status("/actuator/health/readiness") == 200);
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void logsEachPaymentByItsUetrAndNobodyByName() throws IOException {
    RestClient rest = new RestClient(banks.alpha());
    CreditTransfer refused = Transfers.plain();
    String message =
        new String(Transfers.message(refused), java.nio.charset.StandardCharsets.UTF_8)
            .replaceFirst("<(\\w+:)?IBAN>GB..", "<$1IBAN>GB00");
    rest.post(
        "/v1/messages",
        "application/xml",
        "wrong",
        message.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    String uetr = Transfers.send(banks.alpha(), Transfers.plain());
    awaitState(uetr, "Settled");

    for (Bank bank : List.of(banks.alpha(), banks.beta())) {
      Path log = data.resolve("logs/" + bank.key() + ".log");
      await().atMost(PATIENCE).until(() -> Files.readString(log).contains(uetr));
      List<String> lines = Files.readAllLines(log);
      for (String line : lines) {
        assertThat(Transfers.personal()).as(line).noneMatch(line::contains);
        if (line.startsWith("{")) {
          JsonNode entry = json.readTree(line);
          boolean aboutOne = entry.path("logger_name").asText().equals("org.corridor.payments");
          assertThat(!aboutOne || entry.has("uetr") || entry.has("rules") || entry.has("arrival"))
              .as(line)
              .isTrue();
        }
      }
      assertThat(lines).filteredOn(line -> line.startsWith("{")).hasSizeGreaterThan(10);
    }
  }

  /** What the routes leave of a message that met a bug. */
  private void bury(byte[] message) throws JMSException {
    try (Connection connection =
            new ActiveMQConnectionFactory(BrokerServer.url(banks.alpha().brokerPort()))
                .createConnection();
        Session session = connection.createSession();
        var producer = session.createProducer(session.createQueue(QUEUE + ".dead"))) {
      BytesMessage dead = session.createBytesMessage();
      dead.writeBytes(message);
      dead.setStringProperty("CorridorFault", "java.lang.IllegalStateException");
      dead.setStringProperty("CorridorReplayOf", "ID:first-delivery");
      producer.send(dead);
    }
  }

  private void awaitState(String uetr, String state) {
    RestClient rest = new RestClient(banks.alpha());
    await(uetr)
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> rest.get("/v1/payments/" + uetr).json().path("state").asText().equals(state));
  }

  private String metrics() throws IOException {
    return send("/actuator/prometheus").body();
  }

  private JsonNode get(String path) throws IOException {
    return json.readTree(send(path).body());
  }

  private int status(String path) throws IOException {
    return send(path).statusCode();
  }

  private HttpResponse<String> send(String path) throws IOException {
    try {
      return http.send(
          HttpRequest.newBuilder(URI.create(banks.alpha().url() + path))
              .timeout(Duration.ofSeconds(10))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
