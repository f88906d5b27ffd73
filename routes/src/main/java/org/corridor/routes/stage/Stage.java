package org.corridor.routes.stage;

/** A step that takes work in batches. */
public interface Stage {
  /** Its name: letters, digits and hyphens; unique. */
  String name();

  /**
   * Takes one batch, in one unit of work.
   *
   * @return how much was done; zero when there was nothing to do
   * @throws org.corridor.domain.Retryable when it could not be done now
   */
  int runOnce();
}
