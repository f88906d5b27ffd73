package org.corridor.domain.settlement;

/** Port: how far each observer has followed its stream. Used inside a unit of work. */
public interface Cursors {
  /** Locks and returns a stream's cursor; {@code "0"} for a new one. One holder at a time. */
  String lock(String stream);

  /** Stores a stream's cursor. */
  void store(String stream, String cursor);
}
