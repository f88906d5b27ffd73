package org.corridor.gateway.operations;

import java.io.IOException;
import java.net.SocketException;
import org.springframework.boot.logging.StackTracePrinter;
import org.springframework.boot.logging.StandardStackTracePrinter;

/**
 * Stacks for the log: where, and of which kind, but not what others' exceptions say. Parsers,
 * drivers and converters like to repeat the value that they did not understand, and that may be a
 * name.
 */
public final class QuietStackTraces implements StackTracePrinter {
  /** Longest stack, in characters. */
  private static final int CHARS_MAX = 8_000;

  private static final String OURS = "org.corridor.";

  private final StackTracePrinter printer =
      StandardStackTracePrinter.rootFirst()
          .withMaximumLength(CHARS_MAX)
          .withFormatter(QuietStackTraces::told);

  /** Needed by Spring Boot, which makes it by its name in the settings. */
  public QuietStackTraces() {
    // The printer is made above.
  }

  @Override
  public void printStackTrace(Throwable fault, Appendable out) throws IOException {
    printer.printStackTrace(fault, out);
  }

  private static String told(Throwable fault) {
    boolean harmless =
        fault.getClass().getName().startsWith(OURS) || fault instanceof SocketException;
    return harmless ? fault.toString() : fault.getClass().getName();
  }
}
