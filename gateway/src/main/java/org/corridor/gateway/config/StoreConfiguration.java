package org.corridor.gateway.config;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.corridor.adapters.persistence.PostgresStores;
import org.corridor.domain.UnitOfWork;
import org.corridor.domain.book.Books;
import org.corridor.domain.message.MessageStore;
import org.corridor.domain.message.Outbox;
import org.corridor.domain.payment.PaymentStore;
import org.corridor.domain.payment.query.PaymentQueries;
import org.corridor.domain.settlement.Cursors;
import org.corridor.domain.settlement.IncomingStore;
import org.corridor.domain.settlement.LedgerTotals;
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
  UnitOfWork unitOfWork(PostgresStores stores) {
    return stores.unitOfWork();
  }

  @Bean
  PaymentStore payments(PostgresStores stores) {
    return stores.payments();
  }

  @Bean
  MessageStore messages(PostgresStores stores) {
    return stores.messages();
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
  IncomingStore incoming(PostgresStores stores) {
    return stores.incoming();
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
