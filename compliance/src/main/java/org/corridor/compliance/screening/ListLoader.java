package org.corridor.compliance.screening;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads sanctions lists from files. What a file is, it tells by its content: the UN's consolidated
 * list (XML), OFAC's lists (CSV: entries, aliases and comments; addresses are passed over), or a
 * list in Corridor's own form (see {@link OwnList}). Other files are left alone.
 */
public final class ListLoader {
  /** Files above that size are not lists. */
  public static final long FILE_BYTES_MAX = 64L << 20;

  /** Most files looked at in one directory and below. */
  public static final int FILES_MAX = 200;

  private static final int DEPTH_MAX = 4;
  private static final int HASH_DIGITS = 8;
  private static final String BUILT_IN = "/lists/invented.csv";

  private ListLoader() {}

  /**
   * The small list of invented names that comes with Corridor, so that there is always something to
   * screen against.
   */
  public static SanctionsLists builtIn() {
    try (InputStream in = ListLoader.class.getResourceAsStream(BUILT_IN)) {
      if (in == null) {
        throw new IllegalStateException("the built-in list is missing from the archive");
      }
      byte[] bytes = in.readAllBytes();
      return OwnList.read(new String(bytes, StandardCharsets.UTF_8), hash(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException("the built-in list cannot be read", e);
    }
  }

  /**
   * Loads every list below a directory.
   *
   * @throws IllegalArgumentException when there is no list
   * @throws UncheckedIOException when a file cannot be read
   */
  public static SanctionsLists load(Path directory) {
    List<SanctionsLists> found = new ArrayList<>();
    OfacLists ofac = new OfacLists();
    for (Path file : files(directory)) {
      byte[] bytes = read(file);
      String name = file.getFileName().toString();
      String head = new String(bytes, 0, Math.min(bytes.length, 2048), StandardCharsets.UTF_8);
      if (head.contains("<CONSOLIDATED_LIST")) {
        found.add(UnList.read(new ByteArrayInputStream(bytes), hash(bytes)));
      } else if (head.startsWith(OwnList.FIRST_LINE)) {
        found.add(OwnList.read(new String(bytes, StandardCharsets.UTF_8), hash(bytes)));
      } else if (name.endsWith(".csv")) {
        ofac.add(name, bytes);
      }
    }
    found.addAll(ofac.lists());
    return found.stream()
        .reduce(SanctionsLists::and)
        .orElseThrow(
            () -> new IllegalArgumentException("no sanctions list was found in " + directory));
  }

  private static List<Path> files(Path directory) {
    try (Stream<Path> files = Files.walk(directory, DEPTH_MAX)) {
      return files
          .filter(f -> Files.isRegularFile(f) && size(f) <= FILE_BYTES_MAX)
          .sorted()
          .limit(FILES_MAX)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("directory of lists cannot be read: " + directory, e);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException("list cannot be read: " + file, e);
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("list cannot be read: " + file, e);
    }
  }

  /** The first digits of the SHA-256 of the contents. */
  static String hash(byte[]... contents) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (byte[] content : contents) {
        sha.update(content);
      }
      return HexFormat.of().formatHex(sha.digest()).substring(0, HASH_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
