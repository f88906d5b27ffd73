package org.corridor.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.corridor.domain.Retryable;
import org.junit.jupiter.api.Test;

/** How a part that the gateway stands on is seen. */
class PartTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-01T10:00:00Z"));

  @Test
  void isNotUpBeforeItWasAsked() {
    assertThat(new Part("ledger", () -> "fine", now::get).condition().up()).isFalse();
  }

  @Test
  void tellsWhatItSays() {
    try (Part part = new Part("ledger", () -> "last close 7", now::get).start()) {
      await().until(() -> part.condition().up());
      assertThat(part.condition().detail()).isEqualTo("last close 7");
      assertThat(part.condition().since()).isEqualTo(now.get());
    }
  }

  @Test
  void tellsItsFaultInWordsThatHoldNoValues() {
    try (Part ours = new Part("a", () -> fail(new Retryable("no answer")), now::get).start();
        Part others = new Part("b", () -> fail(new SQLException("user=bob")), now::get).start()) {
      await().until(() -> ours.condition().detail().equals("no answer"));
      await().until(() -> others.condition().detail().equals("SQLException"));
      assertThat(ours.condition().up()).isFalse();
    }
  }

  @Test
  void isAwayWhileItHangs() {
    CountDownLatch never = new CountDownLatch(1);
    AtomicReference<Boolean> hang = new AtomicReference<>(false);
    Part hanging =
        new Part(
            "ledger",
            () -> {
              if (hang.getAndSet(true)) {
                never.await();
              }
              return "fine";
            },
            now::get);
    try (Part part = hanging.start()) {
      await().until(() -> part.condition().up());
      now.set(now.get().plus(Part.PACE).plus(Part.PATIENCE).plus(Duration.ofSeconds(1)));
      assertThat(part.condition().up()).isFalse();
      assertThat(part.condition().detail()).contains("owes its answer");
    }
  }

  private static String fail(Exception fault) throws Exception {
    throw fault;
  }
}
