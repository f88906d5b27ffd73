package org.corridor.gateway.config;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.corridor.domain.UnitOfWork;
import org.corridor.domain.book.Books;
import org.corridor.domain.message.MessageWriter;
import org.corridor.domain.message.Outbox;
import org.corridor.domain.party.Bic;
import org.corridor.domain.party.LedgerAddress;
import org.corridor.domain.payment.Destinations;
import org.corridor.domain.payment.PaymentStore;
import org.corridor.domain.payment.Stage;
import org.corridor.domain.payment.StageListener;
import org.corridor.domain.settlement.ArrivalStage;
import org.corridor.domain.settlement.CreditStage;
import org.corridor.domain.settlement.Cursors;
import org.corridor.domain.settlement.IncomingStore;
import org.corridor.domain.settlement.ReceivingBench;
import org.corridor.domain.settlement.ReturnStage;
import org.corridor.domain.settlement.SettlementLedger;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** The receiving side: what arrives, who is credited, and what goes back. */
@Configuration(proxyBeanMethods = false)
class ReceivingConfiguration {
  private static final Duration RETURN_RETRY = Duration.ofSeconds(30);

  @Bean
  ReceivingBench receivingBench(
      UnitOfWork work,
      IncomingStore incoming,
      Books books,
      Cursors cursors,
      SettlementLedger ledger,
      InstantSource clock,
      StageListener listener) {
    return new ReceivingBench(work, incoming, books, cursors, ledger, clock, listener);
  }

  @Bean
  @Order(20)
  Stage arrivalStage(ReceivingBench bench) {
    return new ArrivalStage(bench);
  }

  @Bean
  @Order(21)
  Stage creditStage(
      ReceivingBench bench,
      PaymentStore payments,
      Outbox outbox,
      MessageWriter writer,
      Destinations destinations,
      Settings settings) {
    return new CreditStage(
        bench,
        payments,
        outbox,
        writer,
        new CreditStage.Policy(
            new Bic(settings.institution().bic()),
            funders(settings),
            settings.policy().returnAfter(),
            destinations.notices()));
  }

  /** Who issues the credit that we hold funds us with it; others are named in the settings. */
  private static Set<LedgerAddress> funders(Settings settings) {
    return Stream.concat(
            settings.ledger().issuers().values().stream(), settings.ledger().funders().stream())
        .map(LedgerAddress::new)
        .collect(Collectors.toUnmodifiableSet());
  }

  @Bean
  @Order(22)
  Stage returnStage(ReceivingBench bench, Settings settings) {
    return new ReturnStage(bench, settings.ledger().transactionLife(), RETURN_RETRY);
  }
}
