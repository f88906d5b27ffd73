package org.corridor.gateway.operations;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.corridor.domain.Retryable;
import org.corridor.domain.payment.query.PaymentQueries;
import org.corridor.domain.settlement.IncomingQueries;
import org.corridor.routes.inbound.DeadLetters;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much waits, where, and since when: counted at a steady pace, so that a scrape asks nobody.
 * While the database or the broker is away, the last figures stay, and {@code corridor_part_up}
 * tells it.
 */
final class Backlog implements AutoCloseable {
  /** The pause between two counts. */
  static final Duration PACE = Duration.ofSeconds(5);

  /** More dead letters than that are not counted. */
  static final int DEAD_LETTERS_MAX = 100;

  private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);

  private final PaymentQueries payments;
  private final IncomingQueries incoming;
  private final DeadLetters deadLetters;
  private final MeterRegistry registry;
  private final InstantSource clock;
  private final Map<String, AtomicLong> gauges = new ConcurrentHashMap<>();
  private final Thread counting;

  Backlog(
      PaymentQueries payments,
      IncomingQueries incoming,
      DeadLetters deadLetters,
      MeterRegistry registry,
      InstantSource clock) {
    this.payments = payments;
    this.incoming = incoming;
    this.deadLetters = deadLetters;
    this.registry = registry;
    this.clock = clock;
    this.counting = Thread.ofVirtual().name("backlog").unstarted(this::run);
  }

  Backlog start() {
    counting.start();
    return this;
  }

  @Override
  public void close() {
    counting.interrupt();
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        tolerant(this::countPayments);
        tolerant(this::countDeadLetters);
        Thread.sleep(PACE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Counts what the database holds. */
  void countPayments() {
    Instant now = clock.instant();
    for (PaymentQueries.StateCount state : payments.states()) {
      Tags tags = Tags.of("state", state.state());
      set("corridor.payments", "Payments in each state", tags, state.count());
      set(
          "corridor.payments.oldest.seconds",
          "Since when the oldest payment is in its state; 0 when none is",
          tags,
          age(state.oldest(), now));
    }
    for (PaymentQueries.Waiting waiting : payments.outbox()) {
      Tags tags = Tags.of("channel", waiting.channel().name());
      set("corridor.outbox.waiting", "Messages to send", tags, waiting.count());
      set("corridor.outbox.failing", "Those tried in vain", tags, waiting.failing());
      set(
          "corridor.outbox.oldest.seconds",
          "Since when the oldest waits; 0 when none does",
          tags,
          age(waiting.oldest(), now));
    }
    set("corridor.suspense", "Arrivals in suspense", Tags.empty(), incoming.inSuspense());
  }

  /** Counts what the broker holds. */
  void countDeadLetters() {
    for (String queue : deadLetters.queues()) {
      set(
          "corridor.dead.letters",
          "Dead letters of an inbound queue, at most " + DEAD_LETTERS_MAX,
          Tags.of("queue", queue),
          deadLetters.list(queue, DEAD_LETTERS_MAX).size());
    }
  }

  private static void tolerant(Runnable count) {
    try {
      count.run();
    } catch (Retryable e) {
      LOG.debug("the backlog is not counted now: {}", e.getMessage());
    }
  }

  private void set(String name, String meaning, Tags tags, long value) {
    gauges
        .computeIfAbsent(
            name + tags,
            key -> {
              AtomicLong gauge = new AtomicLong();
              Gauge.builder(name, gauge, AtomicLong::get)
                  .tags(tags)
                  .description(meaning)
                  .register(registry);
              return gauge;
            })
        .set(value);
  }

  private static long age(@Nullable Instant oldest, Instant now) {
    return oldest == null ? 0 : Math.max(0, Duration.between(oldest, now).toSeconds());
  }
}
