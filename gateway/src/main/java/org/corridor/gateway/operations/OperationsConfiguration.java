package org.corridor.gateway.operations;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.corridor.adapters.persistence.AuditTable;
import org.corridor.domain.payment.query.PaymentQueries;
import org.corridor.domain.settlement.IncomingQueries;
import org.corridor.domain.settlement.SettlementLedger;
import org.corridor.routes.inbound.DeadLetters;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** What operators see, as beans. */
@Configuration(proxyBeanMethods = false)
public class OperationsConfiguration {
  private static final int VALID_SECONDS = 3;

  @Bean(destroyMethod = "close")
  Parts parts(
      DataSource database,
      DeadLetters deadLetters,
      SettlementLedger ledger,
      MeterRegistry registry,
      InstantSource clock) {
    return new Parts(
        List.of(
            new Part(Parts.DATABASE, () -> database(database), clock),
            new Part(Parts.BROKER, () -> broker(deadLetters), clock),
            new Part(Parts.LEDGER, () -> "last close " + ledger.latestClose(), clock)),
        registry);
  }

  @Bean
  HealthIndicator databaseHealthIndicator(Parts parts) {
    return new PartHealth(parts, Parts.DATABASE, Status.DOWN);
  }

  @Bean
  HealthIndicator brokerHealthIndicator(Parts parts) {
    return new PartHealth(parts, Parts.BROKER, Status.DOWN);
  }

  /** Without the ledger payments are taken in and wait; that is worse, but not down. */
  @Bean
  HealthIndicator ledgerHealthIndicator(Parts parts) {
    return new PartHealth(parts, Parts.LEDGER, PartHealth.DEGRADED);
  }

  @Bean(destroyMethod = "close")
  Backlog backlog(
      PaymentQueries payments,
      IncomingQueries incoming,
      DeadLetters deadLetters,
      MeterRegistry registry,
      InstantSource clock) {
    return new Backlog(payments, incoming, deadLetters, registry, clock).start();
  }

  @Bean
  OperatorsView operatorsView(
      Parts parts, PaymentQueries payments, DeadLetters letters, AuditTable audit) {
    return new OperatorsView(parts, payments, letters, audit);
  }

  @Bean
  FilterRegistrationBean<UetrInLog> uetrInLog() {
    FilterRegistrationBean<UetrInLog> filter = new FilterRegistrationBean<>(new UetrInLog());
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return filter;
  }

  private static String database(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection()) {
      if (!connection.isValid(VALID_SECONDS)) {
        throw new SQLException("not valid");
      }
      return "answers";
    }
  }

  private static String broker(DeadLetters deadLetters) {
    for (String queue : deadLetters.queues()) {
      deadLetters.list(queue, 1);
    }
    return "answers";
  }
}
