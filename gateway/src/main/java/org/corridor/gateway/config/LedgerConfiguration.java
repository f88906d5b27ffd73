package org.corridor.gateway.config;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.corridor.adapters.settlement.FxSettings;
import org.corridor.adapters.settlement.HorizonFxDesk;
import org.corridor.adapters.settlement.HorizonLedger;
import org.corridor.adapters.settlement.HorizonSettings;
import org.corridor.adapters.settlement.JdbcChannels;
import org.corridor.adapters.settlement.LedgerKeys;
import org.corridor.domain.money.Asset;
import org.corridor.domain.money.Money;
import org.corridor.domain.party.LedgerAddress;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** The ledger that we settle on: any network with a Horizon, by address and passphrase. */
@Configuration(proxyBeanMethods = false)
class LedgerConfiguration {
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);
  private static final int REQUESTS_AT_A_TIME = 64;

  @Bean
  LedgerKeys ledgerKeys(Settings settings, Secrets secrets, SecureRandom random) {
    return LedgerKeys.open(secrets.file("ledger.keys"), random);
  }

  @Bean
  HorizonSettings horizonSettings(Settings settings) {
    Map<Currency, Asset> assets = new HashMap<>();
    settings
        .ledger()
        .issuers()
        .forEach(
            (code, issuer) ->
                assets.put(Money.currency(code), new Asset(code, new LedgerAddress(issuer))));
    return new HorizonSettings(
        settings.ledger().horizon(),
        settings.ledger().passphrase(),
        assets,
        settings.ledger().baseFee(),
        REQUEST_TIMEOUT,
        REQUESTS_AT_A_TIME);
  }

  @Bean
  HorizonLedger settlementLedger(HorizonSettings horizon, LedgerKeys keys, DataSource database) {
    return new HorizonLedger(horizon, keys, new JdbcChannels(new JdbcTemplate(database)));
  }

  @Bean
  HorizonFxDesk fxDesk(HorizonSettings horizon, Settings settings, InstantSource clock) {
    return new HorizonFxDesk(
        horizon,
        new FxSettings(settings.ledger().slippageBps(), settings.ledger().quoteLife()),
        clock);
  }
}
