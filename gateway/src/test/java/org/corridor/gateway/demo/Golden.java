package org.corridor.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Golden answers beside this module's tests and those of the codecs. What differs at each run is
 * put in order before it is compared; {@code -Dgolden.write=true} writes this module's anew.
 */
final class Golden {
  private static final boolean WRITE = Boolean.getBoolean("golden.write");
  private static final Path OURS = root().resolve("gateway/src/test/resources/golden");

  /** Where the codecs' golden messages are. */
  static final Path CODECS = root().resolve("adapters/src/test/resources/golden");

  private Golden() {}

  /** Compares with one of this module's files. */
  static void compare(String name, String actual) {
    String normal = normal(actual);
    try {
      Path file = OURS.resolve(name);
      if (WRITE) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, normal);
      }
      assertThat(file).exists();
      assertThat(normal).isEqualTo(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same text without what is another at each run: our references and our clock's times. */
  static String normal(String answer) {
    return answer
        .replaceAll("<GrpHdr><MsgId>[^<]*<", "<GrpHdr><MsgId>REPORT-1<")
        .replaceAll("<CreDtTm>[^<]*<", "<CreDtTm>2026-03-02T09:30:00Z<")
        .replaceAll("\"reportId\":\"[^\"]*\"", "\"reportId\":\"REPORT-1\"")
        .replaceAll("\"createdAt\":\"[^\"]*\"", "\"createdAt\":\"2026-03-02T09:30:00Z\"");
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder of the repository. */
  static Path root() {
    Path at = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(at.resolve("domain"))) {
      at = at.getParent();
    }
    return at;
  }
}
