package org.corridor.gateway.config;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.corridor.adapters.interbank.FileAccounts;
import org.corridor.adapters.interbank.InterbankClient;
import org.corridor.adapters.interbank.InterbankDesk;
import org.corridor.adapters.interbank.LocalDirectory;
import org.corridor.adapters.interbank.Peers;
import org.corridor.adapters.persistence.AttachmentTable;
import org.corridor.adapters.persistence.BankAccounts;
import org.corridor.adapters.persistence.CaseTable;
import org.corridor.adapters.persistence.NonceTable;
import org.corridor.compliance.cases.CaseDesk;
import org.corridor.compliance.screening.ListLoader;
import org.corridor.compliance.screening.ListScreening;
import org.corridor.compliance.travelrule.Ed25519Seals;
import org.corridor.compliance.travelrule.ExchangeKeys;
import org.corridor.domain.UnitOfWork;
import org.corridor.domain.compliance.Screening;
import org.corridor.domain.compliance.Seals;
import org.corridor.domain.party.Bic;
import org.corridor.domain.settlement.IncomingStore;
import org.corridor.domain.settlement.SettlementLedger;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Primary;

/** Screening, cases, and the exchange with other banks. */
@Configuration(proxyBeanMethods = false)
class ComplianceConfiguration {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  @Bean
  Screening screening(Settings settings) {
    Path lists = settings.compliance().lists();
    return new ListScreening(
        lists == null ? ListLoader.builtIn() : ListLoader.load(lists),
        settings.compliance().threshold());
  }

  @Bean
  Peers peers(Settings settings) {
    List<Peers.Peer> peers = new ArrayList<>();
    settings
        .peers()
        .forEach(
            (bic, peer) ->
                peers.add(
                    new Peers.Peer(
                        new Bic(bic),
                        peer.url(),
                        peer.domain(),
                        ExchangeKeys.publicKey(peer.publicKey()))));
    return new Peers(peers);
  }

  @Bean
  Seals seals(
      Settings settings,
      Secrets secrets,
      Peers peers,
      DataSource database,
      InstantSource clock,
      SecureRandom random) {
    KeyPair own = ComplianceKeys.own(secrets);
    NonceTable nonces = new NonceTable(database, clock);
    return new Ed25519Seals(
        new Bic(settings.institution().bic()),
        own.getPrivate(),
        peers.keys(),
        (sender, nonce, until) -> nonces.firstSeen(sender.value(), nonce, until),
        clock,
        random);
  }

  @Bean
  CaseDesk caseDesk(DataSource database, InstantSource clock) {
    return new CaseDesk(new StoredCases(new CaseTable(database)), clock);
  }

  @Bean(destroyMethod = "close")
  @DependsOn("flywayInitializer")
  BankAccounts bankAccounts(DataSource database) {
    return BankAccounts.in(database);
  }

  @Bean
  LocalDirectory localDirectory(Settings settings, BankAccounts accounts, SettlementLedger ledger) {
    StoredAccounts stored = new StoredAccounts(accounts);
    Path file = settings.directory().accounts();
    if (file != null) {
      stored.keep(FileAccounts.load(file).accounts());
    }
    return new LocalDirectory(
        new Bic(settings.institution().bic()),
        settings.institution().domain(),
        ledger.ourAccount(),
        stored);
  }

  /** Speaks to other banks; it is their directory and their travel-rule desk to us. */
  @Bean
  @Primary
  InterbankClient interbankClient(
      Peers peers,
      Seals seals,
      LocalDirectory local,
      SettlementLedger ledger,
      SecureRandom random) {
    HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    return new InterbankClient(
        peers, seals, local, ledger.ourAccount(), http, InterbankClient.TIMEOUT, random);
  }

  @Bean
  InterbankDesk interbankDesk(
      Seals seals,
      LocalDirectory local,
      Screening screening,
      CaseDesk cases,
      UnitOfWork work,
      DataSource database,
      IncomingStore incoming,
      InstantSource clock) {
    return new InterbankDesk(
        seals,
        local,
        screening,
        cases,
        new StoredAgreements(work, new AttachmentTable(database), incoming),
        clock,
        InterbankDesk.VALIDITY);
  }
}
