package org.corridor.domain.payment;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A stage that takes payments in one state and writes their next steps. */
abstract class PaymentStage<S extends PaymentState> implements Stage {
  final Bench bench;
  private final Class<S> from;
  private final String name;

  PaymentStage(Bench bench, Class<S> from, String name) {
    this.bench = bench;
    this.from = from;
    this.name = name;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final int runOnce() {
    long start = System.nanoTime();
    Instant now = bench.clock().instant();
    Batch moved = bench.work().in(() -> move(now));
    if (moved.size > 0) {
      bench.listener().moved(name, moved.size, System.nanoTime() - start, moved.oldest);
    }
    return moved.size;
  }

  private record Batch(int size, Duration oldest) {}

  private Batch move(Instant now) {
    List<Payment<S>> batch = bench.payments().take(from, PaymentStore.BATCH_MAX, now);
    if (batch.isEmpty()) {
      return new Batch(0, Duration.ZERO);
    }
    List<Transition> steps = steps(batch, now);
    if (!steps.isEmpty()) {
      bench.payments().advance(steps);
    }
    Duration oldest =
        steps.stream()
            .map(step -> Duration.between(step.before().receivedAt(), now))
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
    return new Batch(steps.size(), oldest);
  }

  /** Works on a batch that is not empty, inside a unit of work; puts back what cannot move now. */
  abstract List<Transition> steps(List<Payment<S>> batch, Instant now);

  final Transition to(Payment<S> payment, PaymentState next, Instant now) {
    return Transition.of(payment, next, now, name);
  }

  final Transition reject(Payment<S> payment, Rejection rejection, Instant now) {
    return bench.reject(payment, rejection, now, name);
  }

  /** Groups a batch, so that one peer's silence does not hold up the payments to others. */
  static <S extends PaymentState> Map<String, List<Payment<S>>> grouped(
      List<Payment<S>> batch, Function<Payment<S>, String> by) {
    Map<String, List<Payment<S>>> groups = new LinkedHashMap<>();
    for (Payment<S> payment : batch) {
      groups.computeIfAbsent(by.apply(payment), k -> new ArrayList<>()).add(payment);
    }
    return groups;
  }
}
