package org.corridor.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.JMSContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.corridor.domain.message.AnswerType;
import org.corridor.domain.message.Channel;
import org.corridor.domain.message.Outbox.Outgoing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker goes away and comes back while the gateway runs. */
final class BrokerRestartTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path folder;

  private static Outgoing answer(String id) {
    return new Outgoing(
        id,
        Channel.JMS,
        "corridor.out.restart",
        AnswerType.PACS_002,
        null,
        null,
        id.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void messagesGoInAndAnswersGoOutAfterwards() throws Exception {
    Edges edges = new Edges(folder);
    try {
      edges.domain.outbox.put(List.of(answer("before")));
      await().atMost(SOON).until(() -> edges.domain.outbox.unsent() == 0);
      Thread away =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      edges.restartBroker(1_500);
                    } catch (Exception e) {
                      throw new IllegalStateException(e);
                    }
                  });
      Thread.sleep(500);
      edges.domain.outbox.put(List.of(answer("while it was away")));
      away.join();
      try (JMSContext jms = Edges.core().createContext()) {
        jms.createProducer().send(jms.createQueue("corridor.in.pacs008"), "after");
        await().atMost(SOON).until(() -> edges.domain.calls("after") > 0);
        await().atMost(SOON).until(() -> edges.domain.outbox.unsent() == 0);
        try (var consumer = jms.createConsumer(jms.createQueue("corridor.out.restart"))) {
          assertThat(consumer.receiveBody(byte[].class, SOON.toMillis()))
              .asString(StandardCharsets.UTF_8)
              .isEqualTo("while it was away");
        }
      }
      // An outage is no bug: nobody is woken for it.
      assertThat(edges.domain.alarms).isEmpty();
    } finally {
      edges.close();
    }
  }
}
