package org.corridor.gateway.operations;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;

/** A part's condition for the health page: in words, never a stack. */
final class PartHealth implements HealthIndicator {
  /** The gateway takes payments in, and they wait. */
  static final Status DEGRADED = new Status("DEGRADED");

  private final Parts parts;
  private final String name;
  private final Status away;

  PartHealth(Parts parts, String name, Status away) {
    this.parts = parts;
    this.name = name;
    this.away = away;
  }

  @Override
  public Health health() {
    Part.Condition condition = parts.condition(name);
    Health.Builder health =
        Health.status(condition.up() ? Status.UP : away).withDetail("detail", condition.detail());
    if (condition.since() != null) {
      health.withDetail("since", condition.since().toString());
    }
    return health.build();
  }
}
