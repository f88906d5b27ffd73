package org.corridor.gateway;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.corridor.gateway.process.BrokerServer;

/** The command line: one word, one job. */
public final class Corridor {
  private static final int USAGE = 2;

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
    switch (command) {
      case "gateway" -> GatewayApplication.main(rest);
      case "broker" -> broker(rest);
      default -> {
        System.err.println("corridor: no command of this name: " + command);
        System.exit(USAGE);
      }
    }
  }

  private static void broker(String[] args) throws InterruptedException {
    BrokerServer broker = BrokerServer.start(Path.of(args[0]), Integer.parseInt(args[1]));
    Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
    new CountDownLatch(1).await();
  }
}
