package org.corridor.gateway.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The kernel's table of processes (proc(5)); where there is none, everything is zero. */
final class ProcessTable {
  /** Clock ticks a second, as Linux reports times to programs on all common machines. */
  static final long TICKS_PER_SECOND = 100;

  private static final int USER = 11;
  private static final int CHILDREN_SYSTEM = 14;

  private ProcessTable() {}

  /**
   * Processor time of a process in ticks.
   *
   * @param pid which
   * @param withChildren whether to add the time of its children that have ended
   */
  static long ticks(long pid, boolean withChildren) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      // The second field, the name in parentheses, may hold spaces: count from behind it.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      long sum = 0;
      for (int i = USER; i <= (withChildren ? CHILDREN_SYSTEM : USER + 1); i++) {
        sum += Long.parseLong(fields[i]);
      }
      return sum;
    } catch (IOException e) {
      return 0;
    }
  }
}
