package org.corridor.ledger.trial;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The trials as commands, each in a folder that it makes and, when all went well, removes. */
public final class Trials {
  private static final int FAILED = 1;

  private Trials() {}

  /**
   * {@code chaos ledger}.
   *
   * @param given an empty folder to be left as it is then; null for one of its own
   * @return 0 when everything held
   * @throws IOException when a process cannot be started or the folder cannot be used
   */
  public static int chaos(@Nullable Path given, int rounds, long seed, PrintStream out)
      throws IOException {
    Path folder = given == null ? Files.createTempDirectory("ledger-chaos") : given;
    out.printf("chaos ledger: %d rounds, seed %d, in %s%n", rounds, seed, folder);
    LedgerChaos.Result result = LedgerChaos.run(folder, rounds, seed, out);
    result.faults().forEach(fault -> out.println("FAULT " + fault));
    out.printf(
        "chaos ledger: %d rounds, seed %d: %s; %d payments acknowledged, %d on the ledger%n",
        rounds,
        seed,
        result.faults().isEmpty() ? "everything holds" : "BROKEN, see " + folder,
        result.acknowledged(),
        result.included());
    if (!result.faults().isEmpty()) {
      return FAILED;
    }
    if (given == null) {
      remove(folder);
    }
    return 0;
  }

  /**
   * {@code bench ledger-restart}.
   *
   * @param given an empty folder to be left as it is then; null for one of its own
   * @return 0
   * @throws IOException when a process cannot be started or the folder cannot be used
   */
  public static int restart(@Nullable Path given, int accounts, int starts, PrintStream out)
      throws IOException {
    Path folder = given == null ? Files.createTempDirectory("ledger-restart") : given;
    RestartBench.run(folder, accounts, starts, out);
    if (given == null) {
      remove(folder);
    }
    return 0;
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
