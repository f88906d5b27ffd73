package org.corridor.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.corridor.adapters.persistence.Samples.NOW;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.corridor.domain.Invariant.BrokenInvariant;
import org.corridor.domain.Retryable;
import org.corridor.domain.payment.Payment;
import org.corridor.domain.payment.PaymentState.Received;
import org.corridor.domain.payment.PaymentState.Rejected;
import org.corridor.domain.payment.PaymentStore.Acceptance;
import org.corridor.domain.payment.PaymentStore.Acceptance.Accepted;
import org.corridor.domain.payment.Transition;
import org.corridor.domain.payment.Uetr;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** All or nothing, and side by side. */
class UnitOfWorkTest extends StoresOnPostgres {
  @Test
  void keepsNothingWhenTheWorkThrows() {
    assertThatThrownBy(
            () ->
                run(
                    () -> {
                      stores.payments().accept(List.of(Samples.message(1)));
                      throw new IllegalArgumentException("no");
                    }))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(in(() -> take(Received.class, 10))).isEmpty();
  }

  @Test
  void keepsNothingWhenTheConnectionIsKilledInTheMiddle() {
    accept(1, 1);
    assertThatThrownBy(
            () ->
                run(
                    () -> {
                      Payment<Received> payment = take(Received.class, 1).getFirst();
                      stores
                          .payments()
                          .advance(
                              List.of(Transition.of(payment, Samples.resolved(), NOW, "test")));
                      killOthers();
                      stores.payments().accept(List.of(Samples.message(2)));
                    }))
        .isInstanceOf(Retryable.class);
    assertThat(in(() -> take(Received.class, 10))).hasSize(1);
    assertThat(in(() -> stores.books().trialBalance())).allMatch(m -> m.isZero());
  }

  @Test
  void tellsThatALostCommitMayBeTriedAgain() {
    assertThatThrownBy(
            () ->
                run(
                    () -> {
                      stores.payments().accept(List.of(Samples.message(1)));
                      killOthers();
                    }))
        .isInstanceOf(Retryable.class);
    assertThat(in(() -> stores.payments().accept(List.of(Samples.message(1)))))
        .containsExactly(new Accepted());
  }

  @Test
  void tellsThatADatabaseThatIsAwayMayComeBack() {
    pool.close();
    assertThatThrownBy(() -> accept(1, 1)).isInstanceOf(Retryable.class);
  }

  @Test
  void doesNotNest() {
    assertThatThrownBy(() -> run(() -> run(() -> {}))).isInstanceOf(BrokenInvariant.class);
    assertThat(in(() -> "a later one runs")).isNotEmpty();
  }

  @Test
  void instancesTakeDisjointBatches() throws Exception {
    accept(1, 200);
    PostgresStores other = PostgresStores.over(pool);
    Set<Uetr> taken = Collections.synchronizedSet(new HashSet<>());
    CyclicBarrier bothHold = new CyclicBarrier(2);
    List<CompletableFuture<Integer>> instances = new ArrayList<>();
    for (PostgresStores instance : List.of(stores, other)) {
      instances.add(
          start(
              () ->
                  instance
                      .unitOfWork()
                      .in(
                          () -> {
                            List<Payment<Received>> batch =
                                instance.payments().take(Received.class, 120, NOW);
                            batch.forEach(p -> assertThat(taken.add(p.uetr())).isTrue());
                            await(bothHold);
                            return batch.size();
                          })));
    }
    int sum = 0;
    for (CompletableFuture<Integer> instance : instances) {
      sum += instance.get(20, TimeUnit.SECONDS);
    }
    assertThat(sum).isEqualTo(200);
    assertThat(taken).hasSize(200);
  }

  /** Two connections bring the same messages in opposite orders: each is accepted once. */
  @Test
  void instancesAcceptTheSameMessagesOnce() throws Exception {
    CyclicBarrier start = new CyclicBarrier(2);
    List<CompletableFuture<Long>> instances = new ArrayList<>();
    for (boolean turned : new boolean[] {false, true}) {
      instances.add(
          start(
              () -> {
                long accepted = 0;
                for (int round = 0; round < 20; round++) {
                  List<org.corridor.domain.message.InboundMessage> batch = new ArrayList<>();
                  for (int i = 0; i < 50; i++) {
                    batch.add(Samples.message(1 + round * 50 + i));
                  }
                  if (turned) {
                    Collections.reverse(batch);
                  }
                  await(start);
                  List<Acceptance> told = in(() -> stores.payments().accept(batch));
                  accepted += told.stream().filter(Accepted.class::isInstance).count();
                }
                return accepted;
              }));
    }
    long sum = 0;
    for (CompletableFuture<Long> instance : instances) {
      sum += instance.get(60, TimeUnit.SECONDS);
    }
    assertThat(sum).isEqualTo(1000);
    assertThat(in(() -> stores.books().trialBalance())).allMatch(m -> m.isZero());
    assertThat(new JdbcBooks(new JdbcTemplate(pool)).drifted()).isEmpty();
    assertThat(
            new JdbcTemplate(pool).queryForObject("select count(*) from payment_state", Long.class))
        .isEqualTo(1000);
  }

  /** One big message whose payments become final in many units of work at once. */
  @Test
  void countsAMessageCompleteOnceWhenManyFinishItsPayments() throws Exception {
    org.corridor.domain.payment.CreditTransfer[] transfers =
        java.util.stream.IntStream.rangeClosed(1, 400)
            .mapToObj(Samples::transfer)
            .toArray(org.corridor.domain.payment.CreditTransfer[]::new);
    run(() -> stores.payments().accept(List.of(Samples.message("big", transfers))));
    List<CompletableFuture<Void>> workers = new ArrayList<>();
    for (int worker = 0; worker < 4; worker++) {
      workers.add(
          startRun(
              () -> {
                boolean more = true;
                while (more) {
                  more =
                      in(
                          () -> {
                            List<Payment<Received>> batch = take(Received.class, 16);
                            Rejected rejected = Samples.rejected();
                            stores
                                .payments()
                                .advance(
                                    batch.stream()
                                        .map(p -> Transition.of(p, rejected, NOW, "test"))
                                        .toList());
                            return !batch.isEmpty();
                          });
                }
              }));
    }
    for (CompletableFuture<Void> worker : workers) {
      worker.get(60, TimeUnit.SECONDS);
    }
    assertThat(in(() -> stores.messages().takeComplete(10)))
        .singleElement()
        .satisfies(c -> assertThat(c.lines()).hasSize(400));
  }

  private void killOthers() {
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity"
              + " where datname = current_database() and pid <> pg_backend_pid()");
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
