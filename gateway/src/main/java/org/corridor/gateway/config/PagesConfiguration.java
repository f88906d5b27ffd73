package org.corridor.gateway.config;

import java.util.Set;
import java.util.stream.Collectors;
import org.corridor.dashboard.DashboardConfiguration;
import org.corridor.dashboard.DomainDashboard;
import org.corridor.dashboard.Viewer;
import org.corridor.dashboard.Viewers;
import org.corridor.domain.UnitOfWork;
import org.corridor.domain.payment.Reconciliation;
import org.corridor.domain.payment.query.PaymentQueries;
import org.corridor.domain.settlement.IncomingStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
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
      Reconciliation reconciliation) {
    return new DomainDashboard(queries, incoming, work, reconciliation);
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
