package org.corridor.gateway.config;

import java.util.HashMap;
import java.util.Map;
import org.corridor.adapters.codec.BankMessages;
import org.corridor.domain.party.Bic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Bank messages, in and out. */
@Configuration(proxyBeanMethods = false)
class CodecConfiguration {
  @Bean
  BankMessages bankMessages(Settings settings) {
    Bic ours = new Bic(settings.institution().bic());
    Map<String, Bic> bankOfDomain = new HashMap<>();
    bankOfDomain.put(settings.institution().domain(), ours);
    settings.peers().forEach((bic, peer) -> bankOfDomain.put(peer.domain(), new Bic(bic)));
    return new BankMessages(ours, bankOfDomain);
  }
}
