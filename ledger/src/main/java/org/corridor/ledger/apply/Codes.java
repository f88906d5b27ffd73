package org.corridor.ledger.apply;

import java.util.function.ToIntFunction;

/** Finds the constants of result codes that several operations share by value. */
final class Codes {
  private Codes() {}

  static <E> E of(E[] constants, int value, ToIntFunction<E> valueOf) {
    for (E constant : constants) {
      if (valueOf.applyAsInt(constant) == value) {
        return constant;
      }
    }
    throw new IllegalArgumentException("no such code: " + value);
  }
}
