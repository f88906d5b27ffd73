package org.corridor.dashboard;

import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.thymeleaf.spring6.ISpringTemplateEngine;

/**
 * The pages as beans. Needs of its surroundings: {@link DashboardQueries}, {@link DashboardEvents}
 * ({@link DomainDashboard} is both), {@link Viewers}, and Spring MVC with Thymeleaf.
 */
@Configuration(proxyBeanMethods = false)
public class DashboardConfiguration {
  private static final Duration TICK = Duration.ofMillis(500);

  @Bean
  PagesController pagesController(
      DashboardQueries queries, DashboardEvents events, Viewers viewers) {
    return new PagesController(queries, events, viewers);
  }

  @Bean
  LiveRows liveRows(
      DashboardQueries queries, DashboardEvents events, ISpringTemplateEngine engine) {
    return new LiveRows(queries, events, new RowsTemplate(engine), TICK);
  }

  @Bean
  StreamController streamController(LiveRows live, Viewers viewers) {
    return new StreamController(live, viewers);
  }
}
