package org.corridor.gateway.operations;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.corridor.domain.Retryable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A part that the gateway stands on, asked at a steady pace by a thread of its own. Whoever wants
 * to know how it is gets what was seen last, at once: a part that hangs does not hang the question.
 */
final class Part implements AutoCloseable {
  /** The pause between two questions. */
  static final Duration PACE = Duration.ofSeconds(2);

  /** A part that owes its answer for longer is as good as away. */
  static final Duration PATIENCE = Duration.ofSeconds(8);

  private static final Logger LOG = LoggerFactory.getLogger(Part.class);

  private final String name;
  private final Callable<String> question;
  private final InstantSource clock;
  private final Thread asking;
  private volatile @Nullable Seen seen;

  private record Seen(boolean up, String detail, Instant at, Instant since) {}

  /**
   * How a part is.
   *
   * @param up whether it answers
   * @param detail what it says, or in words what is wrong
   * @param since since when it is so; null when nothing is known yet
   */
  record Condition(boolean up, String detail, @Nullable Instant since) {}

  /**
   * A part; {@link #start} begins to ask.
   *
   * @param name its name in health, metrics and logs
   * @param question asks it; answers with a detail, throws when the part is away
   */
  Part(String name, Callable<String> question, InstantSource clock) {
    this.name = name;
    this.question = question;
    this.clock = clock;
    this.asking = Thread.ofVirtual().name("part-" + name).unstarted(this::ask);
  }

  String name() {
    return name;
  }

  Part start() {
    asking.start();
    return this;
  }

  /** How it is, as far as is known now. */
  Condition condition() {
    Seen last = seen;
    if (last == null) {
      return new Condition(false, "not asked yet", null);
    }
    Instant now = clock.instant();
    Instant due = last.at.plus(PACE).plus(PATIENCE);
    return now.isAfter(due)
        ? new Condition(false, "owes its answer since " + last.at, last.at)
        : new Condition(last.up, last.detail, last.since);
  }

  @Override
  public void close() {
    asking.interrupt();
  }

  private void ask() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        look();
        Thread.sleep(PACE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One question; whatever goes wrong with it is the answer. */
  private void look() {
    boolean up = false;
    String detail;
    try {
      detail = question.call();
      up = true;
    } catch (Exception e) {
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
      detail = words(e);
    }
    Instant now = clock.instant();
    Seen before = seen;
    boolean same = before != null && before.up == up;
    seen = new Seen(up, detail, now, before != null && same ? before.since : now);
    if (!same && !up) {
      LOG.warn("{} does not answer: {}", name, detail);
    } else if (!same && before != null) {
      LOG.info("{} answers again", name);
    }
  }

  /** What our own faults say holds no values; what others say might. */
  static String words(Throwable fault) {
    String message = fault.getMessage();
    return fault instanceof Retryable && message != null
        ? message
        : fault.getClass().getSimpleName();
  }
}
