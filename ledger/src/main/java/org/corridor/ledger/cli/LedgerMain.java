package org.corridor.ledger.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.corridor.ledger.NetworkParameters;
import org.corridor.ledger.horizon.HorizonServer;
import org.corridor.ledger.horizon.HorizonSettings;
import org.corridor.ledger.node.LedgerNode;
import org.corridor.ledger.node.NodeSettings;
import org.corridor.ledger.replay.Replay;
import org.corridor.ledger.store.StoreException;
import org.jspecify.annotations.Nullable;

/** The ledger as a process of its own: {@code run} and {@code replay}. */
public final class LedgerMain {
  private static final int BAD_ARGUMENTS = 2;
  private static final int FAILED = 1;
  private static final int PORT_MAX = 65_535;
  private static final Duration WATCH = Duration.ofSeconds(1);
  private static final Set<String> FLAGS = Set.of("--close-on-demand", "--friendbot");
  private static final Set<String> VALUES =
      Set.of(
          "--passphrase", "--port", "--data", "--host", "--close-after-ms", "--close-interval-ms");
  private static final String USAGE =
      "usage: ledger run --passphrase P --port N --data DIR [--host H] [--close-on-demand]"
          + " [--friendbot] [--close-after-ms 250] [--close-interval-ms 1000]\n"
          + "       ledger replay FILE...";

  /** Held, since the logging framework forgets the settings of loggers that nobody holds. */
  private static final Logger SERVER_LOG = Logger.getLogger("io.helidon");

  private LedgerMain() {}

  /** A mistake of whoever called, told in one line. */
  private static final class UsageException extends RuntimeException {
    UsageException(String message) {
      super(message, null, false, false);
    }
  }

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
      String command = args.isEmpty() ? "" : args.getFirst();
      List<String> rest = args.isEmpty() ? args : args.subList(1, args.size());
      switch (command) {
        case "run" -> serve(rest, out);
        case "replay" -> {
          if (rest.isEmpty()) {
            throw new UsageException(USAGE);
          }
          return Replay.run(rest.stream().map(Path::of).toList(), out);
        }
        default -> throw new UsageException(USAGE);
      }
      return 0;
    } catch (UsageException | StoreException e) {
      err.println("ledger: " + e.getMessage());
      return BAD_ARGUMENTS;
    }
  }

  /** Options and their values; flags have an empty one. */
  private static Map<String, String> options(List<String> args) {
    Map<String, String> options = new HashMap<>();
    List<String> left = new ArrayList<>(args);
    Set<String> seen = new HashSet<>();
    while (!left.isEmpty()) {
      String name = left.removeFirst();
      if (!seen.add(name)) {
        throw new UsageException(name + " is given twice");
      }
      if (FLAGS.contains(name)) {
        options.put(name, "");
      } else if (!VALUES.contains(name)) {
        throw new UsageException("unknown option " + name + "\n" + USAGE);
      } else if (left.isEmpty()) {
        throw new UsageException(name + " needs a value");
      } else {
        options.put(name, left.removeFirst());
      }
    }
    return options;
  }

  private static String required(Map<String, String> options, String name) {
    String value = options.get(name);
    if (value == null || value.isEmpty()) {
      throw new UsageException(name + " is missing\n" + USAGE);
    }
    return value;
  }

  private static int number(Map<String, String> options, String name, int otherwise, int max) {
    String value = options.get(name);
    if (value == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= 0 && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new UsageException(name + " must be a number from 0 to " + max);
    }
    throw new UsageException(name + " must be a number from 0 to " + max);
  }

  private static void serve(List<String> args, PrintStream out) {
    SERVER_LOG.setLevel(Level.WARNING);
    Map<String, String> options = options(args);
    String passphrase = required(options, "--passphrase");
    required(options, "--port");
    int port = number(options, "--port", 0, PORT_MAX);
    NodeSettings settings =
        NodeSettings.of(
            NetworkParameters.stellar(passphrase), Path.of(required(options, "--data")));
    int after = number(options, "--close-after-ms", (int) settings.closeAfter().toMillis(), 60_000);
    int interval =
        number(
            options, "--close-interval-ms", (int) settings.closeInterval().toMillis(), 3_600_000);
    settings = settings.closing(Duration.ofMillis(after), Duration.ofMillis(Math.max(1, interval)));
    if (options.containsKey("--close-on-demand")) {
      settings = settings.closingOnDemand();
    }
    HorizonSettings horizon =
        new HorizonSettings(
            options.getOrDefault("--host", HorizonSettings.LOOPBACK),
            port,
            options.containsKey("--friendbot"));
    serve(settings, horizon, out);
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
      throw new UsageException(
          "cannot listen on " + horizon.host() + ":" + horizon.port() + ": " + reason(e));
    }
  }

  private static void serve(NodeSettings settings, HorizonSettings horizon, PrintStream out) {
    requireFree(horizon);
    LedgerNode node = LedgerNode.start(settings, Clock.systemUTC());
    HorizonServer server;
    try {
      server = HorizonServer.start(node, horizon);
    } catch (RuntimeException e) {
      node.close();
      throw new UsageException(
          "cannot listen on " + horizon.host() + ":" + horizon.port() + ": " + reason(e));
    }
    Thread stop =
        Thread.ofPlatform()
            .name("ledger-stop")
            .unstarted(
                () -> {
                  server.close();
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
