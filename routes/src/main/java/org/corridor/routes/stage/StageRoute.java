package org.corridor.routes.stage;

import java.time.Duration;
import org.apache.camel.builder.endpoint.EndpointRouteBuilder;
import org.corridor.domain.payment.Stage;
import org.corridor.routes.FailurePolicy;
import org.corridor.routes.TransportHeaders;
import org.corridor.routes.Wakeups;

/** One stage, turned whenever it is woken. */
final class StageRoute extends EndpointRouteBuilder {
  static final String ID_PREFIX = "stage-";

  private final Stage stage;
  private final StageTurns turns;

  StageRoute(Stage stage, Wakeups wakeups, Duration rest) {
    this.stage = stage;
    this.turns = new StageTurns(stage, wakeups, rest);
  }

  @Override
  public void configure() {
    from(Wakeups.endpoint(stage.name()))
        .routeId(ID_PREFIX + stage.name())
        .routeConfigurationId(FailurePolicy.TURN)
        .removeHeaders("*", TransportHeaders.KEPT)
        .process()
        .body(String.class, name -> turns.run());
  }
}
