package org.corridor.dashboard;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter.SseEventBuilder;

/** One browser's stream, with a writer of its own: a slow reader holds up nobody else. */
final class LiveStream {
  /** Most events that wait for a slow reader; with more the stream ends, and he comes again. */
  private static final int WAITING_MAX = 16;

  private static final long RETRY_MILLIS = 2_000;

  private final SseEmitter emitter;
  private final boolean personal;
  private final BlockingQueue<SseEventBuilder> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
  private volatile String cursor;
  private volatile boolean closed;

  LiveStream(SseEmitter emitter, boolean personal, String cursor) {
    this.emitter = emitter;
    this.personal = personal;
    this.cursor = cursor;
  }

  void start() {
    put(SseEmitter.event().comment("open").reconnectTime(RETRY_MILLIS));
    Thread.ofVirtual().name("dashboard-stream").start(this::write);
  }

  String cursor() {
    return cursor;
  }

  boolean seesPersonalData() {
    return personal;
  }

  void send(String place, String html) {
    cursor = place;
    put(SseEmitter.event().id(place).name("rows").data(html));
  }

  void reload(String place) {
    cursor = place;
    put(SseEmitter.event().id(place).name("reload").data("behind"));
  }

  void heartbeat() {
    put(SseEmitter.event().comment("alive"));
  }

  void close() {
    closed = true;
    waiting.clear();
    waiting.offer(SseEmitter.event().comment("close"));
  }

  private void put(SseEventBuilder event) {
    if (!closed && !waiting.offer(event)) {
      close();
    }
  }

  private void write() {
    try {
      while (!closed) {
        SseEventBuilder event = waiting.take();
        if (!closed) {
          emitter.send(event);
        }
      }
      emitter.complete();
    } catch (IOException | IllegalStateException e) {
      // The browser has gone; the container tells the emitter, which takes the stream away.
      closed = true;
      emitter.completeWithError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
