package org.corridor.gateway.pages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.corridor.gateway.process.Ports;

/**
 * The system's own Chromium through its own driver, spoken to by the W3C's WebDriver protocol as it
 * is: a few JSON requests need no library, and nothing is downloaded.
 */
final class ChromeDriver implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(90);
  private static final int PORT_WANTED = 9515;
  private static final List<String> FLAGS =
      List.of(
          "--headless=new",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--disable-dev-shm-usage",
          "--window-size=1280,900");

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Process process;
  private final URI address;
  private final Path profiles;

  /**
   * Starts the driver.
   *
   * @param profiles an empty folder for the browsers' profiles
   */
  ChromeDriver(Path profiles) throws IOException, InterruptedException {
    this.profiles = profiles;
    int port = new Ports().prefer(PORT_WANTED);
    address = URI.create("http://127.0.0.1:" + port);
    process =
        new ProcessBuilder(driver().orElseThrow().toString(), "--port=" + port)
            .redirectErrorStream(true)
            .redirectOutput(profiles.resolve("chromedriver.log").toFile())
            .start();
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (!isReady()) {
      if (System.nanoTime() > deadline || !process.isAlive()) {
        throw new IOException("chromedriver does not start");
      }
      Thread.sleep(100);
    }
  }

  /** Whether there is a browser to drive. */
  static boolean isInstalled() {
    return driver().isPresent() && browser().isPresent();
  }

  private static Optional<Path> driver() {
    return first("/usr/bin/chromedriver", "/usr/lib/chromium/chromedriver");
  }

  private static Optional<Path> browser() {
    return first("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
  }

  private static Optional<Path> first(String... places) {
    return Stream.of(places).map(Path::of).filter(Files::isExecutable).findFirst();
  }

  /** A browser of somebody's own, with an empty profile. */
  Browser open() {
    try {
      String profile = Files.createTempDirectory(profiles, "profile").toString();
      List<String> flags =
          Stream.concat(FLAGS.stream(), Stream.of("--user-data-dir=" + profile)).toList();
      Map<String, Object> options =
          Map.of("binary", browser().orElseThrow().toString(), "args", flags);
      JsonNode session =
          call(
              "POST",
              "/session",
              Map.of(
                  "capabilities",
                  Map.of(
                      "alwaysMatch",
                      Map.of("browserName", "chrome", "goog:chromeOptions", options))));
      return new Browser(this, "/session/" + session.path("sessionId").asText());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks the driver. */
  JsonNode call(String method, String path, Object body) {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(address.resolve(path))
              .timeout(TIMEOUT)
              .header("Content-Type", "application/json");
      request.method(
          method,
          method.equals("POST")
              ? HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body))
              : HttpRequest.BodyPublishers.noBody());
      HttpResponse<byte[]> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      JsonNode value = json.readTree(response.body()).path("value");
      if (response.statusCode() != 200) {
        throw new NotDone(value.path("error").asText() + ": " + value.path("message").asText());
      }
      return value;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Ends all browsers, and returns when they are gone: they write to their profiles until then. */
  @Override
  public void close() {
    List<ProcessHandle> browsers = process.descendants().toList();
    browsers.forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    Stream.concat(browsers.stream(), Stream.of(process.toHandle()))
        .map(ProcessHandle::onExit)
        .forEach(CompletableFuture::join);
  }

  private boolean isReady() {
    try {
      return call("GET", "/status", Map.of()).path("ready").asBoolean();
    } catch (UncheckedIOException | NotDone e) {
      return false;
    }
  }

  /** The browser did not do what it was asked. */
  static final class NotDone extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotDone(String why) {
      super(why);
    }
  }
}
