package org.corridor.gateway.config;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import javax.sql.DataSource;
import org.corridor.adapters.persistence.AuditTable;
import org.corridor.adapters.persistence.PostgresStores;
import org.corridor.domain.UnitOfWork;
import org.corridor.domain.book.Books;
import org.corridor.domain.message.MessageStore;
import org.corridor.domain.message.Outbox;
import org.corridor.domain.payment.PaymentStore;
import org.corridor.domain.payment.query.PaymentQueries;
import org.corridor.domain.settlement.Cursors;
import org.corridor.domain.settlement.IncomingQueries;
import org.corridor.domain.settlement.IncomingStore;
import org.corridor.domain.settlement.LedgerTotals;
import org.corridor.gateway.operations.LoggedStores;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;

/** The one truth: a PostgreSQL by URL, and the ports that it stands behind. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {
  @Bean
  @ConfigurationProperties("spring.datasource.hikari")
  HikariDataSource dataSource(DataSourceProperties properties) {
    HikariDataSource pool =
        properties.initializeDataSourceBuilder().type(HikariDataSource.class).build();
    PostgresStores.driverProperties().forEach(pool::addDataSourceProperty);
    return pool;
  }

  @Bean
  @DependsOn("flywayInitializer")
  PostgresStores stores(DataSource database) {
    return PostgresStores.over(database);
  }

  @Bean
  LoggedStores loggedStores(PostgresStores stores, MeterRegistry registry) {
    return new LoggedStores(stores.unitOfWork(), registry);
  }

  @Bean
  UnitOfWork unitOfWork(LoggedStores logged) {
    return logged.unitOfWork();
  }

  @Bean
  PaymentStore payments(PostgresStores stores, LoggedStores logged) {
    return logged.payments(stores.payments());
  }

  @Bean
  MessageStore messages(PostgresStores stores, LoggedStores logged) {
    return logged.messages(stores.messages());
  }

  @Bean
  Outbox outbox(PostgresStores stores) {
    return stores.outbox();
  }

  @Bean
  Books books(PostgresStores stores) {
    return stores.books();
  }

  @Bean
  Cursors cursors(PostgresStores stores) {
    return stores.cursors();
  }

  @Bean
  IncomingStore incoming(PostgresStores stores, LoggedStores logged) {
    return logged.incoming(stores.incoming());
  }

  @Bean
  IncomingQueries incomingQueries(PostgresStores stores) {
    return stores.incomingQueries();
  }

  @Bean
  @DependsOn("flywayInitializer")
  AuditTable auditTable(DataSource database) {
    return new AuditTable(database);
  }

  @Bean
  PaymentQueries queries(PostgresStores stores) {
    return stores.queries();
  }

  @Bean
  LedgerTotals ledgerTotals(PostgresStores stores) {
    return stores.ledgerTotals();
  }
}
