package org.corridor.gateway.config;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.corridor.domain.payment.StageListener;

/**
 * Rate, cost and age of every stage, for Prometheus; and who has work now because another moved
 * some.
 */
final class StageMetrics implements StageListener {
  private final MeterRegistry registry;
  private final Map<String, List<String>> followers;
  private final Consumer<String> wake;
  private final Map<String, AtomicLong> ages = new ConcurrentHashMap<>();

  /**
   * Meters stages.
   *
   * @param registry where meters go
   * @param followers which stages have work when one moved something
   * @param wake wakes a stage by its name
   */
  StageMetrics(MeterRegistry registry, Map<String, List<String>> followers, Consumer<String> wake) {
    this.registry = registry;
    this.followers = Map.copyOf(followers);
    this.wake = wake;
  }

  @Override
  public void moved(String stage, int moved, long nanos, Duration oldest) {
    registry.timer("corridor.stage", "stage", stage).record(Duration.ofNanos(nanos));
    registry.counter("corridor.stage.moved", "stage", stage).increment(moved);
    ages.computeIfAbsent(stage, this::age).set(oldest.toMillis());
    followers.getOrDefault(stage, List.of()).forEach(wake);
  }

  private AtomicLong age(String stage) {
    AtomicLong millis = new AtomicLong();
    registry.gauge(
        "corridor.stage.age.seconds",
        List.of(Tag.of("stage", stage)),
        millis,
        m -> m.get() / 1000.0);
    return millis;
  }
}
