package org.corridor.routes.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.apache.camel.impl.DefaultCamelContext;
import org.corridor.domain.Retryable;
import org.corridor.domain.payment.Stage;
import org.corridor.routes.FailurePolicy;
import org.corridor.routes.RoutesSettings;
import org.corridor.routes.Wakeups;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How stages are turned. */
final class StageRoutesTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  private final DefaultCamelContext context = new DefaultCamelContext();
  private final List<String> alarms = new CopyOnWriteArrayList<>();

  private record Scripted(String name, IntSupplier work) implements Stage {
    @Override
    public int runOnce() {
      return work.getAsInt();
    }
  }

  private Wakeups start(Stage... stages) throws Exception {
    Wakeups wakeups =
        new Wakeups(
            context.createProducerTemplate(), List.of(stages).stream().map(Stage::name).toList());
    context.addRoutes(
        new FailurePolicy(
            new RoutesSettings.Retry(2, Duration.ofMillis(1), Duration.ofMillis(2), 3),
            (source, fault) -> alarms.add(source + " " + fault)));
    context.addRoutes(
        new FailedTurnRoute(new FailedTurns((source, fault) -> alarms.add(source + " " + fault))));
    for (Stage stage : stages) {
      context.addRoutes(new StageRoute(stage, wakeups, Duration.ZERO));
    }
    context.start();
    return wakeups;
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void runsAStageUntilItIsDoneAndWakesTheNext() throws Exception {
    AtomicInteger left = new AtomicInteger(5);
    AtomicInteger next = new AtomicInteger();
    Wakeups wakeups =
        start(
            new Scripted("first", () -> left.get() == 0 ? 0 : left.getAndDecrement()),
            new Scripted(
                "second",
                () -> {
                  next.incrementAndGet();
                  return 0;
                }));
    wakeups.arrived();
    await().atMost(SOON).until(() -> left.get() == 0 && next.get() > 0);
  }

  @Test
  void endsALongTurnAndGoesOnInAnother() throws Exception {
    AtomicInteger left = new AtomicInteger(StageTurns.BATCHES_MAX * 3);
    Wakeups wakeups =
        start(new Scripted("only", () -> left.get() == 0 ? 0 : left.getAndDecrement()));
    wakeups.wake("only");
    await().atMost(SOON).until(() -> left.get() == 0);
  }

  @Test
  void holdsOneWakeUpWhileATurnRuns() throws Exception {
    AtomicInteger turns = new AtomicInteger();
    var inTurn = new java.util.concurrent.CountDownLatch(1);
    var go = new java.util.concurrent.CountDownLatch(1);
    Wakeups wakeups =
        start(
            new Scripted(
                "slow",
                () -> {
                  turns.incrementAndGet();
                  inTurn.countDown();
                  try {
                    go.await();
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                  return 0;
                }));
    wakeups.wake("slow");
    inTurn.await();
    for (int i = 0; i < 100; i++) {
      wakeups.wake("slow");
    }
    go.countDown();
    await().atMost(SOON).until(() -> turns.get() == 2);
    Thread.sleep(50);
    assertThat(turns).hasValue(2);
  }

  @Test
  void triesAgainAfterAFaultThatPasses() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    Wakeups wakeups =
        start(
            new Scripted(
                "shaky",
                () -> {
                  if (calls.incrementAndGet() <= 2) {
                    throw new Retryable("away");
                  }
                  return 0;
                }));
    wakeups.wake("shaky");
    await().atMost(SOON).until(() -> calls.get() == 3);
    assertThat(alarms).isEmpty();
  }

  @Test
  void raisesTheAlarmForABugAndTurnsAgainAtTheNextWakeUp() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    Wakeups wakeups =
        start(
            new Scripted(
                "buggy",
                () -> {
                  calls.incrementAndGet();
                  throw new IllegalStateException("a bug");
                }));
    wakeups.wake("buggy");
    await().atMost(SOON).until(() -> alarms.size() == 1);
    assertThat(alarms).containsExactly("buggy java.lang.IllegalStateException");
    assertThat(calls).hasValue(3);
    wakeups.wake("buggy");
    await().atMost(SOON).until(() -> alarms.size() == 2);
  }

  @Test
  void anUnknownStageIsNotWoken() throws Exception {
    start(new Scripted("known", () -> 0)).wake("unknown");
    assertThat(context.hasEndpoint(Wakeups.endpoint("unknown"))).isNull();
  }
}
