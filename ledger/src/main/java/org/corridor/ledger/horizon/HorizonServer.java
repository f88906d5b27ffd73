package org.corridor.ledger.horizon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import org.corridor.ledger.node.LedgerNode;
import org.corridor.ledger.node.NodeStoppedException;
import org.corridor.ledger.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * Horizon's HTTP interface on a node. Every request has a virtual thread of its own, a bound on its
 * body and on its time; streams have a bound on their number and their length.
 */
public final class HorizonServer implements AutoCloseable {
  private static final long BODY_BYTES_MAX = 1L << 20;
  private static final int CONNECTIONS_MAX = 4_096;
  private static final int STREAMS_MAX = 1_000;
  private static final int PATH_SEGMENTS_MAX = 5;
  private static final Duration READ_MAX = Duration.ofSeconds(60);
  private static final Duration STOP_MAX = Duration.ofMillis(500);

  private static final String JSON = "application/hal+json; charset=utf-8";
  private static final String PLAIN_JSON = "application/json; charset=utf-8";
  private static final String PROBLEM = "application/problem+json; charset=utf-8";
  private static final String EVENTS = "text/event-stream; charset=utf-8";
  private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";
  private static final HeaderName LAST_EVENT_ID = HeaderNames.create("Last-Event-ID");
  private static final HeaderName ALLOW_ORIGIN = HeaderNames.create("Access-Control-Allow-Origin");
  private static final HeaderName ALLOW_HEADERS =
      HeaderNames.create("Access-Control-Allow-Headers");
  private static final HeaderName ALLOW_METHODS =
      HeaderNames.create("Access-Control-Allow-Methods");
  private static final HeaderName EXPOSE_HEADERS =
      HeaderNames.create("Access-Control-Expose-Headers");

  private static final System.Logger LOG = System.getLogger(HorizonServer.class.getName());

  private final LedgerNode node;
  private final Submissions submissions;
  private final Answers answers;
  private final Semaphore streams = new Semaphore(STREAMS_MAX);
  private final WebServer server;

  private HorizonServer(LedgerNode node, HorizonSettings settings) {
    this.node = node;
    submissions = new Submissions(node);
    answers = new Answers(node, submissions, settings.friendbot());
    server =
        WebServer.builder()
            .host(settings.host())
            .port(settings.port())
            .maxPayloadSize(BODY_BYTES_MAX)
            .maxTcpConnections(CONNECTIONS_MAX)
            .shutdownHook(false)
            .shutdownGracePeriod(STOP_MAX)
            .connectionOptions(options -> options.readTimeout(READ_MAX).tcpNoDelay(true))
            .routing(this::route)
            .build();
  }

  /**
   * Serves a node.
   *
   * @throws UncheckedIOException when the address cannot be listened on, which does not change by
   *     trying again
   */
  public static HorizonServer start(LedgerNode node, HorizonSettings settings) {
    // The server only logs that it cannot bind, so it is tried before.
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(settings.host(), settings.port()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    HorizonServer horizon = new HorizonServer(node, settings);
    horizon.server.start();
    if (!horizon.server.isRunning()) {
      throw new UncheckedIOException(new BindException("the server did not start"));
    }
    return horizon;
  }

  /** The port that is listened on. */
  public int port() {
    return server.port();
  }

  private void route(HttpRouting.Builder routing) {
    routing.any(this::handle);
  }

  private void handle(ServerRequest request, ServerResponse response) {
    response.headers().set(ALLOW_ORIGIN, "*");
    response.headers().set(EXPOSE_HEADERS, "Date, Link");
    try {
      Method method = request.prologue().method();
      if (method.equals(Method.OPTIONS)) {
        preflight(response);
      } else if (method.equals(Method.POST)) {
        post(request, response);
      } else if (method.equals(Method.GET)) {
        get(request, response);
      } else {
        throw Problem.notFound();
      }
    } catch (Problem e) {
      problem(response, e);
    } catch (NodeStoppedException e) {
      problem(response, Problem.overloaded());
    } catch (UncheckedIOException e) {
      throw new CloseConnectionException("the client has gone", e);
    } catch (CloseConnectionException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "A request failed", e);
      if (!response.isSent()) {
        problem(response, Problem.internal());
      }
    }
  }

  private static void preflight(ServerResponse response) {
    response.headers().set(ALLOW_METHODS, "GET, POST, OPTIONS");
    response.headers().set(ALLOW_HEADERS, "*");
    response.status(204).send();
  }

  private static void problem(ServerResponse response, Problem problem) {
    send(response, problem.status(), PROBLEM, problem.document());
  }

  private static void send(ServerResponse response, int status, String type, JsonNode body) {
    response.status(status);
    response.headers().set(HeaderNames.CONTENT_TYPE, type);
    response.send(Json.bytes(body));
  }

  private void post(ServerRequest request, ServerResponse response) {
    String path = request.path().path();
    Request asked = request(request);
    if (path.equals("/close") && node.closesOnDemand()) {
      send(response, 200, PLAIN_JSON, Json.object().put("ledger", node.closeNow()));
      return;
    }
    if (path.equals("/friendbot")) {
      Map<String, String> form = parameters(request.content().as(String.class));
      form.putAll(asked.query());
      document(response, withQuery(asked, form));
      return;
    }
    boolean async = path.equals("/transactions_async");
    if (!async && !path.equals("/transactions")) {
      throw Problem.notFound();
    }
    Map<String, String> form = parameters(request.content().as(String.class));
    String envelope = form.getOrDefault("tx", asked.query().getOrDefault("tx", ""));
    if (async) {
      Submissions.Answer answer = submissions.submitAsync(envelope);
      send(response, answer.status(), PLAIN_JSON, answer.node());
    } else {
      send(response, 200, JSON, submissions.submit(envelope, asked.base()));
    }
  }

  private void document(ServerResponse response, Request asked) {
    if (answers.of(asked) instanceof Answers.Answer.Single single) {
      send(response, 200, JSON, single.document().apply(asked));
    } else {
      throw Problem.notFound();
    }
  }

  private void get(ServerRequest request, ServerResponse response) {
    String path = request.path().path();
    if (path.equals("/metrics")) {
      response.headers().set(HeaderNames.CONTENT_TYPE, METRICS);
      response.send(Metrics.of(node).getBytes(StandardCharsets.UTF_8));
      return;
    }
    Request asked = request(request);
    Answers.Answer answer = answers.of(asked);
    boolean follows =
        request
            .headers()
            .first(HeaderNames.ACCEPT)
            .map(accepted -> accepted.contains("text/event-stream"))
            .orElse(false);
    if (follows) {
      stream(response, asked, answer);
      return;
    }
    ObjectNode body =
        switch (answer) {
          case Answers.Answer.Single single -> single.document().apply(asked);
          case Answers.Answer.Listed listed -> {
            Page.Bounds bounds =
                new Page.Bounds(
                    asked.parameter("cursor").orElse(""), asked.ascending(), asked.limit());
            yield Page.render(asked, listed.source().read(bounds));
          }
        };
    send(response, 200, JSON, body);
  }

  private void stream(ServerResponse response, Request asked, Answers.Answer answer) {
    if (!streams.tryAcquire()) {
      throw Problem.overloaded();
    }
    try {
      // Questions that cannot be answered are refused before the stream has begun.
      if (answer instanceof Answers.Answer.Single single) {
        Objects.requireNonNull(single.document().apply(asked));
      } else if (answer instanceof Answers.Answer.Listed listed) {
        listed.source().read(new Page.Bounds(asked.cursor().orElse(""), true, 1));
      }
      response.headers().set(HeaderNames.CONTENT_TYPE, EVENTS);
      response.headers().set(HeaderNames.CACHE_CONTROL, "no-cache");
      OutputStream out = response.outputStream();
      EventStream events = new EventStream(node, out);
      switch (answer) {
        case Answers.Answer.Single single -> events.watch(() -> single.document().apply(asked));
        case Answers.Answer.Listed listed ->
            events.follow(listed.source(), start(asked.cursor().orElse("")));
      }
      out.close();
    } catch (IOException | UncheckedIOException | StoreException | NodeStoppedException e) {
      // Either end has gone. The client will come back with the last id that it saw. The stream
      // is left open, since its end would say that all was sent; the connection is cut instead.
      throw new CloseConnectionException("a stream ended", e);
    } finally {
      streams.release();
    }
  }

  /** A stream from now on starts after what is closed at this moment. */
  private String start(String cursor) {
    return cursor.equals("now")
        ? Long.toString(org.corridor.ledger.store.HistoryId.ofLedger(node.last() + 1) - 1)
        : cursor;
  }

  private static Request request(ServerRequest request) {
    String host = request.headers().first(HeaderNames.HOST).orElse("localhost");
    String path = request.path().path();
    List<String> segments = Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList();
    if (segments.size() > PATH_SEGMENTS_MAX) {
      throw Problem.notFound();
    }
    String raw = request.query().rawValue();
    String last = request.headers().first(LAST_EVENT_ID).orElse(null);
    return new Request("http://" + host, path, segments, parameters(raw), raw, emptyToNull(last));
  }

  private static @Nullable String emptyToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }

  private static Request withQuery(Request asked, Map<String, String> query) {
    return new Request(asked.base(), asked.path(), asked.segments(), query, asked.rawQuery(), null);
  }

  private static Map<String, String> parameters(String encoded) {
    Map<String, String> parameters = new TreeMap<>();
    try {
      for (String part : encoded.split("&")) {
        int equals = part.indexOf('=');
        if (equals > 0) {
          parameters.putIfAbsent(
              decoded(part.substring(0, equals)), decoded(part.substring(equals + 1)));
        }
      }
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("query", "invalid URL escape");
    }
    return parameters;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** Stops listening and ends what is being answered. */
  @Override
  public void close() {
    server.stop();
  }
}
