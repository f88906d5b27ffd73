package org.corridor.gateway.config;

import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;
import org.corridor.compliance.cases.CaseDesk;
import org.corridor.dashboard.CaseNotes;
import org.corridor.dashboard.DashboardConfiguration;
import org.corridor.dashboard.DashboardSettings;
import org.corridor.dashboard.DomainArrivals;
import org.corridor.dashboard.DomainDashboard;
import org.corridor.dashboard.Viewer;
import org.corridor.dashboard.Viewers;
import org.corridor.domain.UnitOfWork;
import org.corridor.domain.payment.Reconciliation;
import org.corridor.domain.payment.query.PaymentQueries;
import org.corridor.domain.settlement.IncomingQueries;
import org.corridor.domain.settlement.IncomingStore;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/** The pages: what they show, and to whom. */
@Configuration(proxyBeanMethods = false)
@Import(DashboardConfiguration.class)
class PagesConfiguration {
  @Bean
  DomainDashboard domainDashboard(
      PaymentQueries queries,
      IncomingStore incoming,
      UnitOfWork work,
      Reconciliation reconciliation,
      CaseNotes notes,
      InstantSource clock) {
    return new DomainDashboard(queries, incoming, work, reconciliation, notes, clock);
  }

  @Bean
  DomainArrivals domainArrivals(
      IncomingQueries incoming, PaymentQueries payments, CaseNotes notes, InstantSource clock) {
    return new DomainArrivals(incoming, payments, notes, clock);
  }

  @Bean
  DashboardSettings dashboardSettings(Settings settings) {
    return new DashboardSettings(settings.institution().name());
  }

  @Bean
  OfficersNotes officersNotes(CaseDesk desk) {
    return new OfficersNotes(desk);
  }

  @Bean
  FilterRegistrationBean<FormAnswers> formAnswers() {
    FilterRegistrationBean<FormAnswers> filter = new FilterRegistrationBean<>(new FormAnswers());
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
    return filter;
  }

  @Bean
  Viewers viewers() {
    return request -> {
      Set<String> roles =
          request.getUserPrincipal() instanceof Authentication who
              ? who.getAuthorities().stream()
                  .map(GrantedAuthority::getAuthority)
                  .collect(Collectors.toUnmodifiableSet())
              : Set.of();
      return new Viewer(String.valueOf(request.getRemoteUser()), roles);
    };
  }
}
