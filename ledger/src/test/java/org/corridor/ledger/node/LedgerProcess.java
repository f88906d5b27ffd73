package org.corridor.ledger.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The ledger as a child process, as an operator starts it. */
public final class LedgerProcess implements AutoCloseable {
  private final Process process;
  private final String url;

  private LedgerProcess(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  static List<String> command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx256m");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("org.corridor.ledger.cli.LedgerMain");
    command.addAll(List.of(arguments));
    return command;
  }

  /** Starts it on a free port, unless the options name one. */
  public static LedgerProcess start(String passphrase, Path data, Path log, String... options)
      throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("run", "--passphrase", passphrase, "--data", data.toString()));
    arguments.addAll(List.of(options));
    for (String[] usual : new String[][] {{"--port", "0"}, {"--close-after-ms", "20"}}) {
      if (!arguments.contains(usual[0])) {
        arguments.addAll(List.of(usual));
      }
    }
    Process process =
        new ProcessBuilder(command(arguments.toArray(String[]::new)))
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String ready = out.readLine();
    if (ready == null || !ready.startsWith("ledger ready on ")) {
      process.destroyForcibly();
      throw new IOException("the ledger did not start: " + ready + "; see " + log);
    }
    return new LedgerProcess(process, ready.split(" ")[3]);
  }

  public String url() {
    return url;
  }

  /** Ends it without a chance to finish anything. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Asks it to end and returns its exit status. */
  public int terminate() throws InterruptedException {
    process.destroy();
    return process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
