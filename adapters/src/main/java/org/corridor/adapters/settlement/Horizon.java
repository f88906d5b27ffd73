package org.corridor.adapters.settlement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.corridor.domain.Retryable;

/** Horizon's HTTP interface: connections that are kept, timeouts, and a bound on requests. */
final class Horizon implements AutoCloseable {
  static final int OK = 200;
  static final int CREATED = 201;
  static final int BAD_REQUEST = 400;
  static final int NOT_FOUND = 404;
  static final int METHOD_NOT_ALLOWED = 405;
  static final int TOO_MANY_REQUESTS = 429;
  static final int UNAVAILABLE = 503;

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String root;
  private final Duration timeout;
  private final Semaphore permits;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client;

  Horizon(HorizonSettings settings) {
    String url = settings.url().toString();
    root = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    timeout = settings.timeout();
    permits = new Semaphore(settings.concurrentRequests());
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .executor(threads)
            .build();
  }

  /** An answer. */
  @SuppressWarnings("ArrayRecordComponent") // never compared; a body is read once
  record Reply(int status, byte[] body) {
    /** The body as a tree; a missing node when it is no JSON. */
    JsonNode tree() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        return JSON.missingNode();
      }
    }
  }

  /**
   * Asks for a resource; the path begins with a slash.
   *
   * @throws Retryable when there is no answer, or another one than 200 or 404
   */
  Reply get(String pathAndQuery) {
    Reply reply = send(request(pathAndQuery).timeout(timeout).GET().build());
    if (reply.status() != OK && reply.status() != NOT_FOUND) {
      throw new Retryable("ledger answered " + reply.status() + " to " + pathOf(pathAndQuery));
    }
    return reply;
  }

  /**
   * Posts one form field.
   *
   * @throws Retryable when there is no answer
   */
  Reply post(String path, String field, String value) {
    String form = field + "=" + encode(value);
    return send(
        request(path)
            .timeout(timeout)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build());
  }

  /** Opens an event stream; the caller closes it. The bound on requests does not count it. */
  InputStream stream(String pathAndQuery) {
    HttpRequest request =
        request(pathAndQuery).timeout(timeout).header("Accept", "text/event-stream").build();
    try {
      HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
      if (response.statusCode() != OK) {
        response.body().close();
        throw new Retryable("ledger answered " + response.statusCode() + " to a stream");
      }
      return response.body();
    } catch (IOException e) {
      throw new Retryable("ledger does not stream", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Retryable("interrupted while opening a stream", e);
    }
  }

  /** Applies a function to all items at a time; the answers keep their order. */
  <A, B> List<B> parallel(List<A> items, Function<A, B> function) {
    if (items.size() == 1) {
      return List.of(function.apply(items.getFirst()));
    }
    List<Future<B>> futures = new ArrayList<>(items.size());
    for (A item : items) {
      futures.add(threads.submit(() -> function.apply(item)));
    }
    List<B> answers = new ArrayList<>(items.size());
    for (Future<B> future : futures) {
      answers.add(result(future));
    }
    return answers;
  }

  static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    client.shutdownNow();
    threads.shutdownNow();
  }

  private HttpRequest.Builder request(String pathAndQuery) {
    return HttpRequest.newBuilder(URI.create(root + pathAndQuery));
  }

  private Reply send(HttpRequest request) {
    try {
      permits.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Retryable("interrupted before asking the ledger", e);
    }
    try {
      HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
      return new Reply(response.statusCode(), response.body());
    } catch (IOException e) {
      throw new Retryable("ledger does not answer " + request.uri().getPath(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Retryable("interrupted while asking the ledger", e);
    } finally {
      permits.release();
    }
  }

  private static <B> B result(Future<B> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Retryable("interrupted while asking the ledger", e);
    }
  }

  private static String pathOf(String pathAndQuery) {
    int query = pathAndQuery.indexOf('?');
    return query < 0 ? pathAndQuery : pathAndQuery.substring(0, query);
  }
}
