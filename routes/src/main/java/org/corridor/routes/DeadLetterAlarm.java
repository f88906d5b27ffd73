package org.corridor.routes;

/** Port: tells an operator that something needs him. Must not throw and must not block. */
public interface DeadLetterAlarm {
  /**
   * Raises the alarm.
   *
   * @param source the queue, folder, stage or webhook it is about; never personal data
   * @param fault a short machine-readable reason, for example an exception's class name
   */
  void raise(String source, String fault);
}
