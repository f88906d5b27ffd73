package org.corridor.gateway.demo;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/** A bank's watched folder, as somebody uses it who puts files there. */
record Inbox(Path folder) {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  static Inbox of(Bank bank) {
    return new Inbox(bank.folder().resolve("in"));
  }

  /** Puts a file there, whole or not at all. */
  void drop(String name, byte[] content) {
    try {
      Files.createDirectories(folder);
      Path part = folder.resolve(name + ".part");
      Files.write(part, content);
      Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text of a file below the folder, as soon as it is there. */
  String read(String path) {
    await().atMost(PATIENCE).until(() -> Files.exists(folder.resolve(path)));
    try {
      return Files.readString(folder.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean has(String path) {
    return Files.exists(folder.resolve(path));
  }
}
