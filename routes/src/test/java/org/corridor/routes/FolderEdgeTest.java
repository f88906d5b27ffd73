package org.corridor.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.corridor.domain.Retryable;
import org.corridor.domain.message.AnswerType;
import org.corridor.domain.message.Channel;
import org.corridor.domain.message.Outbox.Outgoing;
import org.corridor.domain.message.RawMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The watched folder. */
final class FolderEdgeTest {
  private static final Duration SOON = Duration.ofSeconds(15);

  @TempDir static Path folder;
  private static Edges edges;

  @BeforeAll
  static void start() throws Exception {
    edges = new Edges(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    edges.close();
  }

  private static void put(String name, String content) throws IOException {
    Path part = folder.resolve(name + ".part");
    Files.writeString(part, content);
    Files.move(part, folder.resolve(name));
  }

  private static String awaited(String path) throws IOException {
    await().atMost(SOON).until(() -> Files.exists(folder.resolve(path)));
    return Files.readString(folder.resolve(path));
  }

  @Test
  void movesWhatIsTakenToDoneWithItsAcknowledgement() throws IOException {
    put("orders.xml", "<orders/>");
    assertThat(awaited("done/orders.xml")).isEqualTo("<orders/>");
    assertThat(awaited("done/orders.xml.accepted.json"))
        .contains("\"ACCEPTED\"")
        .contains("key-<orders/>");
    assertThat(folder.resolve("orders.xml")).doesNotExist();
    RawMessage raw =
        edges.domain.accepted.stream()
            .filter(r -> r.transportId().startsWith("orders.xml#"))
            .findFirst()
            .orElseThrow();
    assertThat(raw.channel()).isEqualTo(Channel.FILE);
    assertThat(raw.sender()).isEqualTo("erp");
    assertThat(raw.replyTo()).isEqualTo("orders.xml");

    edges.domain.outbox.put(
        List.of(
            new Outgoing(
                "final-orders",
                Channel.FILE,
                "orders.xml",
                AnswerType.PAIN_002,
                null,
                null,
                "<final/>".getBytes(StandardCharsets.UTF_8))));
    assertThat(awaited("done/orders.xml.pain002.xml")).isEqualTo("<final/>");
  }

  @Test
  void keepsBothWhenANameComesAgainWithOtherContent() throws IOException {
    put("daily.xml", "monday");
    awaited("done/daily.xml");
    put("daily.xml", "tuesday");
    await().atMost(SOON).until(() -> !Files.exists(folder.resolve("daily.xml")));
    assertThat(awaited("done/daily.xml")).isEqualTo("monday");
    try (var names = Files.list(folder.resolve("done"))) {
      assertThat(names.map(p -> p.getFileName().toString()))
          .anyMatch(name -> name.matches("daily-[0-9a-f]{8}\\.xml"))
          .anyMatch(name -> name.matches("daily-[0-9a-f]{8}\\.xml\\.accepted\\.json"));
    }
  }

  @Test
  void neverReadsAHalfWrittenFile() throws Exception {
    Files.writeString(folder.resolve("half.xml.part"), "half");
    put("whole.xml", "after half");
    awaited("done/whole.xml");
    assertThat(edges.domain.calls("half")).isZero();
    assertThat(folder.resolve("half.xml.part")).exists();
  }

  @Test
  void movesWhatIsRefusedToFailedWithItsReport() throws IOException {
    edges.domain.scripts.put("<wrong/>", call -> Edges.Double.refusal("xml.syntax"));
    put("wrong.xml", "<wrong/>");
    assertThat(awaited("failed/wrong.xml")).isEqualTo("<wrong/>");
    assertThat(awaited("failed/wrong.xml.report.xml")).contains("xml.syntax");
  }

  @Test
  void keepsBothWhenTwoRefusedFilesHaveOneName() throws IOException {
    edges.domain.scripts.put("<first/>", call -> Edges.Double.refusal("xml.syntax"));
    edges.domain.scripts.put("<second/>", call -> Edges.Double.refusal("xml.syntax"));
    put("same.xml", "<first/>");
    awaited("failed/same.xml");
    put("same.xml", "<second/>");
    await().atMost(SOON).until(() -> !Files.exists(folder.resolve("same.xml")));
    assertThat(awaited("failed/same.xml")).isEqualTo("<first/>");
    try (var names = Files.list(folder.resolve("failed"))) {
      assertThat(names.map(p -> p.getFileName().toString()))
          .anyMatch(name -> name.matches("same-[0-9a-f]{8}\\.xml"))
          .anyMatch(name -> name.matches("same-[0-9a-f]{8}\\.xml\\.report\\.xml"));
    }
  }

  @Test
  void readsOneByteMoreThanIsAllowedAndNoMore() throws IOException {
    put("large.xml", "x".repeat(2 * RawMessage.BYTES_MAX));
    awaited("done/large.xml");
    assertThat(edges.domain.accepted)
        .filteredOn(r -> r.transportId().startsWith("large.xml"))
        .allMatch(r -> r.bytes().length == RawMessage.BYTES_MAX + 1);
  }

  @Test
  void readsAnEmptyFileToo() throws IOException {
    put("empty.xml", "");
    assertThat(awaited("done/empty.xml")).isEmpty();
  }

  @Test
  void leavesAFileUntilTheDatabaseIsBack() throws IOException {
    edges.domain.scripts.put(
        "patient",
        call -> {
          if (call <= 5) {
            throw new Retryable("database is away");
          }
          return Edges.accepted("key");
        });
    put("patient.xml", "patient");
    awaited("done/patient.xml");
    assertThat(edges.domain.calls("patient")).isEqualTo(6);
  }

  @Test
  void movesAFileThatMetABugToFailedAndRaisesTheAlarm() throws IOException {
    edges.domain.scripts.put(
        "buggy",
        call -> {
          throw new IllegalStateException("a bug");
        });
    put("buggy.xml", "buggy");
    assertThat(awaited("failed/buggy.xml")).isEqualTo("buggy");
    assertThat(edges.domain.alarms).contains("folder-in java.lang.IllegalStateException");
  }

  @Test
  void parksAnAnswerThatWouldLeaveTheFolder() {
    edges.domain.outbox.put(
        List.of(
            new Outgoing(
                "escape",
                Channel.FILE,
                "../../escape",
                AnswerType.PAIN_002,
                null,
                null,
                new byte[] {1})));
    await().atMost(SOON).until(() -> edges.domain.alarms.contains("outbox-file file-name"));
    assertThat(folder.resolve("../escape.pain002.xml")).doesNotExist();
  }
}
