package org.corridor.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.corridor.adapters.persistence.Samples.NOW;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.corridor.domain.book.BookAccount;
import org.corridor.domain.book.JournalEntry;
import org.corridor.domain.message.AnswerType;
import org.corridor.domain.message.Channel;
import org.corridor.domain.message.Outbox.Outgoing;
import org.corridor.domain.money.Money;
import org.junit.jupiter.api.Test;

/** Outbox, cursors and books on PostgreSQL. */
class EdgesTest extends StoresOnPostgres {
  @Test
  void sendsInOrderAndOnce() {
    run(() -> stores.outbox().put(List.of(outgoing("b"), outgoing("a"), outgoing("b"))));
    run(() -> stores.outbox().put(List.of(outgoing("a"), outgoing("c"))));
    List<Outgoing> taken =
        in(
            () -> {
              List<Outgoing> some = stores.outbox().take(Channel.JMS, 2, NOW);
              stores.outbox().sent(some.subList(0, 1), NOW);
              stores.outbox().retryLater(some.subList(1, 2), NOW.plusSeconds(5), "broker");
              return some;
            });
    assertThat(taken).extracting(Outgoing::id).containsExactly("b", "a");
    assertThat(taken.getFirst().bytes()).asString().isEqualTo("bytes of b");
    assertThat(in(() -> stores.outbox().take(Channel.JMS, 9, NOW)))
        .extracting(Outgoing::id)
        .containsExactly("c");
    assertThat(in(() -> stores.outbox().take(Channel.JMS, 9, NOW.plusSeconds(5))))
        .extracting(Outgoing::id)
        .containsExactly("a", "c");
    assertThat(in(() -> stores.outbox().take(Channel.FILE, 9, NOW))).isEmpty();
  }

  @Test
  void aCursorHasOneHolderAtATime() throws Exception {
    assertThat(in(() -> stores.cursors().lock("payments"))).isEqualTo("0");
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    CompletableFuture<Void> holder =
        startRun(
            () ->
                run(
                    () -> {
                      stores.cursors().lock("payments");
                      held.countDown();
                      await(release);
                      stores.cursors().store("payments", "17");
                    }));
    assertThat(held.await(10, TimeUnit.SECONDS)).isTrue();
    CompletableFuture<String> second = start(() -> in(() -> stores.cursors().lock("payments")));
    assertThatThrownBy(() -> second.get(300, TimeUnit.MILLISECONDS))
        .isInstanceOf(java.util.concurrent.TimeoutException.class);
    release.countDown();
    holder.get(10, TimeUnit.SECONDS);
    assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo("17");
  }

  @Test
  void booksAJournalOnce() {
    JournalEntry entry = entry("j-1", "10");
    run(() -> stores.books().book(List.of(entry, entry)));
    run(() -> stores.books().book(List.of(entry, entry("j-2", "2.55"))));

    assertThat(in(() -> stores.books().find("j-1"))).contains(entry);
    assertThat(in(() -> stores.books().find("j-9"))).isEmpty();
    assertThat(in(() -> stores.books().balances(BookAccount.Kind.FEE)))
        .containsEntry(Samples.account(BookAccount.Kind.FEE, "FEE"), Money.of("-12.55", "EUR"))
        .hasSize(1);
    assertThat(in(() -> stores.books().trialBalance())).containsExactly(Money.zero(Samples.EUR));
    assertThat(new JdbcBooks(new org.springframework.jdbc.core.JdbcTemplate(pool)).drifted())
        .isEmpty();
  }

  @Test
  void theDatabaseItselfRefusesToForgetOrToUnbalance() throws Exception {
    run(() -> stores.books().book(List.of(entry("j-1", "10"))));
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      for (String sql :
          List.of(
              "update payment_posting set amount = 1",
              "delete from payment_journal",
              "truncate payment_event",
              "insert into payment_posting values (99, 0, 'FEE', 'F', 'EUR', 1)")) {
        assertThatThrownBy(() -> statement.execute(sql)).isInstanceOf(java.sql.SQLException.class);
      }
    }
  }

  private static JournalEntry entry(String id, String amount) {
    return JournalEntry.move(
        id,
        "reference",
        NOW,
        Samples.account(BookAccount.Kind.IN_FLIGHT, "IN_FLIGHT"),
        Samples.account(BookAccount.Kind.FEE, "FEE"),
        Money.of(amount, "EUR"));
  }

  private static Outgoing outgoing(String id) {
    return new Outgoing(
        id, Channel.JMS, "replies", AnswerType.PACS_002, null, "c", ("bytes of " + id).getBytes());
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
