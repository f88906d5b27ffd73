package org.corridor.routes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.corridor.domain.message.AnswerType;

/** Files that are there whole or not at all. */
public final class AtomicFiles {
  private static final String UNFINISHED = ".part";

  private AtomicFiles() {}

  /**
   * Writes a file under a name for unfinished ones, brings it to the disk, and renames it. What is
   * there is replaced.
   */
  public static void write(Path target, byte[] content) throws IOException {
    Path unfinished = target.resolveSibling(target.getFileName() + UNFINISHED);
    try (FileChannel channel =
        FileChannel.open(
            unfinished,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(
        unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** What an answer's file is called beyond the name of the file that it answers. */
  public static String suffix(AnswerType form) {
    return switch (form) {
      case PACS_002 -> ".pacs002.xml";
      case PAIN_002, PAIN_002_03 -> ".pain002.xml";
      case CAMT_054 -> ".camt054.xml";
      case STATUS_JSON -> ".status.json";
    };
  }
}
