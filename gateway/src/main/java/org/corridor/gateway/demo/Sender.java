package org.corridor.gateway.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.corridor.domain.Retryable;
import org.corridor.domain.message.MessageType;
import org.corridor.gateway.load.QueueClient;
import org.corridor.gateway.process.BrokerServer;

/**
 * Sends a spool by every channel and collects the final answer of each message where it comes.
 * Holds out while the gateway or its broker is away. Several threads may send.
 */
public final class Sender implements AutoCloseable {
  private static final int ACCEPTED = 202;
  private static final int OK = 200;
  private static final int SERVER_ERRORS = 500;
  private static final int TRIES_MAX = 600;

  private final QueueClient queues;
  private final RestClient rest;
  private final Path inbox;
  private final Map<String, String> restKeys = new ConcurrentHashMap<>();
  private final Set<String> files = ConcurrentHashMap.newKeySet();
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private final AtomicInteger answeredRest = new AtomicInteger();
  private final AtomicInteger answeredFiles = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();

  /** Sends to Alpha Bank. */
  public Sender(TwoBanks banks) {
    queues =
        new QueueClient(BrokerServer.url(banks.alpha().brokerPort()), DemoNetwork.ANSWERS_QUEUE);
    rest = new RestClient(banks.alpha());
    inbox = banks.alpha().folder().resolve("in");
  }

  /** Sends a message; returns once it is certainly taken or refused. */
  public void send(Spool.Item item) {
    switch (item.route()) {
      case JMS -> queues.send(queue(item.type()), item.transfers().getFirst().uetr(), item.bytes());
      case REST -> post(item);
      case FILE -> drop(item);
    }
  }

  /** Looks for answers where nobody brings them. */
  public void collect() {
    try {
      restKeys
          .entrySet()
          .removeIf(entry -> counted(answeredRest, rest.get(entry.getValue()).status() == OK));
    } catch (Retryable e) {
      // The gateway is away: the next call asks again.
      return;
    }
    files.removeIf(
        name ->
            counted(
                answeredFiles, Files.exists(inbox.resolve("done").resolve(name + ".pain002.xml"))));
  }

  private static boolean counted(AtomicInteger counter, boolean there) {
    if (there) {
      counter.incrementAndGet();
    }
    return there;
  }

  /** Whether each message has its final answer. */
  public boolean isComplete() {
    return restKeys.isEmpty() && files.isEmpty() && queues.unanswered().isEmpty();
  }

  /** How many messages were sent. */
  public int messages() {
    return queues.sent() + restKeys.size() + files.size() + answers() - queues.answered();
  }

  /** How many final answers came, refusals at the edge included. */
  public int answers() {
    return queues.answered() + answeredRest.get() + answeredFiles.get() + refused.get();
  }

  /** How many messages were refused at the edge. */
  int refused() {
    return refused.get();
  }

  /** What is not as it should be. */
  public List<String> faults() {
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
    RestClient.Reply reply = posted(item);
    JsonNode body = reply.json();
    if (reply.status() == ACCEPTED) {
      restKeys.put(item.name(), body.path("answer").asText());
    } else if (reply.status() == OK) {
      answeredRest.incrementAndGet(); // taken before, and final since
    } else if (isSpecific(body)) {
      refused.incrementAndGet();
      System.out.printf("%-10s %s: %s%n", "refused", item.name(), why(body));
    } else {
      faults.add(item.name() + ": HTTP " + reply.status());
    }
  }

  /** The first reply that says something about the message; asked again under the same key. */
  private RestClient.Reply posted(Spool.Item item) {
    for (int i = 1; ; i++) {
      try {
        RestClient.Reply reply =
            rest.post("/v1/messages", "application/octet-stream", item.name(), item.bytes());
        if (reply.status() < SERVER_ERRORS || i == TRIES_MAX) {
          return reply;
        }
      } catch (Retryable e) {
        if (i == TRIES_MAX) {
          throw e;
        }
      }
      Demo.pause();
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
