package org.corridor.ledger.horizon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.corridor.ledger.NetworkParameters;
import org.corridor.ledger.node.LedgerNode;
import org.corridor.ledger.node.NodeSettings;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Replays the recorded transactions on a fresh node, each in the ledger and at the second in which
 * the real network closed it, asks the recorded questions and compares the answers.
 */
@Timeout(120)
class RecordedAnswersTest {
  private static final String RECORDED_BASE = "http://127.0.0.1:8000";
  private static final int FIRST_LEDGER = 116;

  /** Close time of ledger 0, had it been closed at the pace of the recording. */
  private static final long EPOCH = Instant.parse("2026-11-21T03:07:22Z").getEpochSecond() - 116;

  private static final int FIRST_STREAMED_LEDGER = 155;
  private static final int STREAM_CLOSES_MAX = 20;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> answersAsHorizonDid() throws Exception {
    Recordings recordings = Recordings.load();
    Clock clock = new Clock();
    Map<String, List<String>> differences = new java.util.LinkedHashMap<>();
    NodeSettings settings =
        NodeSettings.of(NetworkParameters.stellar(recordings.passphrase()), folder)
            .closingOnDemand();
    try (LedgerNode node = LedgerNode.start(settings, clock);
        HorizonServer server = HorizonServer.start(node, HorizonSettings.loopback(0))) {
      clock.node = node;
      Replay replay = new Replay(node, "http://127.0.0.1:" + server.port(), recordings);
      for (Recordings.Recorded recorded : recordings.answers()) {
        differences.put(recorded.name(), replay.differences(recorded));
      }
    }
    return differences.entrySet().stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getKey(), () -> assertThat(file.getValue()).isEmpty()));
  }

  /** Shows the second at which the next ledger was closed in the recording. */
  private static final class Clock implements InstantSource {
    private volatile LedgerNode node;

    @Override
    public Instant instant() {
      int last = node == null ? 1 : node.last();
      return Instant.ofEpochSecond(EPOCH + last + 1);
    }
  }

  private final class Replay {
    private final LedgerNode node;
    private final String base;
    private final List<JsonNode> left;

    Replay(LedgerNode node, String base, Recordings recordings) {
      this.node = node;
      this.base = base;
      left = new ArrayList<>(recordings.transactions());
    }

    List<String> differences(Recordings.Recorded recorded) throws Exception {
      if (recorded.isSubmission()) {
        return submit(recorded);
      }
      if (recorded.isStream()) {
        return stream(recorded);
      }
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(base + recorded.target())).GET().build();
      return compare(recorded, client.send(request, HttpResponse.BodyHandlers.ofString()));
    }

    private List<String> submit(Recordings.Recorded recorded) throws Exception {
      String envelope = left.removeFirst().get("envelope").textValue();
      int ledger = recorded.body().path("ledger").asInt(0);
      while (node.last() < Math.max(ledger, FIRST_LEDGER) - 1) {
        node.closeNow();
      }
      String form = "tx=" + URLEncoder.encode(envelope, StandardCharsets.UTF_8);
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(base + "/transactions"))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(HttpRequest.BodyPublishers.ofString(form))
              .build();
      return compare(recorded, client.send(request, HttpResponse.BodyHandlers.ofString()));
    }

    private List<String> compare(Recordings.Recorded recorded, HttpResponse<String> response)
        throws IOException {
      List<String> found = new ArrayList<>();
      if (response.statusCode() != recorded.status()) {
        found.add("status " + response.statusCode() + ": " + response.body());
      }
      String type = response.headers().firstValue("Content-Type").orElse("none");
      if (!type.equals(recorded.contentType())) {
        found.add("content type " + type);
      }
      JsonNode actual = MAPPER.readTree(response.body());
      found.addAll(Comparison.differences(recorded.body(), actual, RECORDED_BASE, base));
      return found;
    }

    private List<String> stream(Recordings.Recorded recorded) throws Exception {
      boolean ledgers = recorded.target().startsWith("/ledgers");
      while (ledgers && node.last() < FIRST_STREAMED_LEDGER - 1) {
        node.closeNow();
      }
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(base + recorded.target()))
              .header("Accept", "text/event-stream")
              .GET()
              .build();
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      List<String> found = new ArrayList<>();
      String type = response.headers().firstValue("Content-Type").orElse("none");
      if (!type.equals(recorded.contentType())) {
        found.add("content type " + type);
      }
      // The recording stops in the middle of an event.
      String text = recorded.body().textValue();
      String[] expected = text.substring(0, text.lastIndexOf("\n\n") + 2).split("\n", -1);
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
        int closes = 0;
        for (String line : expected) {
          if (line.startsWith("id:") && ledgers && closes++ < STREAM_CLOSES_MAX) {
            node.closeNow();
          }
          if (line.isEmpty() && line == expected[expected.length - 1]) {
            break;
          }
          compareLine(line, lines.readLine(), found);
        }
      }
      return found;
    }

    private void compareLine(String expected, String actual, List<String> found)
        throws IOException {
      if (expected.startsWith("data: {") && actual != null && actual.startsWith("data: {")) {
        found.addAll(
            Comparison.differences(
                MAPPER.readTree(expected.substring("data: ".length())),
                MAPPER.readTree(actual.substring("data: ".length())),
                RECORDED_BASE,
                base));
        if (expected.contains("\\u0026") != actual.contains("\\u0026")) {
          found.add("ampersands are escaped differently: " + actual);
        }
      } else if (!expected.equals(actual)) {
        found.add("line '" + expected + "' recorded, but '" + actual + "'");
      }
    }
  }
}
