package org.corridor.compliance.screening;

import java.util.Arrays;

/**
 * A sorted table from hashed keys to numbers, with many numbers to a key. Two keys may share a
 * hash: what is found is a candidate, to be compared.
 */
final class Keys {
  private long[] entries = new long[1024];
  private int size;
  private boolean sorted;

  /** Adds a number under a hash. */
  void add(int hash, int number) {
    if (size == entries.length) {
      entries = Arrays.copyOf(entries, size * 2);
    }
    entries[size++] = (long) hash << 32 | number;
    sorted = false;
  }

  /** Ends the adding. */
  Keys sort() {
    Arrays.sort(entries, 0, size);
    entries = Arrays.copyOf(entries, size);
    sorted = true;
    return this;
  }

  /** The place of the first number under a hash; there may be none. */
  int first(int hash) {
    if (!sorted) {
      throw new IllegalStateException("keys are looked up before they are sorted");
    }
    int place = Arrays.binarySearch(entries, (long) hash << 32);
    return place >= 0 ? place : -place - 1;
  }

  /** Whether a place still belongs to a hash. */
  boolean holds(int place, int hash) {
    return place < size && (int) (entries[place] >> 32) == hash;
  }

  /** The number at a place. */
  int at(int place) {
    return (int) entries[place];
  }

  /** The hash of a text without the character at a place; -1 leaves it whole. */
  static int hashWithout(CharSequence text, int without) {
    int hash = 17;
    for (int i = 0; i < text.length(); i++) {
      if (i != without) {
        hash = hash * 31 + text.charAt(i);
      }
    }
    return mixed(hash);
  }

  /** The hash of a key of sound: of another family than those of texts. */
  static int hashOfSound(CharSequence key) {
    int hash = 7919;
    for (int i = 0; i < key.length(); i++) {
      hash = hash * 37 + key.charAt(i);
    }
    return mixed(hash);
  }

  private static int mixed(int hash) {
    int mixed = hash * 0x9E3779B9;
    return mixed ^ mixed >>> 15;
  }
}
