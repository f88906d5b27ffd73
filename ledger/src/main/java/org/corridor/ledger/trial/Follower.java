package org.corridor.ledger.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** Somebody who follows an account's payments and comes back with the last id that it saw. */
final class Follower {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DATA = "data: ";

  private final HttpClient client;
  private final String account;
  private final List<String> hashes = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private long cursor;

  Follower(HttpClient client, String account) {
    this.client = client;
    this.account = account;
  }

  /** Follows until the ledger has gone. */
  void follow(String url) {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(url + "/accounts/" + account + "/payments?cursor=" + cursor))
            .header("Accept", "text/event-stream")
            .build();
    try {
      HttpResponse<Stream<String>> answer =
          client.send(request, HttpResponse.BodyHandlers.ofLines());
      try (Stream<String> lines = answer.body()) {
        for (Iterator<String> all = lines.iterator(); all.hasNext(); ) {
          take(all.next());
        }
      }
    } catch (IOException | RuntimeException e) {
      // The connection has gone with the ledger.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void take(String line) throws IOException {
    if (!line.startsWith(DATA + "{")) {
      return;
    }
    JsonNode payment;
    try {
      payment = JSON.readTree(line.substring(DATA.length()));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      return; // torn off in the middle: it will come again
    }
    long id = payment.path("paging_token").asLong();
    synchronized (this) {
      if (id <= cursor) {
        faults.add("the stream went back from " + cursor + " to " + id);
      }
      cursor = id;
      if (payment.path("type").asText().equals("payment")) {
        hashes.add(payment.path("transaction_hash").asText());
      }
    }
  }

  /** The transactions that were told, in that order. */
  synchronized List<String> hashes() {
    return List.copyOf(hashes);
  }

  synchronized List<String> faults() {
    return List.copyOf(faults);
  }
}
