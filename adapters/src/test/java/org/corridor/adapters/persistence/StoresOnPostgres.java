package org.corridor.adapters.persistence;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.corridor.domain.payment.Payment;
import org.corridor.domain.payment.PaymentState;
import org.corridor.domain.payment.Transition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Stores on an empty database for each test. */
abstract class StoresOnPostgres {
  private static final PostgresForTests.Database DATABASE = PostgresForTests.migrated();
  final PostgresForTests.Database database = DATABASE;
  HikariDataSource pool;
  PostgresStores stores;

  @BeforeEach
  void open() {
    DATABASE.clear();
    pool = DATABASE.pool(8);
    stores = PostgresStores.over(pool);
  }

  @AfterEach
  void close() {
    pool.close();
  }

  <T> T in(Supplier<T> work) {
    return stores.unitOfWork().in(work);
  }

  void run(Runnable work) {
    stores.unitOfWork().run(work);
  }

  /** Runs on a thread of its own: the common pool may have one only. */
  static <T> CompletableFuture<T> start(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, r -> Thread.ofPlatform().daemon().start(r));
  }

  static CompletableFuture<Void> startRun(Runnable work) {
    return CompletableFuture.runAsync(work, r -> Thread.ofPlatform().daemon().start(r));
  }

  void accept(int from, int count) {
    run(
        () ->
            stores
                .payments()
                .accept(
                    java.util.stream.IntStream.range(from, from + count)
                        .mapToObj(Samples::message)
                        .toList()));
  }

  <S extends PaymentState> List<Payment<S>> take(Class<S> state, int max) {
    return stores.payments().take(state, max, Samples.NOW);
  }

  /** Takes all payments in a state and writes the same next state to each. */
  void advanceAll(Class<? extends PaymentState> from, PaymentState to) {
    run(
        () ->
            stores
                .payments()
                .advance(
                    take(from, 256).stream()
                        .map(p -> Transition.of(p, to, Samples.NOW, "test"))
                        .toList()));
  }
}
