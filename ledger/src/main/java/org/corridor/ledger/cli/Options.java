package org.corridor.ledger.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The words after a command: {@code --name value}, {@code --flag}, and plain words. */
final class Options {
  private final Map<String, String> values = new HashMap<>();
  private final List<String> words = new ArrayList<>();

  /** A mistake of whoever called, told in one line. */
  static final class Wrong extends RuntimeException {
    Wrong(String message) {
      super(message, null, false, false);
    }
  }

  Options(List<String> args, Set<String> flags, Set<String> named, int wordsMax) {
    List<String> left = new ArrayList<>(args);
    while (!left.isEmpty()) {
      String name = left.removeFirst();
      if (!name.startsWith("--") && words.size() < wordsMax) {
        words.add(name);
        continue;
      }
      if (values.containsKey(name)) {
        throw new Wrong(name + " is given twice");
      }
      if (flags.contains(name)) {
        values.put(name, "");
      } else if (!named.contains(name)) {
        throw new Wrong("unknown option " + name + "\n" + LedgerMain.USAGE);
      } else if (left.isEmpty()) {
        throw new Wrong(name + " needs a value");
      } else {
        values.put(name, left.removeFirst());
      }
    }
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  String value(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  String required(String name) {
    String value = values.get(name);
    if (value == null || value.isEmpty()) {
      throw new Wrong(name + " is missing\n" + LedgerMain.USAGE);
    }
    return value;
  }

  /** The only plain word. */
  String word(String meaning) {
    if (words.isEmpty()) {
      throw new Wrong("the " + meaning + " is missing\n" + LedgerMain.USAGE);
    }
    return words.getFirst();
  }

  int number(String name, int otherwise, int min, int max) {
    String value = values.get(name);
    if (value == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, like a number out of bounds.
    }
    throw new Wrong(name + " must be a number from " + min + " to " + max);
  }
}
