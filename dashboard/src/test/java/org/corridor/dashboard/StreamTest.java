package org.corridor.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

/** The stream of live rows, over HTTP. */
@Timeout(60)
final class StreamTest {
  private ServletWebServerApplicationContext app;
  private FakeDashboard fake;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<HttpResponse<java.io.InputStream>> open = new ArrayList<>();

  @BeforeEach
  void start() {
    app =
        (ServletWebServerApplicationContext)
            new SpringApplicationBuilder(PagesTest.Surroundings.class)
                .properties(
                    "server.port=0", "logging.level.root=WARN", "spring.main.banner-mode=off")
                .run();
    fake = app.getBean(FakeDashboard.class);
  }

  @AfterEach
  void stop() throws IOException {
    for (var response : open) {
      response.body().close();
    }
    app.close();
  }

  private HttpResponse<java.io.InputStream> connect(String query, String lastEventId)
      throws Exception {
    return connect("/payments/stream", query, lastEventId);
  }

  private HttpResponse<java.io.InputStream> connect(String path, String query, String lastEventId)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://localhost:" + app.getWebServer().getPort() + path + query))
            .timeout(Duration.ofSeconds(20))
            .header("Accept", "text/event-stream");
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    var response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    open.add(response);
    return response;
  }

  private static String event(HttpResponse<java.io.InputStream> response, String name)
      throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    StringBuilder event = new StringBuilder();
    String line;
    while ((line = lines.readLine()) != null) {
      event.append(line).append('\n');
      if (line.isEmpty()) {
        if (event.indexOf("event:" + name) >= 0) {
          return event.toString();
        }
        event.setLength(0);
      }
    }
    throw new AssertionError("the stream ended");
  }

  @Test
  void tellsWhatHappensFromNowOnMasked() throws Exception {
    fake.put(1, "Received");
    var stream = connect("", null);
    assertThat(stream.statusCode()).isEqualTo(200);
    assertThat(stream.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/event-stream");
    fake.put(2, "Settled");
    String event = event(stream, "rows");
    assertThat(event)
        .contains("id:2")
        .contains("id=\"p-" + FakeDashboard.uetr(2) + "\"")
        .contains("data-state=\"Settled\"")
        .doesNotContain(FakeDashboard.uetr(1))
        .doesNotContain("Neill")
        .doesNotContain("<script");
  }

  @Test
  void tellsOfArrivalsWhenTheyChangeMasked() throws Exception {
    var stream = connect("/incoming/stream", "", null);
    fake.arrive("78");
    assertThat(event(stream, "rows"))
        .contains("id=\"a-78\"", "id=\"a-77\"", "Credited")
        .doesNotContain("Neill")
        .doesNotContain("<script");
  }

  @Test
  void goesOnWhereTheBrowserWas() throws Exception {
    for (int i = 1; i <= 5; i++) {
      fake.put(i, "Received");
    }
    // The header of a reconnecting browser counts, not the place in the address.
    String event = event(connect("?after=0", "3"), "rows");
    assertThat(event)
        .contains("id:5")
        .contains(FakeDashboard.uetr(4))
        .contains(FakeDashboard.uetr(5))
        .doesNotContain(FakeDashboard.uetr(3));
  }

  @Test
  void tellsManyChangesOfOnePaymentOnce() throws Exception {
    for (int i = 0; i < 20; i++) {
      fake.put(7, "Received");
    }
    fake.put(7, "Settled");
    String event = event(connect("?after=0", null), "rows");
    assertThat(event.split("<tr ", -1)).hasSize(2);
    assertThat(event).contains("data-state=\"Settled\"");
  }

  @Test
  void tellsWhoIsFarBehindToLoadAgain() throws Exception {
    for (int i = 0; i < PaymentsFeed.EVENTS_MAX + 10; i++) {
      fake.put(i, "Received");
    }
    assertThat(event(connect("?after=0", null), "reload")).contains("id:510");
  }

  @Test
  void lettingGoOfStreamsDoesNotDelayTheEnd() throws Exception {
    connect("", null);
    long start = System.nanoTime();
    app.close();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void opensABoundedNumberOfStreams() throws Exception {
    for (int i = 0; i < LiveRows.STREAMS_MAX; i++) {
      assertThat(connect("", null).statusCode()).isEqualTo(200);
    }
    assertThat(app.getBean("livePayments", LiveRows.class).openStreams())
        .isEqualTo(LiveRows.STREAMS_MAX);
    assertThat(connect("", null).statusCode()).isEqualTo(503);
  }
}
