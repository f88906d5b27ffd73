package org.corridor.gateway;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The options of a command: {@code --name value} and {@code --flag}. */
public final class CommandLine {
  private final Map<String, String> options = new HashMap<>();

  /**
   * Reads the options.
   *
   * @param args what follows the command
   * @param known the names that the command has
   * @throws Unusable when there is another
   */
  public CommandLine(String[] args, Set<String> known) {
    for (int i = 0; i < args.length; i++) {
      String name = args[i].startsWith("--") ? args[i].substring(2) : "";
      if (!known.contains(name)) {
        throw new Unusable(
            "no such option: " + args[i] + "; there are --" + String.join(", --", known));
      }
      boolean hasValue = i + 1 < args.length && !args[i + 1].startsWith("--");
      options.put(name, hasValue ? args[++i] : "true");
    }
  }

  /** Whether an option is there. */
  public boolean has(String name) {
    return options.containsKey(name);
  }

  /** A whole number, or what holds without the option. */
  public int number(String name, int otherwise) {
    String value = options.get(name);
    try {
      return value == null ? otherwise : Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new Unusable("--" + name + " takes a whole number", e);
    }
  }

  /** A path, or null. */
  public @Nullable Path path(String name) {
    String value = options.get(name);
    return value == null ? null : Path.of(value);
  }

  /** The words on the command line cannot be used: told in one line. */
  public static final class Unusable extends RuntimeException {
    /** Refuses. */
    public Unusable(String message) {
      super(message);
    }

    Unusable(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
