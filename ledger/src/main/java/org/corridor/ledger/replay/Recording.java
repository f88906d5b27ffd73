package org.corridor.ledger.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** A recording of one network from its genesis on: a JSON object a line, possibly compressed. */
record Recording(String name, JsonNode genesis, List<JsonNode> closes, JsonNode state) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Recording read(Path file) throws IOException {
    String name = file.getFileName().toString();
    try (InputStream raw = Files.newInputStream(file);
        InputStream plain = name.endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
      return read(name, plain);
    }
  }

  static Recording read(String name, InputStream plain) throws IOException {
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
    JsonNode genesis = JSON.nullNode();
    JsonNode state = JSON.nullNode();
    List<JsonNode> closes = new ArrayList<>();
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      if (line.isBlank()) {
        continue;
      }
      JsonNode node = JSON.readTree(line);
      switch (node.path("kind").asText()) {
        case "genesis" -> genesis = node;
        case "close" -> closes.add(node);
        case "state" -> state = node;
        default -> throw new IOException(name + ": a line of an unknown kind");
      }
    }
    if (genesis.isNull() || state.isNull()) {
      throw new IOException(name + ": no genesis or no final state");
    }
    return new Recording(name, genesis, closes, state);
  }
}
