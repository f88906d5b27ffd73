package org.corridor.ledger.apply;

import org.jspecify.annotations.Nullable;

/**
 * A state that no operation can meet unless the rules themselves are at fault. The protocol has an
 * answer to it, the same on every node: the transaction fails with txINTERNAL_ERROR.
 */
final class ApplyFault extends RuntimeException {
  ApplyFault(String message) {
    super(message);
  }

  static void unless(boolean condition, String message) {
    if (!condition) {
      throw new ApplyFault(message);
    }
  }

  static <T> T present(@Nullable T value, String message) {
    if (value == null) {
      throw new ApplyFault(message);
    }
    return value;
  }
}
