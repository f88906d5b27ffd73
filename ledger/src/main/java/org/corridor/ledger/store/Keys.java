package org.corridor.ledger.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Where things are in the database: one letter for the kind, then what tells one from another, in
 * an order in which they are read one after the other.
 *
 * <pre>
 *  e | LedgerKey XDR            an entry of the last close
 *  l | ledger                   a header with counts
 *  t | position                 an applied transaction
 *  h | hash                     the position of a transaction
 *  x | subject | ledger         positions in a subject's history
 *  s | ledger                   the digest of all entries after a close
 *  m | name                     network, format, last close, oldest history
 * </pre>
 */
final class Keys {
  static final byte ENTRY = 'e';
  static final byte LEDGER = 'l';
  static final byte TRANSACTION = 't';
  static final byte BY_HASH = 'h';
  static final byte HISTORY = 'x';
  static final byte SNAPSHOT = 's';

  static final byte[] NETWORK = name("network");
  static final byte[] FORMAT = name("format");
  static final byte[] LAST = name("last");

  /** The oldest ledger whose transactions may be read. */
  static final byte[] ELDER = name("elder");

  /** The oldest ledger whose rows may still be there. */
  static final byte[] SWEPT = name("swept");

  static final int LEDGER_BYTES = Integer.BYTES;

  private Keys() {}

  private static byte[] name(String name) {
    return ("m" + name).getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] prefixed(byte prefix, byte[] rest) {
    byte[] key = new byte[rest.length + 1];
    key[0] = prefix;
    System.arraycopy(rest, 0, key, 1, rest.length);
    return key;
  }

  static byte[] ledger(int sequence) {
    return ofSequence(LEDGER, sequence);
  }

  static byte[] snapshot(int sequence) {
    return ofSequence(SNAPSHOT, sequence);
  }

  private static byte[] ofSequence(byte kind, int sequence) {
    return ByteBuffer.allocate(1 + LEDGER_BYTES).put(kind).putInt(sequence).array();
  }

  static byte[] transaction(long id) {
    return ByteBuffer.allocate(1 + Long.BYTES).put(TRANSACTION).putLong(id).array();
  }

  static byte[] byHash(byte[] hash) {
    return prefixed(BY_HASH, hash);
  }

  static byte[] history(Subject subject, int ledger) {
    byte[] key = subject.key();
    return ByteBuffer.allocate(1 + key.length + LEDGER_BYTES)
        .put(HISTORY)
        .put(key)
        .putInt(ledger)
        .array();
  }

  /** The ledger with which the key of a ledger, a snapshot or a row of history ends. */
  static int ledgerAtEnd(byte[] key) {
    return ByteBuffer.wrap(key).getInt(key.length - LEDGER_BYTES);
  }

  /** The ledger to which a row of history belongs. */
  static int ledgerOf(byte[] key, byte[] value) {
    return switch (key[0]) {
      case TRANSACTION -> HistoryId.ledger(ByteBuffer.wrap(key).getLong(1));
      case BY_HASH -> HistoryId.ledger(ByteBuffer.wrap(value).getLong());
      default -> ledgerAtEnd(key);
    };
  }

  static byte[] number(int number) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
  }

  static byte[] number(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }

  /** Makes an exclusive upper bound of an inclusive one. */
  static byte[] after(byte[] key) {
    byte[] next = key.clone();
    for (int i = next.length - 1; i >= 0; i--) {
      next[i]++;
      if (next[i] != 0) {
        break;
      }
    }
    return next;
  }
}
