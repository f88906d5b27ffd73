package org.corridor.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.corridor.domain.Retryable;
import org.junit.jupiter.api.Test;

/** What a stack in the log tells. */
class QuietStackTracesTest {
  @Test
  void tellsWhereAndOfWhichKindButNotTheValueThatWasNotUnderstood() throws IOException {
    Throwable fault =
        new IllegalStateException("row of Sabine", new NumberFormatException("For: Musterfrau"));

    assertThat(printed(fault))
        .contains("NumberFormatException", "IllegalStateException", "QuietStackTracesTest")
        .doesNotContain("Sabine", "Musterfrau");
  }

  @Test
  void tellsWhatOurOwnFaultsSay() throws IOException {
    assertThat(printed(new Retryable("the ledger does not answer")))
        .contains("the ledger does not answer");
  }

  private static String printed(Throwable fault) throws IOException {
    StringBuilder out = new StringBuilder();
    new QuietStackTraces().printStackTrace(fault, out);
    return out.toString();
  }
}
