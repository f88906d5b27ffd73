package org.corridor.dashboard;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.corridor.dashboard.DashboardEvents.Change;
import org.corridor.dashboard.DashboardQueries.PaymentRow;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Follows the events for all open streams with one thread: streams at the same place share one look
 * at the events and the rows. Many changes of one payment between two looks are one row. Whoever is
 * too far behind is told to load the page again.
 *
 * <p>Stops before the web server, which waits for open requests, and an open stream would keep it
 * waiting.
 */
final class LiveRows implements SmartLifecycle {
  /** Most open streams. */
  static final int STREAMS_MAX = 64;

  /** Most events looked at for one tick. */
  static final int EVENTS_MAX = 500;

  /** Most rows of one tick: more than anybody reads. */
  static final int ROWS_MAX = 50;

  private static final Logger LOG = LoggerFactory.getLogger(LiveRows.class);
  private static final Duration LIFE = Duration.ofMinutes(30);
  private static final int TICKS_PER_HEARTBEAT = 30;

  private final DashboardQueries queries;
  private final DashboardEvents events;
  private final RowsTemplate template;
  private final Duration tick;
  private final Set<LiveStream> streams = ConcurrentHashMap.newKeySet();
  private @Nullable Thread follower;
  private volatile boolean stopped = true;

  LiveRows(DashboardQueries queries, DashboardEvents events, RowsTemplate template, Duration tick) {
    this.queries = queries;
    this.events = events;
    this.template = template;
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
    String from = after == null || after.isEmpty() ? events.last() : after;
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
    Map<String, Look> looks = new HashMap<>();
    for (LiveStream stream : streams) {
      Look look = looks.computeIfAbsent(stream.cursor(), this::lookAfter);
      if (look.behind) {
        stream.reload(look.cursor);
      } else if (!look.rows.isEmpty()) {
        stream.send(look.cursor, look.html(stream.seesPersonalData()));
      }
    }
  }

  private Look lookAfter(String cursor) {
    List<Change> changes = events.after(cursor, EVENTS_MAX);
    if (changes.isEmpty()) {
      return new Look(cursor, List.of(), false);
    }
    if (changes.size() >= EVENTS_MAX) {
      return new Look(events.last(), List.of(), true);
    }
    Set<String> newestFirst = new LinkedHashSet<>();
    changes.reversed().forEach(change -> newestFirst.add(change.uetr()));
    List<String> shown = newestFirst.stream().limit(ROWS_MAX).toList();
    return new Look(changes.getLast().cursor(), queries.payments(shown), false);
  }

  /** What one look gave; rendered at most once in full and once masked. */
  private final class Look {
    private final String cursor;
    private final List<PaymentRow> rows;
    private final boolean behind;
    private final Map<Boolean, String> html = new HashMap<>();

    Look(String cursor, List<PaymentRow> rows, boolean behind) {
      this.cursor = cursor;
      this.rows = rows;
      this.behind = behind;
    }

    String html(boolean personal) {
      return html.computeIfAbsent(personal, p -> template.render(rows, p));
    }
  }
}
