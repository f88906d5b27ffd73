package org.corridor.dashboard;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.thymeleaf.spring6.ISpringTemplateEngine;

/**
 * The pages as beans. Needs of its surroundings: {@link DashboardQueries}, {@link DashboardEvents}
 * ({@link DomainDashboard} is both), {@link ArrivalQueries}, {@link CaseNotes}, {@link
 * OperationsQueries}, {@link Viewers}, {@link DashboardSettings}, and Spring MVC with Thymeleaf.
 */
@Configuration(proxyBeanMethods = false)
public class DashboardConfiguration {
  private static final Duration TICK = Duration.ofMillis(500);

  @Bean
  PagesController pagesController(
      DashboardQueries queries, DashboardEvents events, CaseNotes cases, ArrivalQueries arrivals) {
    return new PagesController(queries, events, cases, arrivals);
  }

  @Bean
  ArrivalsController arrivalsController(ArrivalQueries arrivals) {
    return new ArrivalsController(arrivals);
  }

  @Bean
  OperationsPage operationsPage(OperationsQueries operations) {
    return new OperationsPage(operations);
  }

  @Bean
  EveryPage everyPage(
      DashboardQueries queries,
      ArrivalQueries arrivals,
      CaseNotes cases,
      Viewers viewers,
      DashboardSettings settings) {
    return new EveryPage(queries, arrivals, cases, viewers, settings);
  }

  @Bean
  LiveRows livePayments(
      DashboardQueries queries, DashboardEvents events, ISpringTemplateEngine engine) {
    return new LiveRows(new PaymentsFeed(queries, events, new RowsTemplate(engine)), TICK);
  }

  @Bean
  LiveRows liveArrivals(ArrivalQueries arrivals, ISpringTemplateEngine engine) {
    return new LiveRows(new ArrivalsFeed(arrivals, new RowsTemplate(engine)), TICK);
  }

  @Bean
  StreamController streamController(
      @Qualifier("livePayments") LiveRows payments,
      @Qualifier("liveArrivals") LiveRows arrivals,
      Viewers viewers) {
    return new StreamController(payments, arrivals, viewers);
  }
}
