package org.corridor.ledger.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WALRecoveryMode;

/**
 * Tells a torn last record of the write-ahead log from damage before it.
 *
 * <p>A power cut may leave any part of what was being written: it was not acknowledged, and goes.
 * But where a damaged record is followed by whole ones, closes were acknowledged that the database
 * would leave out without a word if it just stopped reading there. Each close puts its number in
 * the log, and the numbers beyond the damage give it away.
 */
final class LogTail {
  private LogTail() {}

  /**
   * Opens a database of which the log is damaged, if only its last record is.
   *
   * @param damage what the database says of it, thrown again if it is more than that
   */
  static RocksDB open(Options options, Path folder, boolean readOnly, RocksDBException damage)
      throws RocksDBException, IOException {
    options.setWalRecoveryMode(WALRecoveryMode.PointInTimeRecovery);
    int last;
    try (RocksDB readable = RocksDB.openReadOnly(options, folder.toString())) {
      byte[] sequence = readable.get(Keys.LAST);
      last = sequence == null ? 0 : ByteBuffer.wrap(sequence).getInt();
    }
    if (newest(folder) > last + 1) {
      throw damage;
    }
    return readOnly
        ? RocksDB.openReadOnly(options, folder.toString())
        : RocksDB.open(options, folder.toString());
  }

  /** The highest number of a close that is to be found in the log. */
  private static int newest(Path folder) throws IOException {
    int newest = 0;
    try (DirectoryStream<Path> logs = Files.newDirectoryStream(folder, "*.log")) {
      for (Path log : logs) {
        newest = Math.max(newest, newest(Files.readAllBytes(log)));
      }
    }
    return newest;
  }

  private static int newest(byte[] log) {
    byte[] mark = mark();
    int newest = 0;
    for (int at = 0; at + mark.length + Integer.BYTES <= log.length; at++) {
      int same = 0;
      while (same < mark.length && log[at + same] == mark[same]) {
        same++;
      }
      if (same == mark.length) {
        newest = Math.max(newest, ByteBuffer.wrap(log).getInt(at + same));
      }
    }
    return newest;
  }

  /** How a batch begins to say what the last close is: a key and its length, a value's length. */
  private static byte[] mark() {
    return ByteBuffer.allocate(Keys.LAST.length + 2)
        .put((byte) Keys.LAST.length)
        .put(Keys.LAST)
        .put((byte) Integer.BYTES)
        .array();
  }
}
