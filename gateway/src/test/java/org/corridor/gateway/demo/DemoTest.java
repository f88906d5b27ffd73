package org.corridor.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./corridor demo --once}: the main job, on real servers, from the first message to the last
 * answer.
 */
class DemoTest {
  @Test
  void everyMessageOfTheDemoGetsItsFinalAnswer(@TempDir Path home) throws IOException {
    int exit =
        Demo.main(new String[] {"--once", "--data", home.resolve("data").toString()}, home, true);

    JsonNode report = new ObjectMapper().readTree(home.resolve("target/demo-report.json").toFile());
    assertThat(exit).as(report.toString()).isZero();
    assertThat(report.path("finalAnswers").asInt())
        .isPositive()
        .isEqualTo(report.path("messages").asInt());
    assertThat(report.path("settledAtAlpha").asLong())
        .isPositive()
        .isEqualTo(report.path("creditedAtBeta").asLong());
  }
}
