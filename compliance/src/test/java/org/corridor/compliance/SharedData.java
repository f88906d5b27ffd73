package org.corridor.compliance;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Finds the folder of shared data beside the repository, or skips the test that needs it. */
public final class SharedData {
  private SharedData() {}

  public static Path file(String name) {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path file = at.resolve("shared").resolve(name);
      if (Files.exists(file)) {
        return file;
      }
    }
    Assumptions.abort("there is no folder ../shared with " + name);
    throw new AssertionError();
  }
}
