package org.corridor.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every malformed message of the codecs' golden files, sent by every channel, gets the answer that
 * lies beside it, on the channel that it came by, and its bytes are kept.
 */
@ExtendWith(BanksAtWork.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String XML = "application/xml";
  private static final List<String> KINDS =
      List.of("json", "mt103", "pacs008", "pain001", "unknown");
  private static final int CASES_MIN = 220;

  private TwoBanks banks;
  private RestClient rest;
  private QueueUser core;
  private QueueUser amqp;
  private Inbox inbox;

  /**
   * A malformed message.
   *
   * @param kind the folder: what it would be
   * @param name the golden files' common name
   */
  private record Case(String kind, String name) {
    Path file(String ending) {
      return Golden.CODECS.resolve(kind).resolve(name + ending);
    }

    byte[] content() {
      return Golden.bytes(file(".in"));
    }

    String answer() {
      return Golden.read(file(kind.equals("json") ? ".answer.json" : ".answer.xml"));
    }

    /** Where it is sent to by its kind; empty when it is of none that comes by queues. */
    String queue() {
      return switch (kind) {
        case String any when answer().contains("<OrgnlMsgNmId>UNKNOWN<") -> "";
        case "pacs008" -> DemoNetwork.PACS008_QUEUE;
        case "mt103" -> DemoNetwork.MT103_QUEUE;
        case "pain001" -> DemoNetwork.PAIN001_QUEUE;
        default -> "";
      };
    }

    @Override
    public String toString() {
      return kind + "/" + name;
    }
  }

  @BeforeAll
  void start(TwoBanks banks) {
    this.banks = banks;
    rest = new RestClient(banks.alpha());
    core = new QueueUser(QueueUser.Protocol.CORE, banks.alpha(), "refusals");
    amqp = new QueueUser(QueueUser.Protocol.AMQP, banks.alpha(), "refusals");
    inbox = Inbox.of(banks.alpha());
  }

  @AfterAll
  void stop() {
    core.close();
    amqp.close();
  }

  @TestFactory
  Stream<DynamicNode> tellsFieldRuleAndCodeOverHttp() {
    return cases().map(c -> dynamicTest(c.toString(), () -> tellsOverHttp(c)));
  }

  private void tellsOverHttp(Case c) throws IOException {
    RestClient.Reply reply = rest.post(path(c), XML, "refused " + c, c.content());

    assertThat(reply.status()).as(reply.text()).isEqualTo(400);
    assertThat(reply.contentType()).isEqualTo("application/problem+json");
    assertThat(reply.json().path("type").asText()).isEqualTo("urn:corridor:problem:refused");
    assertThat(reply.json().path("faults")).isEqualTo(faults(c));
  }

  @TestFactory
  Stream<DynamicNode> answersWithAStatusReportOverHttpWhenAskedTo() {
    return cases()
        .filter(c -> !c.kind.equals("json")) // whose message is named by its key
        .map(c -> dynamicTest(c.toString(), () -> reportsOverHttp(c)));
  }

  private void reportsOverHttp(Case c) {
    RestClient.Reply reply = rest.postForXml(path(c), XML, "refused " + c, c.content());

    assertThat(reply.status()).as(reply.text()).isEqualTo(400);
    assertThat(Golden.normal(reply.text())).isEqualTo(Golden.normal(c.answer()));
  }

  @TestFactory
  Stream<DynamicNode> answersOnTheReplyQueue() {
    return Stream.of(QueueUser.Protocol.values())
        .map(protocol -> DynamicContainer.dynamicContainer(protocol.name(), queued(protocol)));
  }

  private Stream<DynamicNode> queued(QueueUser.Protocol protocol) {
    QueueUser user = protocol == QueueUser.Protocol.CORE ? core : amqp;
    Map<Case, String> sent = new HashMap<>();
    List<Case> queued = cases().filter(c -> !c.queue().isEmpty()).toList();
    queued.forEach(c -> sent.put(c, user.send(c.queue(), c.content())));
    return queued.stream()
        .map(
            c ->
                dynamicTest(
                    c.toString(),
                    () ->
                        assertThat(Golden.normal(user.answer(sent.get(c)).text()))
                            .isEqualTo(Golden.normal(c.answer()))));
  }

  @TestFactory
  Stream<DynamicNode> reportsBesideTheFile() {
    List<Case> files = everyFourth();
    files.forEach(c -> inbox.drop(fileName(c), c.content()));
    return files.stream()
        .map(
            c ->
                dynamicTest(
                    c.toString(),
                    () -> {
                      String ending = c.kind.equals("json") ? ".report.json" : ".report.xml";
                      String report = inbox.read("failed/" + fileName(c) + ending);
                      assertThat(Golden.normal(report)).isEqualTo(Golden.normal(c.answer()));
                    }));
  }

  @Test
  void keepsTheBytesOfWhatItRefuses() throws Exception {
    cases().forEach(c -> rest.post(path(c), XML, "kept " + c, c.content()));
    Set<String> kept = new HashSet<>();
    try (var connection = DriverManager.getConnection(banks.jdbcUrl(banks.alpha()));
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select distinct encode(sha256(bytes), 'hex') from payment_archive")) {
      while (rows.next()) {
        kept.add(rows.getString(1));
      }
    }
    for (Case c : cases().toList()) {
      assertThat(kept).as(c.toString()).contains(sha256(c.content()));
    }
  }

  @Test
  void hasItsCases() {
    assertThat(cases().count()).isGreaterThan(CASES_MIN);
  }

  /** A file takes its time to be left alone: not all of them, but some of each kind. */
  private static List<Case> everyFourth() {
    List<Case> all = cases().toList();
    return IntStream.range(0, all.size())
        .filter(i -> i % 4 == 0 || all.get(i).kind.equals("unknown"))
        .mapToObj(all::get)
        .toList();
  }

  private static String fileName(Case c) {
    return c.kind + "-" + c.name + ".in";
  }

  private static String path(Case c) {
    return c.kind.equals("json") ? "/v1/payments" : "/v1/messages";
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  /** All faults of the golden file: of the message, then of its transactions. */
  private static JsonNode faults(Case c) throws IOException {
    JsonNode golden = JSON.readTree(c.file(".faults.json").toFile());
    var all = JSON.createArrayNode();
    golden.path("faults").forEach(all::add);
    golden.path("transactions").forEach(t -> t.path("faults").forEach(all::add));
    return all;
  }

  /** The messages of which nothing can be taken; the others have their answer later. */
  private static Stream<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (String kind : KINDS) {
      try (Stream<Path> files = Files.list(Golden.CODECS.resolve(kind))) {
        files
            .map(f -> f.getFileName().toString())
            .filter(name -> name.contains(".answer."))
            .map(name -> new Case(kind, name.substring(0, name.indexOf('.'))))
            .filter(c -> !c.answer().contains("ACSC"))
            .sorted(java.util.Comparator.comparing(Case::toString))
            .forEach(cases::add);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
    return cases.stream();
  }
}
