package org.corridor.routes.inbound;

import org.apache.camel.builder.endpoint.EndpointRouteBuilder;

/** Files that met a bug, to the failed ones. */
final class FailedFileRoute extends EndpointRouteBuilder {
  static final String ID = "failed-file";

  private final FailedFiles failed;

  FailedFileRoute(FailedFiles failed) {
    this.failed = failed;
  }

  @Override
  public void configure() {
    from(direct(ID)).routeId(ID).process(failed);
  }
}
