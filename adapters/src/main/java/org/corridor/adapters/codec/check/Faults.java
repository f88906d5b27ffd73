package org.corridor.adapters.codec.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.corridor.domain.Malformed;
import org.corridor.domain.ReasonCode;
import org.corridor.domain.message.Fault;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what is wrong with one transaction, or with a message as a whole. Not thread-safe: lives
 * as long as one reading.
 */
public final class Faults {
  /** Most faults told of one transaction; what follows adds nothing for the sender. */
  public static final int FAULTS_MAX = 20;

  private final List<Fault> list = new ArrayList<>(0);
  private final UnaryOperator<String> locate;

  /** Gathers under the fields' own names. */
  public Faults() {
    this(UnaryOperator.identity());
  }

  /**
   * Gathers under located names.
   *
   * @param locate turns a field's path into one that tells which occurrence it is
   */
  public Faults(UnaryOperator<String> locate) {
    this.locate = locate;
  }

  /** Adds a fault, unless there are {@value #FAULTS_MAX} already. */
  public void add(String field, String rule, ReasonCode code, String explanation) {
    if (list.size() >= FAULTS_MAX) {
      return;
    }
    Fault fault = new Fault(locate.apply(field), rule, code, explanation);
    if (!list.contains(fault)) {
      list.add(fault);
    }
  }

  /** Adds what a type refused. */
  public void add(String field, Malformed malformed) {
    add(field, malformed.rule(), malformed.code(), String.valueOf(malformed.getMessage()));
  }

  /** Adds another's faults. */
  public void addAll(Faults others) {
    for (Fault fault : others.list) {
      if (list.size() < FAULTS_MAX) {
        list.add(fault);
      }
    }
  }

  /** Adds that something compulsory is not there. */
  public void missing(String field) {
    add(field, "element.missing", ReasonCode.CH21, "a compulsory element is missing");
  }

  /**
   * Reads a text into a type; a refusal becomes a fault.
   *
   * @param field where the text stood
   * @param text null when it was not there, which is no fault here
   * @param type refuses with {@link Malformed}
   * @return null when there was no text or it was refused
   */
  public <T> @Nullable T read(String field, @Nullable String text, Function<String, T> type) {
    if (text == null) {
      return null;
    }
    try {
      return type.apply(text);
    } catch (Malformed e) {
      add(field, e);
      return null;
    }
  }

  /** Like {@link #read}, but nothing is a fault, too. */
  public <T> @Nullable T require(String field, @Nullable String text, Function<String, T> type) {
    if (text == null) {
      missing(field);
      return null;
    }
    return read(field, text, type);
  }

  /** Whether nothing is wrong. */
  public boolean isEmpty() {
    return list.isEmpty();
  }

  /** The faults, in the order in which they were found. */
  public List<Fault> list() {
    return List.copyOf(list);
  }
}
