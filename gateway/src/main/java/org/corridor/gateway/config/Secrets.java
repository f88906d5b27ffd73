package org.corridor.gateway.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.Supplier;

/**
 * Secrets that are made at first start and kept in the data directory, each in a file that only its
 * owner can read. None is ever in the source tree or the database.
 */
public final class Secrets {
  private static final int TOKEN_BYTES = 24;

  private final Path folder;
  private final SecureRandom random;

  /**
   * Opens the folder, creating it when it is missing.
   *
   * @param folder where the files are
   * @param random where new secrets come from
   */
  public Secrets(Path folder, SecureRandom random) {
    this.folder = folder;
    this.random = random;
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create the folder for secrets " + folder, e);
    }
  }

  /** Where a secret of this name is kept, for those who write it themselves. */
  public Path file(String name) {
    return folder.resolve(name);
  }

  /** A random token, made at the first call, as hexadecimal text. */
  public String token(String name) {
    return text(name, () -> HexFormat.of().formatHex(bytes(TOKEN_BYTES)));
  }

  /** A text secret, made by the supplier at the first call. */
  public String text(String name, Supplier<String> first) {
    Path file = folder.resolve(name);
    try {
      if (!Files.exists(file)) {
        create(file, first.get());
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read or create the secret " + file, e);
    }
  }

  /** Fresh random bytes. */
  public byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static void create(Path file, String content) throws IOException {
    try (var channel =
        Files.newByteChannel(
            file,
            java.util.Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      channel.write(java.nio.ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)));
    } catch (FileAlreadyExistsException e) {
      // Another process of the same institution was first: its secret is the secret.
      return;
    }
  }
}
