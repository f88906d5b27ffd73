package org.corridor.ledger.horizon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.corridor.ledger.node.LedgerProcess;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Stellar's SDK for JavaScript against a ledger that runs as an operator starts it. Skipped where
 * there is no node, or no way to fetch the SDK; whatever else goes wrong is a failure.
 */
@Timeout(300)
class JavaScriptSdkTest {
  private static final String PASSPHRASE = "Corridor test network of JavaScript";
  private static final int NODE_MIN = 20;
  private static final long SECONDS_MAX = 240;
  private static final Pattern UNREACHABLE =
      Pattern.compile(
          "ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH"
              + "|ENOTCACHED|ERR_SOCKET_TIMEOUT|network request to");
  private static final List<String> FILES =
      List.of("package.json", "package-lock.json", "suite.mjs");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir Path folder;

  private record Ended(int status, String output) {}

  private Ended run(Path where, String... command) throws IOException, InterruptedException {
    Path output = folder.resolve("output-of-" + Path.of(command[0]).getFileName());
    Process process =
        new ProcessBuilder(command)
            .directory(where.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
        return new Ended(-1, "still running after " + SECONDS_MAX + " s: " + read(output));
      }
      return new Ended(process.exitValue(), read(output));
    } finally {
      process.destroyForcibly();
    }
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  private void requireNode(Path where) throws InterruptedException {
    for (String tool : List.of("node", "npm")) {
      String version;
      try {
        version = run(where, tool, "--version").output();
      } catch (IOException e) {
        version = "";
      }
      assumeTrue(!version.isBlank(), tool + " is not installed");
      if (tool.equals("node")) {
        int major = Integer.parseInt(version.strip().replaceAll("^v(\\d+).*$", "$1"));
        assumeTrue(major >= NODE_MIN, "the SDK needs node " + NODE_MIN + ", not " + version);
      }
    }
  }

  /** Fetches the SDK, as the lock file pins it, to where the next run finds it again. */
  private Path installed() throws IOException, InterruptedException {
    Path sources = Path.of("src", "test", "js").toAbsolutePath();
    Path installed = Files.createDirectories(Path.of("target", "js").toAbsolutePath());
    Path lock = installed.resolve("installed.json");
    for (String file : FILES) {
      Files.copy(
          sources.resolve(file), installed.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    boolean current =
        Files.exists(lock) && read(lock).equals(read(sources.resolve("package-lock.json")));
    if (!current) {
      Ended fetched =
          run(
              installed,
              "npm",
              "ci",
              "--ignore-scripts",
              "--no-audit",
              "--no-fund",
              "--prefer-offline",
              "--fetch-retries=1",
              "--fetch-timeout=60000");
      if (fetched.status() != 0 && UNREACHABLE.matcher(fetched.output()).find()) {
        abort("the registry cannot be reached: " + fetched.output());
      }
      assertThat(fetched.status()).as(fetched.output()).isZero();
      Files.copy(sources.resolve("package-lock.json"), lock, StandardCopyOption.REPLACE_EXISTING);
    }
    return installed;
  }

  @TestFactory
  Stream<DynamicTest> servesTheSdkOfJavaScript() throws Exception {
    requireNode(folder);
    Path installed = installed();
    Ended suite;
    try (LedgerProcess ledger =
        LedgerProcess.start(
            PASSPHRASE,
            folder.resolve("data"),
            folder.resolve("log"),
            "--friendbot",
            "--close-interval-ms",
            "500")) {
      suite = run(installed, "node", "suite.mjs", ledger.url(), PASSPHRASE);
    }
    List<DynamicTest> steps = new ArrayList<>();
    for (String line : suite.output().lines().toList()) {
      if (line.startsWith("{\"step\":")) {
        JsonNode step = MAPPER.readTree(line);
        String error = step.path("error").asText();
        steps.add(
            DynamicTest.dynamicTest(
                step.get("step").textValue(), () -> assertThat(error).isEmpty()));
      }
    }
    steps.add(
        DynamicTest.dynamicTest(
            "ends well", () -> assertThat(suite.status()).as(suite.output()).isZero()));
    String log = read(folder.resolve("log"));
    steps.add(
        DynamicTest.dynamicTest(
            "the ledger has nothing to complain of", () -> assertThat(log).isEmpty()));
    return steps.stream();
  }
}
