package org.corridor.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Other people's messages, none of them for Beta Bank: each is taken or refused by the channel that
 * its turn gives it, and gets one final answer, the specific one that the golden list tells.
 */
@ExtendWith(BanksAtWork.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SamplesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Path SAMPLES = Golden.root().resolve("../shared/samples").normalize();
  private static final Pattern CODE = Pattern.compile("<Cd>([A-Z]{2}[A-Z0-9]{2}|AGNT|NARR)</Cd>");
  private static final Pattern UETR =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

  private RestClient rest;
  private QueueUser core;
  private QueueUser amqp;
  private Inbox inbox;

  @BeforeAll
  void start(TwoBanks banks) {
    assumeTrue(Files.isDirectory(SAMPLES), SAMPLES + " is not there");
    rest = new RestClient(banks.alpha());
    core = new QueueUser(QueueUser.Protocol.CORE, banks.alpha(), "samples");
    amqp = new QueueUser(QueueUser.Protocol.AMQP, banks.alpha(), "samples");
    inbox = Inbox.of(banks.alpha());
  }

  @AfterAll
  void stop() {
    if (core != null) {
      core.close();
      amqp.close();
    }
  }

  @Test
  void everySampleGetsItsOneSpecificAnswer() throws IOException {
    Map<String, Supplier<String>> answers = new LinkedHashMap<>();
    Map<String, Integer> turns = new LinkedHashMap<>();
    for (Path file : samples()) {
      String text = fresh(Files.readString(file, StandardCharsets.ISO_8859_1));
      String queue = queue(text);
      int turn = turns.merge(queue, 1, Integer::sum);
      String name = SAMPLES.relativize(file).toString();
      answers.put(name, send(name, queue, turn, text.getBytes(StandardCharsets.ISO_8859_1)));
    }
    StringBuilder told = new StringBuilder();
    for (Map.Entry<String, Supplier<String>> sample : answers.entrySet()) {
      String answer = sample.getValue().get();
      assertThat(answer).as(sample.getKey()).contains("RJCT").doesNotContain("ACSC");
      told.append(sample.getKey()).append(' ').append(codes(answer)).append('\n');
    }
    Golden.compare("samples.txt", told.toString());
  }

  /** The first of each kind goes in as a file, the others by turns. */
  private Supplier<String> send(String name, String queue, int turn, byte[] message) {
    if (turn == 1) {
      String file = "sample-" + name.replace('/', '-');
      inbox.drop(file, message);
      return () -> report(file);
    }
    return switch (turn % 3) {
      case 0 -> {
        RestClient.Reply reply = rest.postForXml("/v1/messages", "text/plain", key(name), message);
        assertThat(reply.status()).as(name).isIn(202, 400);
        yield () ->
            reply.status() == 400 ? reply.text() : later(reply.json().path("answer").asText());
      }
      case 1 -> {
        String id = core.send(queue, key(name), message);
        yield () -> core.answer(id).text();
      }
      default -> {
        String id = amqp.send(queue, key(name), message);
        yield () -> amqp.answer(id).text();
      }
    };
  }

  private String later(String where) {
    await().atMost(PATIENCE).until(() -> rest.getXml(where).status() == 200);
    return rest.getXml(where).text();
  }

  private String report(String file) {
    List<String> places =
        List.of(
            "failed/" + file + ".report.xml",
            "done/" + file + ".pacs002.xml",
            "done/" + file + ".pain002.xml");
    await().atMost(PATIENCE).until(() -> places.stream().anyMatch(inbox::has));
    return inbox.read(places.stream().filter(inbox::has).findFirst().orElseThrow());
  }

  /** Many samples share one reference: a key of its own makes each a message of its own. */
  private static String key(String name) {
    return name.length() <= 100 ? name : name.substring(name.length() - 100);
  }

  /**
   * {@code CURRENT_TIME} stands for the time of translation. Pairs and parts of one case share a
   * UETR, by which they would be told from each other no more: each gets one by its own name.
   */
  private static String fresh(String text) {
    String told = text.replace("CURRENT_TIME", "2025-09-22T10:00:00+00:00");
    return UETR.matcher(told).replaceAll(match -> uetr(match.group() + text.hashCode()));
  }

  private static String uetr(String seed) {
    UUID hash = UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8));
    return new UUID(
            hash.getMostSignificantBits() & ~0xF000L | 0x4000L, hash.getLeastSignificantBits())
        .toString();
  }

  private static List<String> codes(String answer) {
    List<String> codes = new ArrayList<>();
    Matcher matcher = CODE.matcher(answer);
    while (matcher.find()) {
      codes.add(matcher.group(1));
    }
    return codes.stream().distinct().toList();
  }

  private static String queue(String text) {
    if (text.contains("{1:")) {
      return DemoNetwork.MT103_QUEUE;
    }
    return text.contains("CstmrCdtTrfInitn>")
        ? DemoNetwork.PAIN001_QUEUE
        : DemoNetwork.PACS008_QUEUE;
  }

  private static List<Path> samples() throws IOException {
    try (Stream<Path> files = Files.walk(SAMPLES)) {
      return files.filter(Files::isRegularFile).filter(SamplesTest::isTransfer).sorted().toList();
    }
  }

  private static boolean isTransfer(Path file) {
    try {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      return text.contains("{2:I103")
          || text.contains("{2:O103")
          || text.contains("FIToFICstmrCdtTrf>") && !text.contains("camt.0")
          || text.contains("CstmrCdtTrfInitn>");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
