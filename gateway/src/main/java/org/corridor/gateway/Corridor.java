package org.corridor.gateway;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.corridor.gateway.demo.Demo;
import org.corridor.gateway.demo.Training;
import org.corridor.gateway.load.Chaos;
import org.corridor.gateway.load.PaymentsBench;
import org.corridor.gateway.process.BrokerServer;
import org.corridor.gateway.process.ChildProcess;
import org.corridor.ledger.bench.LedgerBench;
import org.corridor.ledger.cli.LedgerMain;
import org.corridor.ledger.trial.Trials;
import org.corridor.routes.RoutesSettings;
import org.slf4j.LoggerFactory;

/** The command line: one word, one job. */
public final class Corridor {
  private static final int FAILED = 1;
  private static final int USAGE = 2;
  private static final int LEDGER_ROUNDS = 20;
  private static final int RESTART_ACCOUNTS = 1_000_000;
  private static final int RESTART_STARTS = 3;

  private static final String HELP =
      """
      ./corridor demo [--once] [--lists DIR] [--spool DIR] [--data DIR]
                                two banks on one ledger, and payments that settle while you watch
      ./corridor up [--data DIR]
                                the same two banks without payments
      ./corridor reset          removes the data of demo and up
      ./corridor bench payments [--payments N] [--rate R] [--warmup W] [--lists DIR]
                                from send to final answer, everything on; --rate 0: as fast as accepted
      ./corridor bench ledger [--mode payments|path-payments|paths|scale] [--transactions N] [--senders N]
                                the ledger alone, from submit to durable close, and what limits it
      ./corridor chaos [--rounds N] [--seed S] [--rate R]
                                kills every part in turn under load and checks what remains
      ./corridor chaos ledger [--rounds N] [--seed S] [--data DIR]
                                kills a ledger under load and checks what it left, each time
      ./corridor bench ledger-restart [--accounts N] [--starts N] [--data DIR]
                                from the start of the process to serving, with so many accounts
      ./corridor ledger run --passphrase P --port N --data DIR [--close-on-demand] [--friendbot]
      ./corridor ledger replay FILE…
                                the ledger alone; recordings of another ledger, compared
      ./corridor ledger verify | prune --data DIR …
                                says whether a ledger holds; leaves out its old transactions
      ./corridor ledger prove HASH … | check PROOF --header HEADER
                                a transaction's inclusion, for who has no more than the header
      ./corridor format         formats the sources
      """;

  private Corridor() {}

  /**
   * Runs a command.
   *
   * @param args the command's name and its arguments
   * @throws Exception when the command fails in a way that it did not foresee: a bug, shown as such
   */
  public static void main(String[] args) throws Exception {
    String command = args.length == 0 ? "help" : args[0];
    String[] rest = args.length == 0 ? args : Arrays.copyOfRange(args, 1, args.length);
    if (!command.equals("gateway")) {
      // The libraries' own words are for the log of a server, not for a person at a terminal.
      ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
    }
    Path home = Path.of(System.getenv().getOrDefault("CORRIDOR_HOME", ""));
    try {
      switch (command) {
        case "gateway" -> GatewayApplication.main(rest);
        case "broker" -> broker(rest);
        case "ledger" -> LedgerMain.main(rest);
        case "demo" -> System.exit(Demo.main(rest, home, true));
        case "up" -> System.exit(Demo.main(rest, home, false));
        case "reset" -> System.exit(Demo.reset(home));
        case "chaos" -> System.exit(chaos(rest, home));
        case "train" -> System.exit(Training.main(rest, home));
        case "bench" -> System.exit(bench(rest, home));
        case "help" -> System.out.print(HELP);
        default -> throw new CommandLine.Unusable("no such command: " + command);
      }
    } catch (CommandLine.Unusable e) {
      System.err.println("corridor: " + e.getMessage() + "; see ./corridor help");
      System.exit(USAGE);
    } catch (ChildProcess.NotReady e) {
      System.err.println("corridor: " + e.getMessage());
      System.exit(FAILED);
    }
  }

  private static int bench(String[] args, Path home) throws IOException {
    String[] rest = args.length == 0 ? args : Arrays.copyOfRange(args, 1, args.length);
    return switch (args.length == 0 ? "" : args[0]) {
      case "payments" -> PaymentsBench.main(rest, home);
      case "ledger" -> ledgerBench(rest);
      case "ledger-restart" -> restartBench(rest);
      default ->
          throw new CommandLine.Unusable("bench what? There are: payments, ledger, ledger-restart");
    };
  }

  private static int chaos(String[] args, Path home) throws IOException {
    if (args.length == 0 || !args[0].equals("ledger")) {
      return Chaos.main(args, home);
    }
    CommandLine options =
        new CommandLine(Arrays.copyOfRange(args, 1, args.length), Set.of("rounds", "seed", "data"));
    int seed = options.number("seed", (int) (Clock.systemUTC().millis() % Integer.MAX_VALUE));
    return Trials.chaos(
        options.path("data"), options.number("rounds", LEDGER_ROUNDS), seed, System.out);
  }

  private static int restartBench(String[] args) throws IOException {
    CommandLine options = new CommandLine(args, Set.of("accounts", "starts", "data"));
    return Trials.restart(
        options.path("data"),
        options.number("accounts", RESTART_ACCOUNTS),
        options.number("starts", RESTART_STARTS),
        System.out);
  }

  private static int ledgerBench(String[] args) {
    try {
      return LedgerBench.run(List.of(args), Clock.systemUTC(), System.out);
    } catch (IllegalArgumentException e) {
      throw new CommandLine.Unusable(String.valueOf(e.getMessage()));
    }
  }

  private static void broker(String[] args) throws InterruptedException {
    BrokerServer broker =
        BrokerServer.start(
            Path.of(args[0]),
            Integer.parseInt(args[1]),
            BrokerServer.Inbound.of(RoutesSettings.standard()));
    Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
    new CountDownLatch(1).await();
  }
}
