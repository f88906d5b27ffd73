package org.corridor.gateway.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** One formatter for all sources: {@code ./corridor format} mends what this test finds. */
class FormatTest {
  @Test
  void isFormatted() {
    Formatter formatter = new Formatter(JavaFormatterOptions.defaultOptions());
    var unformatted =
        Sources.all().parallelStream()
            .filter(file -> !Sources.text(file).equals(formatted(formatter, file)))
            .map(file -> Sources.root().relativize(file))
            .sorted()
            .toList();
    assertThat(unformatted).as("run ./corridor format").isEmpty();
  }

  private static String formatted(Formatter formatter, Path file) {
    try {
      // The same three steps that the formatter's command line takes.
      String source = Sources.text(file);
      String imports =
          com.google.googlejavaformat.java.ImportOrderer.reorderImports(
              com.google.googlejavaformat.java.RemoveUnusedImports.removeUnusedImports(source),
              JavaFormatterOptions.Style.GOOGLE);
      return com.google.googlejavaformat.java.StringWrapper.wrap(
          formatter.formatSource(imports), formatter);
    } catch (FormatterException e) {
      throw new IllegalStateException(file.toString(), e);
    }
  }
}
