package org.corridor.gateway.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A server that runs as a child process with its output in a log file. Can be killed as hard as a
 * power cut and started again with the same command.
 */
public class ChildProcess implements AutoCloseable {
  /** The JVM's option to write a cache of loaded classes when it ends (JEP 514). */
  public static final String CACHE_OUTPUT = "-XX:AOTCacheOutput=";

  private static final String CACHE = "-XX:AOTCache=";
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

  private final String name;
  private final List<String> command;
  private final Map<String, String> environment;
  private final Path log;
  private @Nullable Process process;

  /**
   * Describes a process without starting it.
   *
   * @param name for messages to people
   * @param command the program and its arguments
   * @param environment variables added to ours
   * @param log the file that its output is appended to
   */
  public ChildProcess(
      String name, List<String> command, Map<String, String> environment, Path log) {
    this.name = name;
    this.command = List.copyOf(command);
    this.environment = Map.copyOf(environment);
    this.log = log;
  }

  /** A child that runs a class of this application's own class path on this JVM. */
  public static ChildProcess java(
      String name, Path log, List<String> jvmOptions, String mainClass, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    if (jvmOptions.stream().noneMatch(option -> option.startsWith(CACHE_OUTPUT))) {
      // The cache of loaded classes that this JVM started with serves its children too.
      ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
          .filter(option -> option.startsWith(CACHE))
          .forEach(command::add);
    }
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(mainClass);
    command.addAll(arguments);
    return new ChildProcess(name, command, Map.of(), log);
  }

  /** The name given to it. */
  public final String name() {
    return name;
  }

  /** Where its output goes. */
  public final Path log() {
    return log;
  }

  /** Its process id; 0 when it was never started. */
  public final long pid() {
    return process == null ? 0 : process.pid();
  }

  /** Processor time that it and the processes below it, dead or alive, have used so far. */
  public final Duration cpu() {
    Process running = process;
    if (running == null || !running.isAlive()) {
      return Duration.ZERO;
    }
    // From the kernel's table: user and system time, then those of children that have ended.
    long ticks = ProcessTable.ticks(running.pid(), true);
    ticks += running.descendants().mapToLong(p -> ProcessTable.ticks(p.pid(), true)).sum();
    return Duration.ofMillis(ticks * 1000 / ProcessTable.TICKS_PER_SECOND);
  }

  /** Whether it runs. */
  public final boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** Starts it, again if it ran before. */
  public void start() {
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().putAll(environment);
      builder.redirectErrorStream(true);
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + name, e);
    }
  }

  /**
   * Starts it and waits until a probe says that it serves.
   *
   * @throws NotReady when it dies or does not serve in time; the message ends with its log's last
   *     lines
   */
  public final void startAndAwait(Probe probe, Duration timeout) {
    start();
    awaitReady(probe, timeout);
  }

  /** Waits until a probe says that it serves. */
  public final void awaitReady(Probe probe, Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (true) {
      boolean ready = probe.isReady();
      // Asked after the probe: somebody else may serve where a child of ours could not.
      if (!isAlive()) {
        throw new NotReady(name + " ended while starting; see " + log + "\n" + lastLines());
      }
      if (ready) {
        return;
      }
      if (System.nanoTime() > deadline) {
        throw new NotReady(
            "%s is not ready after %d s; see %s%n%s"
                .formatted(name, timeout.toSeconds(), log, lastLines()));
      }
      pause();
    }
  }

  /** Ends it and all processes below it as a power cut would: SIGKILL, no clean-up. */
  public final void kill() {
    if (process != null) {
      List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
      all.add(process.toHandle());
      all.forEach(ProcessHandle::destroyForcibly);
      awaitEnd(STOP_TIMEOUT);
      all.forEach(ChildProcess::awaitEnd);
    }
  }

  /** What was below it must be gone too: it may hold what the next start needs. */
  private static void awaitEnd(ProcessHandle killed) {
    long deadline = System.nanoTime() + STOP_TIMEOUT.toNanos();
    while (killed.isAlive() && System.nanoTime() < deadline) {
      pause();
    }
  }

  /** Asks it to end, and kills it when it does not. */
  @Override
  public void close() {
    stop(STOP_TIMEOUT);
  }

  /** Asks it to end, and kills it when it has not after some time. */
  public final void stop(Duration timeout) {
    if (process == null || !process.isAlive()) {
      return;
    }
    process.destroy();
    if (!awaitEnd(timeout)) {
      kill();
    }
  }

  private boolean awaitEnd(Duration timeout) {
    try {
      return process == null || process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotReady("interrupted while waiting");
    }
  }

  private String lastLines() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
    } catch (IOException e) {
      return "";
    }
  }

  /** Says whether a server serves. */
  @FunctionalInterface
  public interface Probe {
    /** True once it does; must not throw and not block for long. */
    boolean isReady();
  }

  /** A server did not come up. */
  public static final class NotReady extends RuntimeException {
    NotReady(String message) {
      super(message);
    }
  }
}
