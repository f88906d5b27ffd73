package org.corridor.gateway.config;

import java.time.InstantSource;
import java.util.Currency;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.corridor.domain.UnitOfWork;
import org.corridor.domain.book.Books;
import org.corridor.domain.compliance.Screening;
import org.corridor.domain.compliance.TravelRule;
import org.corridor.domain.message.AnswerType;
import org.corridor.domain.message.Channel;
import org.corridor.domain.message.MessageReader;
import org.corridor.domain.message.MessageStore;
import org.corridor.domain.message.MessageWriter;
import org.corridor.domain.message.Outbox;
import org.corridor.domain.money.Money;
import org.corridor.domain.party.Bic;
import org.corridor.domain.party.Directory;
import org.corridor.domain.payment.AgreeStage;
import org.corridor.domain.payment.AnswerStage;
import org.corridor.domain.payment.Approvals;
import org.corridor.domain.payment.Bench;
import org.corridor.domain.payment.ChargeBearer;
import org.corridor.domain.payment.ConfirmStage;
import org.corridor.domain.payment.Corridors;
import org.corridor.domain.payment.Destinations;
import org.corridor.domain.payment.Intake;
import org.corridor.domain.payment.Officer;
import org.corridor.domain.payment.PaymentStore;
import org.corridor.domain.payment.QuoteStage;
import org.corridor.domain.payment.Reconciliation;
import org.corridor.domain.payment.ResolveStage;
import org.corridor.domain.payment.RetryPolicy;
import org.corridor.domain.payment.ScreenStage;
import org.corridor.domain.payment.SignStage;
import org.corridor.domain.payment.Stage;
import org.corridor.domain.payment.StageListener;
import org.corridor.domain.payment.SubmitStage;
import org.corridor.domain.settlement.Cursors;
import org.corridor.domain.settlement.FxDesk;
import org.corridor.domain.settlement.LedgerTotals;
import org.corridor.domain.settlement.SettlementLedger;
import org.corridor.routes.RoutesSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** The way of an outgoing payment: the door, the stages in their order, and who decides on it. */
@Configuration(proxyBeanMethods = false)
class PaymentsConfiguration {
  private static final String CREDIT_QUEUE = "corridor.out.credit";

  @Bean
  Corridors corridors(Settings settings) {
    Map<Currency, Corridors.Lane> lanes = new HashMap<>();
    settings
        .policy()
        .currencies()
        .forEach(
            (code, terms) -> {
              Currency currency = Money.currency(code);
              lanes.put(currency, lane(currency, terms));
            });
    return new Corridors(new Bic(settings.institution().bic()), lanes);
  }

  private static Corridors.Lane lane(Currency currency, Settings.Currency terms) {
    Corridors.Tariff tariff = new Corridors.Tariff(new Money(terms.fee(), currency), 0);
    Map<ChargeBearer, Corridors.Tariff> tariffs = new EnumMap<>(ChargeBearer.class);
    for (ChargeBearer bearer : ChargeBearer.values()) {
      tariffs.put(bearer, tariff);
    }
    return new Corridors.Lane(
        new Money(terms.min(), currency),
        new Money(terms.max(), currency),
        new Money(terms.approvalAbove(), currency),
        tariffs);
  }

  @Bean
  Bench bench(
      UnitOfWork work,
      PaymentStore payments,
      Books books,
      InstantSource clock,
      StageListener listener) {
    return new Bench(work, payments, books, clock, RetryPolicy.STANDARD, listener);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  Intake intake(
      MessageReader reader,
      UnitOfWork work,
      PaymentStore payments,
      MessageStore messages,
      Corridors corridors,
      InstantSource clock,
      StageListener listener) {
    return new Intake(reader, work, payments, messages, corridors, clock, listener);
  }

  @Bean
  @Order(1)
  Stage resolveStage(Bench bench, Directory directory) {
    return new ResolveStage(bench, directory);
  }

  @Bean
  @Order(2)
  Stage screenStage(Bench bench, Screening screening) {
    return new ScreenStage(bench, screening);
  }

  @Bean
  @Order(3)
  Stage agreeStage(Bench bench, TravelRule travelRule, Corridors corridors) {
    return new AgreeStage(bench, travelRule, corridors);
  }

  @Bean
  @Order(4)
  Stage quoteStage(Bench bench, FxDesk desk, Corridors corridors) {
    return new QuoteStage(bench, desk, corridors);
  }

  @Bean
  @Order(5)
  Stage signStage(Bench bench, SettlementLedger ledger, Settings settings) {
    return new SignStage(bench, ledger, settings.ledger().transactionLife());
  }

  @Bean
  @Order(6)
  Stage submitStage(Bench bench, SettlementLedger ledger) {
    return new SubmitStage(bench, ledger);
  }

  @Bean
  @Order(7)
  Stage confirmStage(Bench bench, SettlementLedger ledger, Cursors cursors) {
    return new ConfirmStage(bench, ledger, cursors);
  }

  @Bean
  @Order(8)
  Stage answerStage(
      UnitOfWork work,
      MessageStore messages,
      Outbox outbox,
      MessageWriter writer,
      Destinations destinations,
      InstantSource clock,
      StageListener listener) {
    return new AnswerStage(work, messages, outbox, writer, destinations, clock, listener);
  }

  @Bean
  Destinations destinations(RoutesSettings routes) {
    Map<AnswerType, String> queues = new EnumMap<>(AnswerType.class);
    for (AnswerType form : AnswerType.values()) {
      queues.put(form, routes.replyQueue());
    }
    return new Destinations(
        Map.of(Channel.JMS, queues), new Destinations.Destination(Channel.JMS, CREDIT_QUEUE));
  }

  @Bean
  Approvals approvals(Bench bench) {
    return new Approvals(bench);
  }

  @Bean
  Officer officer(Bench bench) {
    return new Officer(bench);
  }

  @Bean
  Reconciliation reconciliation(
      UnitOfWork work, Books books, LedgerTotals totals, SettlementLedger ledger) {
    return new Reconciliation(work, books, totals, ledger);
  }
}
