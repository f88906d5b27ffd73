package org.corridor.domain.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What every unit of work and the cursors in it must do. */
public interface UnitOfWorkContract {
  /** Empty stores, fresh for each test. */
  Stores stores();

  @Test
  default void keepsWhatWorkWrote() {
    Stores s = stores();
    String told =
        s.work()
            .in(
                () -> {
                  s.cursors().store("payments", "42");
                  return "done";
                });
    assertThat(told).isEqualTo("done");
    assertThat(s.work().<String>in(() -> s.cursors().lock("payments"))).isEqualTo("42");
  }

  @Test
  default void keepsNothingOfWorkThatThrows() {
    Stores s = stores();
    s.work().run(() -> s.cursors().store("payments", "1"));
    assertThatThrownBy(
            () ->
                s.work()
                    .run(
                        () -> {
                          s.cursors().store("payments", "2");
                          s.payments().accept(java.util.List.of(Samples.message("K-1", 1)));
                          throw new IllegalArgumentException("work failed");
                        }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("work failed");
    assertThat(s.work().<String>in(() -> s.cursors().lock("payments"))).isEqualTo("1");
    assertThat(s.work().in(() -> s.payments().take(Samples.uetr(1)))).isEmpty();
  }

  @Test
  default void doesNotNest() {
    Stores s = stores();
    assertThatThrownBy(() -> s.work().run(() -> s.work().run(() -> {})))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  default void startsACursorAtZeroAndKeepsStreamsApart() {
    Stores s = stores();
    s.work().run(() -> s.cursors().store("a", "7"));
    assertThat(s.work().<String>in(() -> s.cursors().lock("b"))).isEqualTo("0");
    assertThat(s.work().<String>in(() -> s.cursors().lock("a"))).isEqualTo("7");
  }
}
