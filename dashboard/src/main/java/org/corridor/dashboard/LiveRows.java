package org.corridor.dashboard;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Follows a feed for all open streams with one thread: streams at the same place share one look.
 * Whoever is too far behind is told to load the page again.
 *
 * <p>Stops before the web server, which waits for open requests, and an open stream would keep it
 * waiting.
 */
final class LiveRows implements SmartLifecycle {
  /** Most open streams. */
  static final int STREAMS_MAX = 64;

  private static final Logger LOG = LoggerFactory.getLogger(LiveRows.class);
  private static final Duration LIFE = Duration.ofMinutes(30);
  private static final int TICKS_PER_HEARTBEAT = 30;

  private final Feed feed;
  private final Duration tick;
  private final Set<LiveStream> streams = ConcurrentHashMap.newKeySet();
  private @Nullable Thread follower;
  private volatile boolean stopped = true;

  LiveRows(Feed feed, Duration tick) {
    this.feed = feed;
    this.tick = tick;
  }

  /**
   * Opens a stream.
   *
   * @param after the place after which it starts; null for now
   * @return empty when too many are open
   */
  synchronized Optional<SseEmitter> open(Viewer viewer, @Nullable String after) {
    if (streams.size() >= STREAMS_MAX || stopped) {
      return Optional.empty();
    }
    SseEmitter emitter = new SseEmitter(LIFE.toMillis());
    String from = after == null || after.isEmpty() ? feed.last() : after;
    LiveStream stream = new LiveStream(emitter, viewer.seesPersonalData(), from);
    streams.add(stream);
    Runnable close =
        () -> {
          streams.remove(stream);
          stream.close();
        };
    emitter.onCompletion(close);
    emitter.onTimeout(close);
    emitter.onError(fault -> close.run());
    stream.start();
    if (follower == null) {
      follower = Thread.ofPlatform().daemon().name("dashboard-live").start(this::follow);
    }
    return Optional.of(emitter);
  }

  int openStreams() {
    return streams.size();
  }

  @Override
  public void start() {
    stopped = false;
  }

  @Override
  public synchronized void stop() {
    stopped = true;
    if (follower != null) {
      follower.interrupt();
      follower = null;
    }
    streams.forEach(LiveStream::close);
  }

  @Override
  public boolean isRunning() {
    return !stopped;
  }

  private void follow() {
    for (long ticks = 1; !stopped; ticks++) {
      try {
        Thread.sleep(tick);
        if (ticks % TICKS_PER_HEARTBEAT == 0) {
          streams.forEach(LiveStream::heartbeat);
        }
        look();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        // The database is away: the pages stay as they are until it is back.
        LOG.warn("live rows wait: {}", e.getClass().getName());
      }
    }
  }

  private void look() {
    Map<String, Feed.Look> looks = new HashMap<>();
    for (LiveStream stream : streams) {
      Feed.Look look = looks.computeIfAbsent(stream.cursor(), feed::after);
      if (look.isBehind()) {
        stream.reload(look.cursor());
      } else if (!look.isEmpty()) {
        stream.send(look.cursor(), look.html(stream.seesPersonalData()));
      }
    }
  }
}
