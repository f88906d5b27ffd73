package org.corridor.gateway.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.corridor.gateway.CommandLine;
import org.corridor.gateway.demo.TwoBanks.Part;
import org.corridor.gateway.process.ChildProcess;

/**
 * Part of the build. Lets a gateway start and work once, so that the JVM writes down the classes
 * that it loads and how they are linked; starts that use the file skip that work.
 */
public final class Training {
  private static final int ROUNDS = 60;
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration WRITE_TIMEOUT = Duration.ofMinutes(3);

  private Training() {}

  /**
   * {@code train FILE}.
   *
   * @param args the file of the cache
   * @param home the project's folder
   * @return the exit code: 0 when there is a cache
   */
  public static int main(String[] args, Path home) {
    if (args.length != 1) {
      throw new CommandLine.Unusable("train takes the file to write");
    }
    Path cache = Path.of(args[0]);
    Path data = home.resolve("target/training");
    Demo.remove(data);
    try (TwoBanks banks =
        new TwoBanks(
            new TwoBanks.Options(data, null, false, List.of(ChildProcess.CACHE_OUTPUT + cache)),
            step -> {})) {
      banks.start();
      try (Sender sender = new Sender(banks)) {
        Spool.made(Clock.systemUTC().millis(), LocalDate.now(ZoneOffset.UTC), ROUNDS)
            .forEach(sender::send);
        long deadline = System.nanoTime() + ANSWER_TIMEOUT.toNanos();
        while (!sender.isComplete() && System.nanoTime() < deadline) {
          Demo.pause();
          sender.collect();
        }
      }
      banks.process(Part.ALPHA).stop(WRITE_TIMEOUT);
    }
    Demo.remove(data);
    return Files.exists(cache) ? 0 : 1;
  }
}
