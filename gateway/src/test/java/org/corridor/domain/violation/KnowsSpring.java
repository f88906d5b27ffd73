package org.corridor.domain.violation;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A deliberate violation, never shipped: a class of the domain that knows a framework and the
 * gateway.
 */
public final class KnowsSpring {
  /** What the domain must not know. */
  public JdbcTemplate database;

  /** Whom nobody may know. */
  public org.corridor.gateway.Corridor application;
}
