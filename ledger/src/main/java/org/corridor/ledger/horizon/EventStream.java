package org.corridor.ledger.horizon;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.corridor.ledger.node.LedgerNode;

/**
 * Server-sent events. Every record goes out with its paging token as id, so that a client that
 * comes back with the last id it saw misses nothing and sees nothing twice. A stream ends with a
 * word of farewell after a while, since proxies and dead peers would end it without one.
 */
final class EventStream {
  static final Duration LENGTH_MAX = Duration.ofSeconds(55);

  private static final Duration SILENCE_MAX = Duration.ofSeconds(10);
  private static final String HELLO = "retry: 1000\nevent: open\ndata: \"hello\"\n\n";
  private static final String BYE = "retry: 10\nevent: close\ndata: \"byebye\"\n\n";
  private static final String ALIVE = ": alive\n\n";

  private final LedgerNode node;
  private final OutputStream out;
  private final long end = System.nanoTime() + LENGTH_MAX.toNanos();
  private long lastWrite;

  EventStream(LedgerNode node, OutputStream out) {
    this.node = node;
    this.out = out;
  }

  private void send(String event) throws IOException {
    out.write(event.getBytes(StandardCharsets.UTF_8));
    out.flush();
    lastWrite = System.nanoTime();
  }

  private boolean isOver() {
    return System.nanoTime() - end >= 0 || node.failure().isPresent();
  }

  /** Waits for the next close; keeps the connection alive meanwhile. */
  private int await(int seen) throws IOException {
    int last = node.awaitAfter(seen, Duration.ofSeconds(1));
    if (last == seen && System.nanoTime() - lastWrite > SILENCE_MAX.toNanos()) {
      send(ALIVE);
    }
    return last;
  }

  /** Sends a list's records from a cursor on, and those that come, until there are so many. */
  void follow(Page.Source source, String from, int most) throws IOException {
    send(HELLO);
    String cursor = from;
    int seen = node.last();
    int left = most;
    while (left > 0 && !isOver()) {
      int limit = Math.min(left, Request.LIMIT_MAX);
      List<Page.Item> items = source.read(new Page.Bounds(cursor, true, limit));
      left -= items.size();
      StringBuilder events = new StringBuilder();
      for (Page.Item item : items) {
        events.append("id: ").append(item.token());
        events.append("\ndata: ").append(Json.line(item.node())).append("\n\n");
        cursor = item.token();
      }
      if (!events.isEmpty()) {
        send(events.toString());
      }
      if (items.size() < limit) {
        seen = await(seen);
      }
    }
    send(BYE);
  }

  /** Sends a document, and again after every close that changed it. */
  void watch(Supplier<ObjectNode> document) throws IOException {
    send(HELLO);
    ObjectNode sent = null;
    int seen = node.last();
    while (!isOver()) {
      ObjectNode current = document.get();
      if (!current.equals(sent)) {
        send("data: " + Json.line(current) + "\n\n");
        sent = current;
      }
      seen = await(seen);
    }
    send(BYE);
  }
}
