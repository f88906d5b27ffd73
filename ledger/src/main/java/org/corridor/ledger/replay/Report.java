package org.corridor.ledger.replay;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How far a replay agrees with its recording. */
public final class Report {
  /** What is compared, in the order of its weight. */
  public enum Subject {
    /** The result of an applied transaction, byte for byte. */
    RESULTS("results"),
    /** The result of a transaction that was turned away. */
    REFUSALS("refusals"),
    /** A figure or hash of a header. */
    HEADERS("header figures"),
    /** An entry of the final state. */
    ENTRIES("final entries"),
    /** What charging a fee changed. */
    FEE_CHANGES("fee changes"),
    /** What a transaction changed, as sets of changes for each operation. */
    METAS("metas");

    private final String label;

    Subject(String label) {
      this.label = label;
    }
  }

  private static final class Count {
    private int same;
    private int all;
  }

  private final String name;
  private final Map<Subject, Count> counts = new EnumMap<>(Subject.class);
  private @Nullable String firstDifference;

  Report(String name) {
    this.name = name;
    for (Subject subject : Subject.values()) {
      counts.put(subject, new Count());
    }
  }

  void same(Subject subject) {
    Count count = counts.getOrDefault(subject, new Count());
    count.same++;
    count.all++;
  }

  void different(Subject subject, String what) {
    Count count = counts.getOrDefault(subject, new Count());
    count.all++;
    if (firstDifference == null) {
      firstDifference = subject.label + ": " + what;
    }
  }

  void compare(Subject subject, Object expected, Object actual, String what) {
    if (expected.equals(actual)) {
      same(subject);
    } else {
      different(subject, what + ": expected " + expected + ", got " + actual);
    }
  }

  /** Returns whether everything agrees. */
  public boolean agrees() {
    return firstDifference == null;
  }

  /** Returns how many of a subject agree. */
  public int same(Subject subject, boolean all) {
    Count count = counts.getOrDefault(subject, new Count());
    return all ? count.all : count.same;
  }

  /** Returns the report as lines of text. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(name).append(':');
    counts.forEach(
        (subject, count) ->
            text.append(' ')
                .append(subject.label)
                .append(' ')
                .append(count.same)
                .append('/')
                .append(count.all)
                .append(subject == Subject.METAS ? "" : ","));
    if (firstDifference != null) {
      text.append(System.lineSeparator()).append("  first difference: ").append(firstDifference);
    }
    return text.toString();
  }
}
