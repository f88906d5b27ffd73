package org.corridor.ledger.trial;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The ledger as a child process, as an operator starts it. */
final class LedgerChild implements AutoCloseable {
  private static final String READY = "ledger ready on ";

  private final Process process;
  private final BufferedReader out;

  private LedgerChild(Process process) {
    this.process = process;
    out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Starts it without waiting; its errors go to a log file. */
  static LedgerChild start(List<String> jvm, Path log, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvm);
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of("org.corridor.ledger.cli.LedgerMain", "run"));
    command.addAll(arguments);
    return new LedgerChild(
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start());
  }

  /**
   * Waits until it serves and returns its address.
   *
   * @throws IOException when it ends before
   */
  String awaitReady() throws IOException {
    String line = out.readLine();
    if (line == null || !line.startsWith(READY)) {
      throw new IOException("the ledger did not start: " + line);
    }
    return line.substring(READY.length()).split(" ")[0];
  }

  /** Ends it without a chance to finish anything. */
  void kill() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    kill();
  }
}
