package org.corridor.gateway.config;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
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
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(5),
    Duration.ofMillis(20),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5)
  };

  private final MeterRegistry registry;
  private final Map<String, List<String>> followers;
  private final Consumer<String> wake;
  private final Map<String, AtomicLong> ages = new ConcurrentHashMap<>();
  private final Map<String, Timer> timers = new ConcurrentHashMap<>();

  /** A stage has a thread of its own: what that used since its last batch went into this one. */
  private final ThreadLocal<Long> cpuBefore = ThreadLocal.withInitial(() -> 0L);

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
    timers.computeIfAbsent(stage, this::timer).record(Duration.ofNanos(nanos));
    registry.counter("corridor.stage.moved", "stage", stage).increment(moved);
    long cpu = THREADS.getCurrentThreadCpuTime();
    registry
        .counter("corridor.stage.cpu.seconds", "stage", stage)
        .increment((cpu - cpuBefore.get()) / 1e9);
    cpuBefore.set(cpu);
    ages.computeIfAbsent(stage, this::age).set(oldest.toMillis());
    followers.getOrDefault(stage, List.of()).forEach(wake);
  }

  private Timer timer(String stage) {
    return Timer.builder("corridor.stage")
        .description("Runs of a stage that moved something")
        .tag("stage", stage)
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
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
