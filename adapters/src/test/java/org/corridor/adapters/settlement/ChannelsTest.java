package org.corridor.adapters.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.stream.IntStream;
import org.corridor.adapters.persistence.PostgresForTests;
import org.corridor.adapters.settlement.Channels.Binding;
import org.corridor.adapters.settlement.Channels.Channel;
import org.corridor.adapters.settlement.Channels.Release;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What every store of channels must do, in memory and on PostgreSQL. */
class ChannelsTest {
  private static final String HASH = "ab".repeat(32);
  private static final String OTHER_HASH = "cd".repeat(32);

  interface Contract {
    Channels channels();

    /** Runs in one unit of work. */
    void in(Runnable work);

    @Test
    default void leasesEachFreeChannelOnce() {
      in(() -> channels().register(List.of(new Channel("A", 5), new Channel("B", 7))));
      in(
          () -> {
            assertThat(channels().lease(1)).containsExactly(new Channel("A", 5));
            channels().bind(List.of(new Binding("A", HASH)));
          });
      in(() -> assertThat(channels().lease(9)).containsExactly(new Channel("B", 7)));
      in(() -> assertThat(channels().lease(9)).containsExactly(new Channel("B", 7)));
    }

    @Test
    default void spendsANumberOnceWhenAnOutcomeIsSeenTwice() {
      in(() -> channels().register(List.of(new Channel("A", 5))));
      in(() -> channels().bind(List.of(new Binding("A", HASH))));
      Release used = new Release("A", HASH, true, null);
      in(() -> channels().release(List.of(used)));
      in(() -> channels().release(List.of(used)));
      in(() -> assertThat(channels().lease(1)).containsExactly(new Channel("A", 6)));
    }

    @Test
    default void keepsAChannelThatAnotherTransactionHas() {
      in(() -> channels().register(List.of(new Channel("A", 5))));
      in(() -> channels().bind(List.of(new Binding("A", HASH))));
      in(() -> channels().release(List.of(new Release("A", OTHER_HASH, true, null))));
      in(() -> assertThat(channels().lease(1)).isEmpty());
    }

    @Test
    default void takesTheNumberThatTheLedgerTold() {
      in(() -> channels().register(List.of(new Channel("A", 5), new Channel("B", 5))));
      in(() -> channels().bind(List.of(new Binding("A", HASH), new Binding("B", OTHER_HASH))));
      in(
          () ->
              channels()
                  .release(
                      List.of(
                          new Release("A", HASH, false, 99L),
                          new Release("B", OTHER_HASH, false, null))));
      in(
          () ->
              assertThat(channels().lease(2))
                  .containsExactlyInAnyOrder(new Channel("A", 99), new Channel("B", 5)));
    }

    @Test
    default void leavesKnownChannelsAlone() {
      in(() -> channels().register(List.of(new Channel("A", 5))));
      in(() -> channels().register(List.of(new Channel("A", 1), new Channel("C", 3))));
      in(() -> assertThat(channels().known()).containsExactlyInAnyOrder("A", "C"));
      in(() -> assertThat(channels().lease(1)).containsExactly(new Channel("A", 5)));
    }
  }

  @Nested
  class InMemory implements Contract {
    private final MemoryChannels channels = new MemoryChannels();

    @Override
    public Channels channels() {
      return channels;
    }

    @Override
    public void in(Runnable work) {
      work.run();
    }
  }

  @Nested
  class OnPostgres implements Contract {
    private static HikariDataSource pool;
    private static JdbcTemplate jdbc;
    private static TransactionTemplate transaction;

    @BeforeAll
    static void connect() {
      pool = PostgresForTests.migrated().pool(4);
      jdbc = new JdbcTemplate(pool);
      transaction = new TransactionTemplate(new DataSourceTransactionManager(pool));
    }

    @AfterAll
    static void disconnect() {
      pool.close();
    }

    @BeforeEach
    void clear() {
      jdbc.update("delete from ledger_channel");
    }

    @Override
    public Channels channels() {
      return new JdbcChannels(jdbc);
    }

    @Override
    public void in(Runnable work) {
      transaction.executeWithoutResult(status -> work.run());
    }

    @Test
    void twoInstancesNeverLeaseTheSameChannel() {
      in(
          () ->
              channels()
                  .register(
                      IntStream.range(0, 10).mapToObj(i -> new Channel("C" + i, 0)).toList()));
      in(
          () -> {
            List<Channel> mine = channels().lease(6);
            List<List<Channel>> theirs = new java.util.concurrent.CopyOnWriteArrayList<>();
            Thread other =
                Thread.ofVirtual().start(() -> in(() -> theirs.add(channels().lease(9))));
            join(other);
            assertThat(mine).hasSize(6);
            assertThat(theirs.getFirst()).hasSize(4).doesNotContainAnyElementsOf(mine);
          });
    }

    @Test
    void freesWhatAnUnfinishedUnitOfWorkHad() {
      in(() -> channels().register(List.of(new Channel("A", 5))));
      transaction.executeWithoutResult(
          status -> {
            channels().lease(1);
            channels().bind(List.of(new Binding("A", HASH)));
            status.setRollbackOnly();
          });
      in(() -> assertThat(channels().lease(1)).containsExactly(new Channel("A", 5)));
    }

    private static void join(Thread thread) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
