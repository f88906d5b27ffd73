package org.corridor.gateway.load;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.corridor.gateway.CommandLine;
import org.corridor.gateway.demo.DemoNetwork;
import org.corridor.gateway.demo.HeldPayments;
import org.corridor.gateway.demo.Sender;
import org.corridor.gateway.demo.Spool;
import org.corridor.gateway.demo.TwoBanks;
import org.corridor.gateway.demo.TwoBanks.Part;
import org.corridor.gateway.sample.SampleTransfers;

/**
 * Kills each part in turn, at random moments under load, as a power cut would; starts it again; and
 * at the end asks whether every payment got exactly one final answer, every settled one is on the
 * ledger once, and books, databases and ledger agree.
 */
public final class Chaos {
  private static final int RATE_DEFAULT = 20;
  private static final int QUIET_MILLIS_MAX = 2_000;
  private static final int DOWN_MILLIS_MAX = 1_000;
  private static final int DRAIN_SECONDS = 180;

  private final TwoBanks banks;
  private final long seed;
  private final Random random;
  private final int perSecond;
  private final AtomicBoolean loading = new AtomicBoolean(true);

  private Chaos(TwoBanks banks, long seed, int perSecond) {
    this.banks = banks;
    this.seed = seed;
    this.random = new Random(seed);
    this.perSecond = perSecond;
  }

  /**
   * {@code chaos [--rounds N] [--seed S] [--rate R] [--data DIR]}.
   *
   * @return the exit code: 0 when everything holds
   */
  public static int main(String[] args, Path home) {
    CommandLine options = new CommandLine(args, Set.of("rounds", "seed", "rate", "data", "lists"));
    int rounds = options.number("rounds", 2);
    Path given = options.path("data");
    Path data = given == null ? home.resolve("target/chaos") : given;
    long seed = options.number("seed", (int) (Clock.systemUTC().millis() % Integer.MAX_VALUE));
    System.out.printf("chaos: %d rounds, seed %d%n", rounds, seed);
    try (TwoBanks banks =
        new TwoBanks(
            new TwoBanks.Options(data, options.path("lists"), true, List.of()),
            step -> System.out.println("  " + step))) {
      banks.start();
      FinalCheck.Result result =
          new Chaos(banks, seed, options.number("rate", RATE_DEFAULT)).run(rounds);
      result.faults().forEach(fault -> System.out.println("FAULT " + fault));
      System.out.printf(
          "chaos: seed %d: %s; %d payments settled, %d credited, rejected %s%n",
          seed,
          result.holds() ? "everything holds" : "BROKEN",
          result.settledAtAlpha(),
          result.creditedAtBeta(),
          result.rejectedAtAlpha());
      return result.holds() ? 0 : 1;
    }
  }

  private FinalCheck.Result run(int rounds) {
    try (Sender sender = new Sender(banks)) {
      List<Thread> load =
          List.of(load(sender, seed, Spool::overQueues), load(sender, seed + 1, Spool::elsewhere));
      for (int round = 1; round <= rounds; round++) {
        for (Part part : Part.values()) {
          sleep(random.nextInt(QUIET_MILLIS_MAX));
          banks.kill(part);
          sleep(random.nextInt(DOWN_MILLIS_MAX));
          banks.restart(part);
          sender.collect();
          System.out.printf(
              "  round %d: %s killed and back; %d messages sent, %d answered%n",
              round, part.name().toLowerCase(Locale.ROOT), sender.messages(), sender.answers());
        }
      }
      loading.set(false);
      for (Thread thread : load) {
        thread.join();
      }
      awaitAnswers(sender);
      FinalCheck check = new FinalCheck(banks);
      sender.faults().forEach(check::fault);
      return check.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Sends at half the rate, until told to stop. */
  private Thread load(Sender sender, long seed, Function<SampleTransfers, List<Spool.Item>> next) {
    SampleTransfers transfers =
        new SampleTransfers(seed, LocalDate.now(ZoneOffset.UTC), DemoNetwork.CUSTOMERS);
    return Thread.ofPlatform()
        .start(
            () -> {
              while (loading.get()) {
                for (Spool.Item item : next.apply(transfers)) {
                  sender.send(item);
                  sleep(2_000L * item.transfers().size() / perSecond);
                }
              }
            });
  }

  private void awaitAnswers(Sender sender) {
    HeldPayments held = new HeldPayments(banks.alpha());
    for (int i = 0; i < DRAIN_SECONDS && !sender.isComplete(); i++) {
      sleep(1000);
      sender.collect();
      held.release();
    }
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
