package org.corridor.dashboard;

import java.util.List;

/** Port: what happened, in order, to follow from a place on. */
public interface DashboardEvents {
  /** The place after which nothing has happened yet. */
  String last();

  /**
   * What happened after a place, in order.
   *
   * @param cursor a place; one that is none gives nothing or an IllegalArgumentException
   * @param max at most 500
   */
  List<Change> after(String cursor, int max);

  /** A payment came into another state: the event's place, and which payment. */
  record Change(String cursor, String uetr) {}
}
