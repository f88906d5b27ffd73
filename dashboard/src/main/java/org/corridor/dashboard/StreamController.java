package org.corridor.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The stream of rows that changed. */
@Controller
final class StreamController {
  private static final int CURSOR_CHARS_MAX = 200;

  private final LiveRows payments;
  private final LiveRows arrivals;
  private final Viewers viewers;

  StreamController(LiveRows payments, LiveRows arrivals, Viewers viewers) {
    this.payments = payments;
    this.arrivals = arrivals;
    this.viewers = viewers;
  }

  /**
   * Streams what happens to payments from now on, or after a place: a browser that reconnects says
   * in its {@code Last-Event-ID} where it was.
   */
  @GetMapping(path = "/payments/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter stream(
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
      @RequestParam(required = false) @Nullable String after,
      HttpServletRequest request,
      HttpServletResponse response) {
    return open(payments, lastEventId == null ? after : lastEventId, request, response);
  }

  /** As {@link #stream}, of arrivals. */
  @GetMapping(path = "/incoming/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter arrivals(
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
      @RequestParam(required = false) @Nullable String after,
      HttpServletRequest request,
      HttpServletResponse response) {
    return open(arrivals, lastEventId == null ? after : lastEventId, request, response);
  }

  private SseEmitter open(
      LiveRows live,
      @Nullable String from,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (from != null && from.length() > CURSOR_CHARS_MAX) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "no such place");
    }
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Accel-Buffering", "no");
    return live.open(viewers.of(request), from)
        .orElseThrow(
            () ->
                new ResponseStatusException(
                    HttpStatus.SERVICE_UNAVAILABLE, "too many open streams"));
  }
}
