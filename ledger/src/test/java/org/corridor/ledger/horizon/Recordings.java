package org.corridor.ledger.horizon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Answers of a real Horizon, and the transactions on which they rest. */
record Recordings(String passphrase, List<JsonNode> transactions, List<Recorded> answers) {
  private static final String ARCHIVE = "recorded-answers.jsonl.gz";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** One question and its answer. */
  record Recorded(String name, String request, int status, String contentType, JsonNode body) {
    boolean isSubmission() {
      return request.startsWith("POST");
    }

    boolean isStream() {
      return request.endsWith("(Accept: text/event-stream)");
    }

    String target() {
      String target = request.substring(request.indexOf(' ') + 1);
      int space = target.indexOf(' ');
      return space < 0 ? target : target.substring(0, space);
    }
  }

  static Recordings load() {
    List<Recorded> answers = new ArrayList<>();
    @Nullable JsonNode scenario = null;
    try (var in = Recordings.class.getResourceAsStream(ARCHIVE);
        var lines =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode node = MAPPER.readTree(line);
        if (node.has("scenario")) {
          scenario = node.get("scenario");
        } else {
          answers.add(
              new Recorded(
                  node.get("name").textValue(),
                  node.get("request").textValue(),
                  node.get("status").intValue(),
                  node.get("contentType").textValue(),
                  node.get("body")));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<JsonNode> transactions = new ArrayList<>();
    scenario.get("transactions").forEach(transactions::add);
    return new Recordings(scenario.get("passphrase").textValue(), transactions, answers);
  }
}
