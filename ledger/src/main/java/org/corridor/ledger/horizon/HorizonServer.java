package org.corridor.ledger.horizon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import org.corridor.ledger.node.LedgerNode;
import org.corridor.ledger.node.NodeStoppedException;
import org.corridor.ledger.store.HistoryId;
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
  private static final int PROLOGUE_BYTES_MAX = 8 << 10;
  private static final int HEADER_BYTES_MAX = 16 << 10;
  private static final Duration READ_MAX = Duration.ofSeconds(60);
  private static final Duration STOP_MAX = Duration.ofMillis(500);

  private static final String JSON = "application/hal+json; charset=utf-8";
  private static final String PLAIN_JSON = "application/json; charset=utf-8";
  private static final String PROBLEM = "application/problem+json; charset=utf-8";
  private static final String EVENTS = "text/event-stream; charset=utf-8";
  private static final String BYTES = "application/octet-stream";
  private static final Set<String> FORMS =
      Set.of("application/x-www-form-urlencoded", "multipart/form-data");
  private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";
  private static final HeaderName LAST_EVENT_ID = HeaderNames.create("Last-Event-ID");
  private static final HeaderName LATEST_LEDGER = HeaderNames.create("Latest-Ledger");
  private static final HeaderName ACCEL_BUFFERING = HeaderNames.create("X-Accel-Buffering");
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
            .addProtocol(
                Http1Config.builder()
                    .maxPrologueLength(PROLOGUE_BYTES_MAX)
                    .maxHeadersSize(HEADER_BYTES_MAX)
                    .build())
            .directHandlers(Refusals.with(PROBLEM))
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
    response.headers().set(EXPOSE_HEADERS, "Date, Latest-Ledger");
    try {
      Method method = request.prologue().method();
      if (method.equals(Method.OPTIONS)) {
        preflight(response);
      } else if (method.equals(Method.POST)) {
        post(request, response);
      } else if (method.equals(Method.GET)) {
        get(request, response);
      } else {
        response.headers().set(HeaderNames.ALLOW, "GET, POST, OPTIONS");
        response.status(Status.METHOD_NOT_ALLOWED_405).send();
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
      answers.of(asked); // a problem when there is no such place at all
      response.status(Status.METHOD_NOT_ALLOWED_405).send();
      return;
    }
    requireForm(request);
    Map<String, String> form = parameters(request.content().as(String.class));
    String envelope = form.getOrDefault("tx", asked.query().getOrDefault("tx", ""));
    if (async) {
      Submissions.Answer answer = submissions.submitAsync(envelope);
      send(response, answer.status(), PLAIN_JSON, answer.node());
    } else {
      send(response, 200, JSON, submissions.submit(envelope, asked.base()));
    }
  }

  private static void requireForm(ServerRequest request) {
    String type =
        request.headers().first(HeaderNames.CONTENT_TYPE).orElse("").split(";", 2)[0].strip();
    if (!type.isEmpty() && !FORMS.contains(type.toLowerCase(Locale.ROOT))) {
      throw Problem.unsupportedMediaType();
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
    Negotiation form =
        Negotiation.of(request.headers().first(HeaderNames.ACCEPT).orElse(""))
            .orElseThrow(Problem::notAcceptable);
    Answers.Answer answer = answers.of(asked);
    response.headers().set(LATEST_LEDGER, Integer.toString(node.last()));
    switch (form) {
      case JSON -> send(response, 200, JSON, whole(asked, answer));
      case EVENTS -> stream(response, asked, answer);
      case RAW -> {
        if (!(answer instanceof Answers.Answer.Item item)) {
          throw Problem.notAcceptable();
        }
        byte[] bytes = item.raw().get();
        response.headers().set(HeaderNames.CONTENT_TYPE, BYTES);
        response.send(bytes);
      }
    }
  }

  private static ObjectNode whole(Request asked, Answers.Answer answer) {
    return switch (answer) {
      case Answers.Answer.Single single -> single.document().apply(asked);
      case Answers.Answer.Item item -> item.document().apply(asked);
      case Answers.Answer.Listed listed -> {
        Page.Bounds bounds =
            new Page.Bounds(asked.cursor().orElse(""), asked.ascending(), asked.limit());
        yield Page.render(asked, listed.source().read(bounds));
      }
    };
  }

  private void stream(ServerResponse response, Request asked, Answers.Answer answer) {
    if (!answer.streams()) {
      throw Problem.notAcceptable();
    }
    if (!streams.tryAcquire()) {
      throw Problem.overloaded();
    }
    try {
      // Questions that cannot be answered are refused before the stream has begun.
      if (answer instanceof Answers.Answer.Listed listed) {
        listed.source().read(new Page.Bounds(asked.cursor().orElse(""), true, 1));
      } else {
        Objects.requireNonNull(whole(asked, answer));
      }
      int most = asked.parameter("limit").isEmpty() ? Integer.MAX_VALUE : asked.limit();
      response.headers().set(HeaderNames.CONTENT_TYPE, EVENTS);
      response.headers().set(HeaderNames.CACHE_CONTROL, "no-cache");
      response.headers().set(ACCEL_BUFFERING, "no");
      OutputStream out = response.outputStream();
      EventStream events = new EventStream(node, out);
      if (answer instanceof Answers.Answer.Listed listed) {
        events.follow(listed.source(), asked.cursor().orElse(""), most);
      } else {
        events.watch(() -> whole(asked, answer));
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

  private Request request(ServerRequest request) {
    String host = request.headers().first(HeaderNames.HOST).orElse("localhost");
    String path = request.path().path();
    List<String> segments = segments(request.path().rawPath());
    String raw = request.query().rawValue();
    String last = request.headers().first(LAST_EVENT_ID).orElse(null);
    Map<String, String> query = parameters(raw);
    // From now on is from the end of what is closed at this moment, also for the pages that follow.
    query.computeIfPresent("cursor", (name, cursor) -> cursor.equals("now") ? now() : cursor);
    return new Request("http://" + host, path, segments, query, raw, emptyToNull(last));
  }

  private String now() {
    return Long.toString(HistoryId.ofLedger(node.last() + 1) - 1);
  }

  /** The parts of a path, decoded one by one: a name may have a slash in it. */
  private static List<String> segments(String path) {
    String inner = path.startsWith("/") ? path.substring(1) : path;
    String stripped = inner.endsWith("/") ? inner.substring(0, inner.length() - 1) : inner;
    if (stripped.isEmpty()) {
      return List.of();
    }
    List<String> segments = new ArrayList<>();
    for (String part : stripped.split("/", -1)) {
      if (part.isEmpty() || segments.size() == PATH_SEGMENTS_MAX) {
        throw Problem.notFound();
      }
      try {
        segments.add(decoded(part.replace("+", "%2B")));
      } catch (IllegalArgumentException e) {
        throw Problem.badRequest("path", "invalid URL escape");
      }
    }
    return segments;
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
