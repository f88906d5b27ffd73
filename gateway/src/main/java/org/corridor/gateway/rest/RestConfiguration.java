package org.corridor.gateway.rest;

import org.corridor.compliance.cases.CaseDesk;
import org.corridor.domain.payment.Officer;
import org.corridor.domain.payment.query.PaymentQueries;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The REST edge as beans. */
@Configuration(proxyBeanMethods = false)
@Import({
  Problems.class,
  MessagesController.class,
  PaymentsController.class,
  DecisionsController.class,
  ResolutionsController.class,
  InterbankController.class,
  OperationsController.class,
  DeadLettersController.class,
  SuspenseController.class
})
public class RestConfiguration {
  @Bean
  HeldDesk heldDesk(PaymentQueries payments, CaseDesk cases, Officer officer) {
    return new HeldDesk(payments, cases, officer);
  }
}
