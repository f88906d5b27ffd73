package org.corridor.routes.inbound;

import org.apache.camel.builder.endpoint.EndpointRouteBuilder;

/** Messages that met a bug, raw, to the dead letters of their queue. */
final class DeadLetterRoute extends EndpointRouteBuilder {
  static final String ID = "dead-letter";

  private final BuriedMessages buried;

  DeadLetterRoute(BuriedMessages buried) {
    this.buried = buried;
  }

  @Override
  public void configure() {
    from(direct(ID)).routeId(ID).process(buried);
  }
}
