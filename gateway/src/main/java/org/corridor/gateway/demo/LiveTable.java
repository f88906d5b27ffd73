package org.corridor.gateway.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The payments of a bank as a table that is printed as they come to their end, parties masked. */
final class LiveTable {
  private static final String ROW = "%-10s %-5s %-13s %-13s %16s %18s  %-12s %-9s %6s%n";
  private static final int PAGE = 200;
  private static final int PAGES_MAX = 500;

  private final RestClient rest;
  private final PrintStream out;
  private final Map<String, String> shown = new LinkedHashMap<>();

  LiveTable(RestClient rest, PrintStream out) {
    this.rest = rest;
    this.out = out;
  }

  void heading() {
    out.printf(ROW, "UETR", "in", "from", "to", "sent", "delivered", "FX path", "state", "ms");
  }

  /** Prints the payments that came to their end since the last call. */
  void update() {
    for (JsonNode payment : payments()) {
      String uetr = payment.path("uetr").asText();
      String state = payment.path("state").asText();
      boolean ended = payment.path("final").asBoolean() || state.equals("Held");
      if (ended && !state.equals(shown.put(uetr, state))) {
        out.printf(
            ROW,
            uetr.substring(0, 8) + "…",
            payment.path("channel").asText(),
            cut(payment.path("debtor").asText()),
            cut(payment.path("creditor").asText()),
            payment.path("sent").asText(),
            payment.path("delivered").asText("-"),
            payment.path("path").asText("-"),
            state,
            payment.path("millis").asText("-"));
      }
    }
  }

  /** All payments of the bank, newest first. */
  List<JsonNode> payments() {
    List<JsonNode> all = new ArrayList<>();
    String cursor = "";
    for (int page = 0; page < PAGES_MAX; page++) {
      JsonNode body =
          rest.get("/v1/payments?limit=" + PAGE + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
              .json();
      body.path("payments").forEach(all::add);
      cursor = body.path("next").asText("");
      if (cursor.isEmpty()) {
        break;
      }
    }
    return all;
  }

  private static String cut(String text) {
    return text.length() <= 13 ? text : text.substring(0, 12) + "…";
  }
}
