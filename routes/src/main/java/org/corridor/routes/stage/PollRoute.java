package org.corridor.routes.stage;

import java.time.Duration;
import org.apache.camel.builder.endpoint.EndpointRouteBuilder;
import org.corridor.routes.Wakeups;

/** Wakes all stages at a steady pace, for work that nobody woke them for: retries, time-outs. */
final class PollRoute extends EndpointRouteBuilder {
  static final String ID = "stage-poll";

  private final Duration poll;
  private final Wakeups wakeups;

  PollRoute(Duration poll, Wakeups wakeups) {
    this.poll = poll;
    this.wakeups = wakeups;
  }

  @Override
  public void configure() {
    from(scheduler(ID).delay(poll.toMillis())).routeId(ID).process(exchange -> wakeups.all());
  }
}
