package org.corridor.gateway.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.corridor.domain.message.MessageType;
import org.corridor.gateway.load.QueueClient;
import org.corridor.gateway.process.BrokerServer;

/** Sends a spool by every channel and collects the final answer of each message where it comes. */
final class Sender implements AutoCloseable {
  private static final int ACCEPTED = 202;
  private static final int OK = 200;

  private final QueueClient queues;
  private final RestClient rest;
  private final Path inbox;
  private final Map<String, String> restKeys = new LinkedHashMap<>();
  private final List<String> files = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private int jms;
  private int answeredRest;
  private int answeredFiles;
  private int refused;

  Sender(TwoBanks banks) {
    queues =
        new QueueClient(BrokerServer.url(banks.alpha().brokerPort()), DemoNetwork.ANSWERS_QUEUE);
    rest = new RestClient(banks.alpha());
    inbox = banks.alpha().folder().resolve("in");
  }

  void send(Spool.Item item) {
    switch (item.route()) {
      case JMS -> {
        queues.send(queue(item.type()), item.transfers().getFirst().uetr(), item.bytes());
        jms++;
      }
      case REST -> post(item);
      case FILE -> drop(item);
    }
  }

  /** Looks for answers where nobody brings them. */
  void collect() {
    restKeys
        .entrySet()
        .removeIf(
            entry -> {
              boolean there = rest.get(entry.getValue()).status() == OK;
              answeredRest += there ? 1 : 0;
              return there;
            });
    files.removeIf(
        name -> {
          boolean there = Files.exists(inbox.resolve("done").resolve(name + ".pain002.xml"));
          answeredFiles += there ? 1 : 0;
          return there;
        });
  }

  /** Whether each message has its final answer. */
  boolean isComplete() {
    return restKeys.isEmpty() && files.isEmpty() && queues.unanswered().isEmpty();
  }

  /** How many messages were sent. */
  int messages() {
    return jms + answeredRest + restKeys.size() + answeredFiles + files.size() + refused;
  }

  /** How many final answers came, refusals at the edge included. */
  int answers() {
    return queues.answered() + answeredRest + answeredFiles + refused;
  }

  /** How many messages were refused at the edge. */
  int refused() {
    return refused;
  }

  /** What is not as it should be. */
  List<String> faults() {
    List<String> all = new ArrayList<>(faults);
    restKeys.keySet().forEach(k -> all.add("no final answer over REST for " + k));
    files.forEach(f -> all.add("no final answer beside the file " + f));
    queues.unanswered().forEach(u -> all.add("no final answer over JMS for " + u));
    queues.answers().entrySet().stream()
        .filter(a -> a.getValue().messageIds().size() > 1)
        .forEach(a -> all.add("several final answers over JMS for " + a.getKey()));
    if (queues.surplus() > 0) {
      all.add(queues.surplus() + " answers that nobody asked for");
    }
    return all;
  }

  @Override
  public void close() {
    queues.close();
  }

  private void post(Spool.Item item) {
    RestClient.Reply reply =
        rest.post("/v1/messages", "application/octet-stream", item.name(), item.bytes());
    JsonNode body = reply.json();
    if (reply.status() == ACCEPTED) {
      restKeys.put(item.name(), body.path("answer").asText());
    } else if (reply.status() == OK) {
      answeredRest++; // taken before, and final since
    } else if (isSpecific(body)) {
      refused++;
      System.out.printf("%-10s %s: %s%n", "refused", item.name(), why(body));
    } else {
      faults.add(item.name() + ": HTTP " + reply.status());
    }
  }

  /** Whether a refusal names a code: of its faults, or of a conflict with an earlier message. */
  private static boolean isSpecific(JsonNode problem) {
    return problem.path("faults").path(0).has("code") || problem.has("code");
  }

  private static String why(JsonNode problem) {
    JsonNode fault = problem.path("faults").path(0);
    return fault.isMissingNode()
        ? problem.path("code").asText() + " " + problem.path("detail").asText()
        : "%s %s: %s"
            .formatted(
                fault.path("code").asText(),
                fault.path("field").asText(),
                fault.path("explanation").asText());
  }

  private void drop(Spool.Item item) {
    String name = item.name() + ".xml";
    try {
      Files.createDirectories(inbox);
      Path part = inbox.resolve(name + ".part");
      Files.write(part, item.bytes());
      Files.move(part, inbox.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      files.add(name);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write into " + inbox, e);
    }
  }

  private static String queue(@org.jspecify.annotations.Nullable MessageType type) {
    return type == MessageType.MT103 ? DemoNetwork.MT103_QUEUE : DemoNetwork.PACS008_QUEUE;
  }
}
