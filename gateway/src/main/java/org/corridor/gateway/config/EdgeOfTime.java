package org.corridor.gateway.config;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The only place where time, chance and identity come into the application. */
@Configuration(proxyBeanMethods = false)
class EdgeOfTime {
  @Bean
  InstantSource clock() {
    return Clock.systemUTC();
  }

  @Bean
  SecureRandom random() {
    return new SecureRandom();
  }

  @Bean
  Supplier<UUID> identities() {
    return UUID::randomUUID;
  }

  @Bean
  Secrets secrets(Settings settings, SecureRandom random) {
    return new Secrets(settings.dataDir().resolve("secrets"), random);
  }
}
