package org.corridor.gateway.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@code ./corridor chaos}: two rounds, every part killed twice under load. */
class ChaosTest {
  @Test
  void everyPaymentHasOneAnswerWhateverIsKilled(@TempDir Path data) {
    int exit = Chaos.main(new String[] {"--rounds", "2", "--data", data.toString()}, data);

    assertThat(exit).as("the output above names the seed and each fault").isZero();
  }
}
