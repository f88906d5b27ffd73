package org.corridor.routes.stage;

import org.apache.camel.builder.endpoint.EndpointRouteBuilder;

/** Turns that failed, to the operator; the work stays where it is. */
final class FailedTurnRoute extends EndpointRouteBuilder {
  static final String ID = "failed-turn";

  private final FailedTurns failed;

  FailedTurnRoute(FailedTurns failed) {
    this.failed = failed;
  }

  @Override
  public void configure() {
    from(direct(ID)).routeId(ID).process(failed);
  }
}
