package org.corridor.gateway.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The project's own source files. */
final class Sources {
  static final List<String> MODULES =
      List.of(
          "domain",
          "ledger",
          "compliance",
          "anchors",
          "adapters",
          "routes",
          "dashboard",
          "gateway");

  private Sources() {}

  /** The folder that holds the modules. */
  static Path root() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(here.resolve("domain"))) {
      here = here.getParent();
    }
    return here;
  }

  static List<Path> main() {
    return MODULES.stream().flatMap(m -> java(m + "/src/main/java")).toList();
  }

  static List<Path> all() {
    return MODULES.stream().flatMap(m -> java(m + "/src")).toList();
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> java(String folder) {
    Path start = root().resolve(folder);
    if (!Files.isDirectory(start)) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.walk(start)) {
      return files.filter(f -> f.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
