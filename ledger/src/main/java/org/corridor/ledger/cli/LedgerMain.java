package org.corridor.ledger.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.corridor.ledger.NetworkParameters;
import org.corridor.ledger.horizon.HorizonServer;
import org.corridor.ledger.horizon.HorizonSettings;
import org.corridor.ledger.node.LedgerNode;
import org.corridor.ledger.node.NodeSettings;
import org.corridor.ledger.replay.Replay;
import org.corridor.ledger.store.Retention;
import org.corridor.ledger.store.StoreException;
import org.jspecify.annotations.Nullable;

/** The ledger as a process of its own, and what can be asked of what it has written. */
public final class LedgerMain {
  static final int FAILED = 1;
  static final String USAGE =
      """
      usage: ledger run --passphrase P --port N --data DIR [--host H] [--close-on-demand]
                        [--friendbot] [--close-after-ms 250] [--close-interval-ms 1000]
                        [--close-ahead-max-s 3 | --close-times-shared] [--keep-ledgers N]
             ledger replay FILE...
             ledger verify --data DIR [--known LEDGER:HASH]
             ledger prove HASH (--url URL | --data DIR) [--out FILE]
             ledger check PROOF --header HEADER
             ledger prune --data DIR --keep-ledgers N\
      """;

  private static final int BAD_ARGUMENTS = 2;
  private static final int PORT_MAX = 65_535;
  private static final Duration WATCH = Duration.ofSeconds(1);
  private static final Set<String> FLAGS =
      Set.of("--close-on-demand", "--close-times-shared", "--friendbot");
  private static final Set<String> VALUES =
      Set.of(
          "--passphrase",
          "--port",
          "--data",
          "--host",
          "--close-after-ms",
          "--close-interval-ms",
          "--close-ahead-max-s",
          "--keep-ledgers");

  /** Held, since the logging framework forgets the settings of loggers that nobody holds. */
  private static final Logger SERVER_LOG = Logger.getLogger("io.helidon");

  private LedgerMain() {}

  /**
   * Runs a command.
   *
   * @param args see the usage; exits with 2 when they are wrong or the port is taken
   */
  @SuppressWarnings("SystemOut") // the one line that tells whoever started it that it is ready
  public static void main(String[] args) {
    int status = run(List.of(args), System.out, System.err);
    if (status != 0) {
      System.exit(status);
    }
  }

  static int run(List<String> args, PrintStream out, PrintStream err) {
    try {
      return dispatch(args, out);
    } catch (Options.Wrong | StoreException e) {
      err.println("ledger: " + e.getMessage());
      return BAD_ARGUMENTS;
    } catch (IOException e) {
      err.println("ledger: cannot read or write: " + e.getMessage());
      return BAD_ARGUMENTS;
    }
  }

  private static int dispatch(List<String> args, PrintStream out) throws IOException {
    String command = args.isEmpty() ? "" : args.getFirst();
    List<String> rest = args.isEmpty() ? args : args.subList(1, args.size());
    return switch (command) {
      case "run" -> {
        serve(rest, out);
        yield 0;
      }
      case "replay" -> {
        if (rest.isEmpty()) {
          throw new Options.Wrong(USAGE);
        }
        yield Replay.run(rest.stream().map(Path::of).toList(), out);
      }
      case "verify" -> new ProofCommands(out).verify(rest);
      case "prove" -> new ProofCommands(out).prove(rest);
      case "check" -> new ProofCommands(out).check(rest);
      case "prune" -> new ProofCommands(out).prune(rest);
      default -> throw new Options.Wrong(USAGE);
    };
  }

  private static void serve(List<String> args, PrintStream out) {
    SERVER_LOG.setLevel(Level.WARNING);
    Options options = new Options(args, FLAGS, VALUES, 0);
    String passphrase = options.required("--passphrase");
    options.required("--port");
    int port = options.number("--port", 0, 0, PORT_MAX);
    NodeSettings settings =
        NodeSettings.of(NetworkParameters.stellar(passphrase), Path.of(options.required("--data")));
    int after =
        options.number("--close-after-ms", (int) settings.closeAfter().toMillis(), 0, 60_000);
    int interval =
        options.number(
            "--close-interval-ms", (int) settings.closeInterval().toMillis(), 1, 3_600_000);
    int ahead =
        options.number("--close-ahead-max-s", (int) settings.aheadMax().toSeconds(), 0, 86_400);
    settings =
        settings
            .closing(Duration.ofMillis(after), Duration.ofMillis(interval))
            .ahead(Duration.ofSeconds(ahead));
    if (options.has("--close-times-shared")) {
      settings = settings.sharingSeconds();
    }
    if (options.has("--close-on-demand")) {
      settings = settings.closingOnDemand();
    }
    HorizonSettings horizon =
        new HorizonSettings(
            options.value("--host", HorizonSettings.LOOPBACK), port, options.has("--friendbot"));
    serve(settings, horizon, options.number("--keep-ledgers", 0, 1, Integer.MAX_VALUE), out);
  }

  /** The web server may share a port that others listen on; two ledgers on one port help nobody. */
  private static void requireFree(HorizonSettings horizon) {
    if (horizon.port() == 0) {
      return;
    }
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(horizon.host(), horizon.port()));
    } catch (IOException e) {
      throw new Options.Wrong(
          "cannot listen on " + horizon.host() + ":" + horizon.port() + ": " + reason(e));
    }
  }

  private static void serve(
      NodeSettings settings, HorizonSettings horizon, int keep, PrintStream out) {
    requireFree(horizon);
    LedgerNode node = LedgerNode.start(settings, Clock.systemUTC());
    HorizonServer server;
    try {
      server = HorizonServer.start(node, horizon);
    } catch (RuntimeException e) {
      node.close();
      throw new Options.Wrong(
          "cannot listen on " + horizon.host() + ":" + horizon.port() + ": " + reason(e));
    }
    Retention retention = keep == 0 ? null : retain(node, keep);
    Thread stop =
        Thread.ofPlatform()
            .name("ledger-stop")
            .unstarted(
                () -> {
                  server.close();
                  if (retention != null) {
                    retention.close();
                  }
                  node.close();
                });
    Runtime.getRuntime().addShutdownHook(stop);
    out.println(
        "ledger ready on http://"
            + horizon.host()
            + ":"
            + server.port()
            + " at ledger "
            + node.last());
    out.flush();
    // A ledger that can no longer write must not go on answering: whoever watches restarts it.
    while (node.failure().isEmpty()) {
      try {
        Thread.sleep(WATCH);
      } catch (InterruptedException e) {
        return;
      }
    }
    System.exit(FAILED);
  }

  @SuppressWarnings("MustBeClosedChecker") // subscribed for as long as the process lives
  private static Retention retain(LedgerNode node, int keep) {
    Retention retention = new Retention(node.history(), keep);
    node.subscribe(closed -> retention.closed());
    return retention;
  }

  private static String reason(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return "the port is in use, or the address is not one of this machine";
      }
    }
    String message = failure == null ? null : failure.getMessage();
    return message == null ? "unknown" : message;
  }
}
