package org.corridor.ledger.horizon;

import io.helidon.common.buffers.DataReader;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import java.net.SocketException;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * What the web server refuses before anybody is asked, because it cannot read it or it is too long:
 * a problem document like any other.
 */
final class Refusals implements DirectHandler {
  private static final HeaderName ALLOW_ORIGIN = HeaderNames.create("Access-Control-Allow-Origin");

  /** Held, since the logging framework forgets the settings of loggers that nobody holds. */
  private static final Logger CONNECTIONS =
      Logger.getLogger("io.helidon.webserver.http1.Http1Connection");

  static {
    CONNECTIONS.setFilter(Refusals::isOurs);
  }

  private final String contentType;

  private Refusals(String contentType) {
    this.contentType = contentType;
  }

  static DirectHandlers with(String contentType) {
    DirectHandlers.Builder handlers = DirectHandlers.builder();
    for (EventType type : EventType.values()) {
      handlers.addHandler(type, new Refusals(contentType));
    }
    return handlers.build();
  }

  @Override
  public TransportResponse handle(
      TransportRequest request,
      EventType type,
      Status status,
      ServerResponseHeaders headers,
      String message) {
    Problem problem = Problem.ofStatus(status.code());
    return TransportResponse.builder()
        .status(Status.create(problem.status()))
        .headers(headers)
        .header(HeaderNames.CONTENT_TYPE, contentType)
        .header(ALLOW_ORIGIN, "*")
        .entity(Json.bytes(problem.document()))
        .keepAlive(false)
        .build();
  }

  /** A client that hangs up in the middle of a request is nothing to tell an operator about. */
  private static boolean isOurs(LogRecord record) {
    for (Throwable cause = record.getThrown(); cause != null; cause = cause.getCause()) {
      if (cause instanceof DataReader.InsufficientDataAvailableException
          || cause instanceof SocketException) {
        return false;
      }
    }
    return true;
  }
}
