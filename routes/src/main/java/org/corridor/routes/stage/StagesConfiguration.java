package org.corridor.routes.stage;

import java.util.List;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RoutesBuilder;
import org.corridor.domain.payment.Stage;
import org.corridor.routes.DeadLetterAlarm;
import org.corridor.routes.RouteGroup;
import org.corridor.routes.RoutesSettings;
import org.corridor.routes.Wakeups;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What makes the stages turn: all beans that are a {@link Stage}, in their order. */
@Configuration(proxyBeanMethods = false)
public class StagesConfiguration {
  @Bean
  Wakeups wakeups(ProducerTemplate template, ObjectProvider<Stage> stages) {
    List<String> names = stages.orderedStream().map(Stage::name).toList();
    return new Wakeups(template, names);
  }

  @Bean
  RoutesBuilder stageRoutes(
      ObjectProvider<Stage> stages, Wakeups wakeups, RoutesSettings settings) {
    return new RouteGroup(
        stages
            .orderedStream()
            .map(stage -> new StageRoute(stage, wakeups, settings.rest()))
            .toList());
  }

  @Bean
  RoutesBuilder pollRoute(RoutesSettings settings, Wakeups wakeups) {
    return new PollRoute(settings.poll(), wakeups);
  }

  @Bean
  RoutesBuilder failedTurnRoute(DeadLetterAlarm alarm) {
    return new FailedTurnRoute(new FailedTurns(alarm));
  }
}
