package org.corridor.gateway.config;

import org.corridor.gateway.operations.OperationsConfiguration;
import org.corridor.gateway.rest.RestConfiguration;
import org.corridor.gateway.security.SecurityConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Everything that makes one institution's gateway, named one by one. */
@Configuration(proxyBeanMethods = false)
@Import({
  EdgeOfTime.class,
  StoreConfiguration.class,
  BrokerConfiguration.class,
  LedgerConfiguration.class,
  CodecConfiguration.class,
  ComplianceConfiguration.class,
  PaymentsConfiguration.class,
  ReceivingConfiguration.class,
  EdgesConfiguration.class,
  PagesConfiguration.class,
  OperationsConfiguration.class,
  RestConfiguration.class,
  SecurityConfiguration.class
})
public class GatewayConfiguration {}
