package org.corridor.gateway.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.corridor.domain.Retryable;
import org.corridor.gateway.CommandLine;
import org.corridor.gateway.load.FinalCheck;

/** {@code demo}: two banks, one ledger, and payments that settle while one watches. */
public final class Demo {
  private static final int ROUNDS = 6;
  private static final int ANSWER_SECONDS_MAX = 180;
  private static final int TICK_MILLIS = 400;

  private final TwoBanks banks;
  private final long started = System.nanoTime();

  private Demo(TwoBanks banks) {
    this.banks = banks;
  }

  /**
   * {@code demo [--once] [--lists DIR] [--spool DIR] [--data DIR]}, {@code up [--data DIR]}.
   *
   * @param args the options
   * @param home the project's folder
   * @param send whether to send messages, or only to be there
   * @return the exit code
   */
  public static int main(String[] args, Path home, boolean send) {
    CommandLine options = new CommandLine(args, Set.of("once", "lists", "spool", "data"));
    Path spool = options.path("spool");
    Path given = options.path("data");
    TwoBanks.Options where =
        new TwoBanks.Options(
            given == null ? home.resolve("data") : given, options.path("lists"), false, List.of());
    try (TwoBanks banks = new TwoBanks(where, step -> System.out.println("corridor: " + step))) {
      Runtime.getRuntime().addShutdownHook(new Thread(banks::close));
      Demo demo = new Demo(banks);
      banks.start();
      demo.tellAddresses();
      boolean holds = !send || demo.run(spool, home.resolve("target/demo-report.json"));
      if (!options.has("once")) {
        System.out.println("corridor: running; Ctrl-C stops everything, the data stays");
        new CountDownLatch(1).await();
      }
      return holds ? 0 : 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  /** {@code reset}: removes all data of the demo. */
  public static int reset(Path home) {
    Path data = home.resolve("data");
    if (!Files.isDirectory(data)) {
      System.out.println("corridor: nothing to reset");
      return 0;
    }
    remove(data);
    System.out.println("corridor: the data is gone");
    return 0;
  }

  /** Removes a folder with all that is in it; one that is not there is none to remove. */
  static void remove(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + folder, e);
    }
  }

  private void tellAddresses() {
    for (Bank bank : List.of(banks.alpha(), banks.beta())) {
      System.out.printf(
          "corridor: %s: dashboard %s (olga, omar: officers; anna, arif: approvers; passwords in"
              + " %s)%n",
          bank.title(), bank.url(), bank.folder().resolve("secrets"));
    }
    System.out.printf(
        "corridor: try: SECRET=%s with the commands of README.md%n",
        banks.alpha().secrets().token("client-integrator"));
  }

  private boolean run(@org.jspecify.annotations.Nullable Path folder, Path reportFile) {
    List<Spool.Item> items =
        folder == null
            ? Spool.made(Clock.systemUTC().millis(), LocalDate.now(ZoneOffset.UTC), ROUNDS)
            : Spool.of(folder);
    LiveTable table = new LiveTable(new RestClient(banks.alpha()), System.out);
    try (Sender sender = new Sender(banks)) {
      table.heading();
      items.forEach(sender::send);
      long firstSettled = 0;
      HeldPayments held = new HeldPayments(banks.alpha());
      long deadline = System.nanoTime() + ANSWER_SECONDS_MAX * 1_000_000_000L;
      while (!sender.isComplete() && System.nanoTime() < deadline) {
        pause();
        sender.collect();
        table.update();
        held.release();
        if (firstSettled == 0 && sender.answers() > 0) {
          firstSettled = System.nanoTime() - started;
        }
      }
      table.update();
      FinalCheck check = new FinalCheck(banks);
      sender.faults().forEach(check::fault);
      FinalCheck.Result result = check.run();
      report(reportFile, sender, result, firstSettled);
      return result.holds();
    }
  }

  private void report(Path file, Sender sender, FinalCheck.Result result, long firstSettled) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("messages", sender.messages());
    report.put("finalAnswers", sender.answers());
    report.put("refusedAtTheEdge", sender.refused());
    report.put("settledAtAlpha", result.settledAtAlpha());
    report.put("creditedAtBeta", result.creditedAtBeta());
    report.put("millisToFirstAnswer", firstSettled / 1_000_000);
    report.put("holds", result.holds());
    report.put("faults", result.faults());
    try {
      Files.createDirectories(file.getParent());
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .writeValue(file.toFile(), report);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
    System.out.println("corridor: " + report);
  }

  /** Waits a little before one looks again. */
  static void pause() {
    try {
      Thread.sleep(TICK_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Retryable("interrupted", e);
    }
  }
}
