package org.corridor.routes.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.corridor.domain.UnitOfWork;
import org.corridor.domain.message.AnswerType;
import org.corridor.domain.message.Channel;
import org.corridor.domain.message.Outbox;
import org.corridor.routes.RoutesSettings.Webhook;
import org.corridor.routes.TransportHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Webhooks, against a real HTTP server. */
final class WebhookOutboxTest {
  private static final String SECRET = "not-a-real-secret";
  private static final Instant NOW = Instant.parse("2026-05-04T10:15:30Z");

  private record Hit(String delivery, String signature, String body) {}

  private final List<Hit> hits = new CopyOnWriteArrayList<>();
  private final List<String> alarms = new ArrayList<>();
  private final Memory outbox = new Memory();
  private int status = 200;
  private HttpServer server;
  private WebhookOutbox relay;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/hook",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          hits.add(
              new Hit(
                  exchange.getRequestHeaders().getFirst(TransportHeaders.WEBHOOK_DELIVERY),
                  exchange.getRequestHeaders().getFirst(TransportHeaders.WEBHOOK_SIGNATURE),
                  body));
          exchange.getResponseHeaders().add("Location", "/hook");
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
    relay =
        new WebhookOutbox(
            outbox,
            outbox,
            Map.of("erp", new Webhook(url, SECRET)),
            HttpClient.newHttpClient(),
            (source, fault) -> alarms.add(source + " " + fault),
            InstantSource.fixed(NOW));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private static Outbox.Outgoing delivery(String id, String to) {
    return new Outbox.Outgoing(
        id,
        Channel.REST,
        to,
        AnswerType.STATUS_JSON,
        null,
        null,
        "{\"ok\":true}".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void postsWithASignatureOverTimeAndBody() throws Exception {
    outbox.put(List.of(delivery("d-1", "erp")));
    assertThat(relay.runOnce()).isEqualTo(1);
    assertThat(outbox.sent).containsExactly("d-1");
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    String time = Long.toString(NOW.getEpochSecond());
    String expected =
        HexFormat.of()
            .formatHex(mac.doFinal((time + ".{\"ok\":true}").getBytes(StandardCharsets.UTF_8)));
    assertThat(hits)
        .containsExactly(new Hit("d-1", "t=" + time + ",v1=" + expected, "{\"ok\":true}"));
    assertThat(relay.runOnce()).isZero();
  }

  @Test
  void triesWhatIsNotTakenEverMoreSlowlyAndParksItInTheEnd() {
    status = 503;
    outbox.put(List.of(delivery("d-2", "erp")));
    for (int i = 0; i < WebhookOutbox.TRIES_MAX; i++) {
      assertThat(relay.runOnce()).isEqualTo(1);
    }
    assertThat(hits).hasSize(WebhookOutbox.TRIES_MAX);
    assertThat(outbox.due).hasSize(WebhookOutbox.TRIES_MAX).isSorted();
    assertThat(outbox.due.getFirst()).isEqualTo(NOW.plusSeconds(4));
    assertThat(outbox.due.getLast()).isEqualTo(Parking.UNTIL);
    assertThat(alarms).containsExactly("outbox-webhook not-taken");
    assertThat(outbox.sent).isEmpty();
  }

  @Test
  void doesNotFollowARedirect() {
    status = 307;
    outbox.put(List.of(delivery("d-3", "erp")));
    relay.runOnce();
    assertThat(hits).hasSize(1);
    assertThat(outbox.sent).isEmpty();
  }

  @Test
  void parksWhatHasNoSubscription() {
    outbox.put(List.of(delivery("d-4", "nobody")));
    relay.runOnce();
    assertThat(outbox.due).containsExactly(Parking.UNTIL);
    assertThat(alarms).containsExactly("outbox-webhook no-subscription");
  }

  /** Hands out what was not sent, whatever its due time. */
  private static final class Memory implements Outbox, UnitOfWork {
    private final List<Outgoing> all = new ArrayList<>();
    private final List<String> sent = new ArrayList<>();
    private final List<Instant> due = new ArrayList<>();

    @Override
    public void put(List<Outgoing> messages) {
      all.addAll(messages);
    }

    @Override
    public List<Outgoing> take(Channel channel, int max, Instant now) {
      return all.stream().filter(m -> !sent.contains(m.id())).limit(max).toList();
    }

    @Override
    public void sent(List<Outgoing> messages, Instant at) {
      messages.forEach(m -> sent.add(m.id()));
    }

    @Override
    public void retryLater(List<Outgoing> messages, Instant notBefore, String fault) {
      due.add(notBefore);
    }

    @Override
    public <T> T in(Supplier<T> work) {
      return work.get();
    }
  }
}
