package org.corridor.routes.inbound;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import org.corridor.domain.message.AnswerType;
import org.corridor.domain.message.Channel;
import org.corridor.domain.message.RawMessage;
import org.corridor.routes.AtomicFiles;

/**
 * The watched folder: reads what is put there and reports beside it.
 *
 * <pre>
 * folder/orders.xml.part            being written; never read
 * folder/orders.xml                 to be read
 * folder/done/orders.xml            taken in, with
 *             orders.xml.accepted.json   its acknowledgement and, when all is final,
 *             orders.xml.pain002.xml     its final answer
 * folder/failed/orders.xml          refused, with
 *               orders.xml.report.xml    the final answer that says why (.json to JSON)
 * </pre>
 *
 * A name that is taken by another content gets eight digits of its content's hash. Reading a file
 * again, after a crash before it was moved, has the same outcome, because its transport id is its
 * name and its content's hash.
 */
final class WatchedFolder {
  static final String DONE = "done";
  static final String FAILED = "failed";

  private static final int HASH_CHARS = 8;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final String sender;
  private final InstantSource clock;

  WatchedFolder(Path folder, String sender, InstantSource clock) {
    this.folder = folder.toAbsolutePath().normalize();
    this.sender = sender;
    this.clock = clock;
  }

  /** Makes the folders. */
  void prepare() {
    try {
      Files.createDirectories(folder.resolve(DONE));
      Files.createDirectories(folder.resolve(FAILED));
    } catch (IOException e) {
      throw new UncheckedIOException("watched folder cannot be made", e);
    }
  }

  /** Reads one file, at most one byte more than is allowed, so that too much is told as such. */
  Arrival read(File file) {
    try (InputStream in = Files.newInputStream(file.toPath())) {
      byte[] bytes = in.readNBytes(RawMessage.BYTES_MAX + 1);
      String hash = sha256(bytes);
      String id = file.getName() + "#" + hash;
      String place = free(file, hash);
      return new Arrival.Whole(
          new RawMessage(id, Channel.FILE, sender, null, null, place, bytes, clock.instant()));
    } catch (IOException e) {
      throw new org.corridor.domain.Retryable("file cannot be read", e);
    }
  }

  /**
   * Writes the report that a reception asks for.
   *
   * @return where the file is to be moved: an absolute path
   */
  String report(Reception reception) {
    try {
      return switch (reception) {
        case Reception.Pending pending -> {
          Path target = folder.resolve(DONE).resolve(pending.replyTo());
          AtomicFiles.write(beside(target, ".accepted.json"), acknowledgement(pending));
          yield target.toString();
        }
        case Reception.Final answer when answer.refused() -> {
          Path target = folder.resolve(FAILED).resolve(answer.replyTo());
          String form = answer.form() == AnswerType.STATUS_JSON ? "json" : "xml";
          AtomicFiles.write(beside(target, ".report." + form), answer.answer());
          yield target.toString();
        }
        case Reception.Final answer -> {
          Path target = folder.resolve(DONE).resolve(answer.replyTo());
          String suffix = AtomicFiles.suffix(answer.form());
          AtomicFiles.write(beside(target, suffix), answer.answer());
          yield target.toString();
        }
      };
    } catch (IOException e) {
      throw new org.corridor.domain.Retryable("report cannot be written", e);
    }
  }

  /** Where a file goes that met a bug: an absolute path. */
  String failed(File file) {
    return folder.resolve(FAILED).resolve(file.getName()).toString();
  }

  private byte[] acknowledgement(Reception.Pending pending) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("status", pending.repeated() ? "REPEATED" : "ACCEPTED");
    root.put("message", pending.key());
    root.put("file", pending.replyTo());
    root.put("at", clock.instant().toString());
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
  }

  /** Its own name, unless another content has it where files go to. */
  private String free(File file, String hash) throws IOException {
    String name = file.getName();
    if (!isOthers(DONE, file) && !isOthers(FAILED, file)) {
      return name;
    }
    int dot = name.lastIndexOf('.');
    String base = dot > 0 ? name.substring(0, dot) : name;
    String extension = dot > 0 ? name.substring(dot) : "";
    return base + "-" + hash.substring(0, HASH_CHARS) + extension;
  }

  private boolean isOthers(String where, File file) throws IOException {
    Path target = folder.resolve(where).resolve(file.getName());
    return Files.exists(target) && Files.mismatch(target, file.toPath()) >= 0;
  }

  private static Path beside(Path target, String suffix) {
    return target.resolveSibling(target.getFileName() + suffix);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
