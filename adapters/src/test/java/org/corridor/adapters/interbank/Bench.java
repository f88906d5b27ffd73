package org.corridor.adapters.interbank;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.corridor.compliance.cases.CaseDesk;
import org.corridor.compliance.cases.MemoryCases;
import org.corridor.compliance.screening.ListLoader;
import org.corridor.compliance.screening.ListScreening;
import org.corridor.compliance.travelrule.Ed25519Seals;
import org.corridor.compliance.travelrule.ExchangeKeys;
import org.corridor.compliance.travelrule.RecentNonces;
import org.corridor.domain.compliance.TravelRule;
import org.corridor.domain.money.Money;
import org.corridor.domain.party.AccountReference.OtherAccount;
import org.corridor.domain.party.Beneficiary;
import org.corridor.domain.party.BeneficiaryAddress.AccountAtBank;
import org.corridor.domain.party.Bic;
import org.corridor.domain.party.LedgerAddress;
import org.corridor.domain.party.Party;
import org.corridor.domain.payment.ChargeBearer;
import org.corridor.domain.payment.CreditTransfer;
import org.corridor.domain.payment.Uetr;

/** Alpha that asks and Beta that answers, over HTTP on this machine. */
final class Bench implements AutoCloseable {
  static final Bic ALPHA = new Bic("ALPHGB2L");
  static final Bic BETA = new Bic("BETAAEAD");
  static final Bic GAMMA = new Bic("GAMMDEFF");
  static final LedgerAddress ALPHA_ACCOUNT =
      new LedgerAddress("GA5ZSEJYB37JRC5AVCIA5MOP4RHTM335X2KGX3IHOJAPP5RE34K4KZVN");
  static final LedgerAddress BETA_ACCOUNT =
      new LedgerAddress("GBBD47IF6LWK7P7MDEVSCWR7DPUWV3NY3DTQEVFL4NAT4AQH3ZLLFLA5");
  static final Instant NOW = Instant.parse("2026-02-03T10:15:30Z");

  static final FileAccounts ACCOUNTS =
      FileAccounts.parse(
          """
          account;holder;shown;currency;iban;mobile;national-id;name;status
          # Invented people.
          B-1001;Amina Saleh;A. S.;AED;AE070331234567890123456;+971501234567;AE:784-1990-1;amina;open
          B-1002;Bilal Noor;B. N.;USD;;+971501234568;;bilal;open
          B-1003;Carim Aziz;C. A.;AED;;;;carim;closed
          B-1004;Dana Haddad;D. H.;AED;;;;dana;blocked
          """);

  Instant alphaTime = NOW;
  Instant betaTime = NOW;
  final KeyPair alphaKeys = ExchangeKeys.generate(new SecureRandom());
  final KeyPair betaKeys = ExchangeKeys.generate(new SecureRandom());
  final CaseDesk cases = new CaseDesk(new MemoryCases(), () -> betaTime);
  final MemoryAgreements book = new MemoryAgreements();
  final HttpServer server;
  final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  final InterbankDesk desk;
  final InterbankClient client;
  final Ed25519Seals alphaSeals;
  int requests;

  /** What happens to an answer on its way. */
  UnaryOperator<DeskReply> onTheWay = reply -> reply;

  Duration delay = Duration.ZERO;

  Bench() {
    this(Duration.ofSeconds(10));
  }

  Bench(Duration timeout) {
    alphaSeals = seals(ALPHA, alphaKeys, Map.of(BETA, betaKeys), () -> alphaTime);
    Ed25519Seals betaSeals = seals(BETA, betaKeys, Map.of(ALPHA, alphaKeys), () -> betaTime);
    LocalDirectory beta = new LocalDirectory(BETA, "beta.example", BETA_ACCOUNT, ACCOUNTS);
    desk =
        new InterbankDesk(
            betaSeals,
            beta,
            new ListScreening(ListLoader.builtIn(), ListScreening.HOLD_AT),
            cases,
            book,
            () -> betaTime,
            InterbankDesk.VALIDITY);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/interbank/v1/resolutions", x -> serve(x, this::resolutions));
    server.createContext("/interbank/v1/agreements", x -> serve(x, this::agreements));
    server.setExecutor(threads);
    server.start();
    Peers peers =
        new Peers(
            List.of(
                new Peers.Peer(
                    BETA,
                    URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"),
                    "beta.example",
                    betaKeys.getPublic())));
    LocalDirectory alpha =
        new LocalDirectory(
            ALPHA,
            "alpha.example",
            ALPHA_ACCOUNT,
            FileAccounts.parse(
                "account;holder;shown;currency;iban;mobile;national-id;name;status\n"
                    + "A-1;Ann Alpha;A. A.;USD;;;;ann;open\n"));
    client =
        new InterbankClient(
            peers, alphaSeals, alpha, ALPHA_ACCOUNT, http, timeout, new SecureRandom());
  }

  private DeskReply resolutions(HttpExchange exchange, byte[] body) {
    return desk.resolutions(exchange.getRequestHeaders()::getFirst, body);
  }

  private DeskReply agreements(HttpExchange exchange, byte[] body) {
    return desk.agreements(exchange.getRequestHeaders()::getFirst, body);
  }

  private static Ed25519Seals seals(
      Bic self, KeyPair keys, Map<Bic, KeyPair> peers, InstantSource clock) {
    return new Ed25519Seals(
        self,
        keys.getPrivate(),
        peers.entrySet().stream()
            .collect(
                java.util.stream.Collectors.toMap(
                    Map.Entry::getKey, e -> e.getValue().getPublic())),
        new RecentNonces(clock),
        clock,
        new SecureRandom());
  }

  private void serve(HttpExchange exchange, BiFunction<HttpExchange, byte[], DeskReply> work)
      throws IOException {
    try (exchange) {
      requests++;
      Thread.sleep(delay);
      DeskReply reply =
          onTheWay.apply(work.apply(exchange, exchange.getRequestBody().readAllBytes()));
      exchange.getResponseHeaders().set("Content-Type", reply.contentType());
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(reply.status(), reply.body().length);
      exchange.getResponseBody().write(reply.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static Beneficiary amina() {
    return new Beneficiary(BETA, "B-1001", "A. S.", Money.currency("AED"), BETA_ACCOUNT);
  }

  static TravelRule.Request payment(int number) {
    return payment(number, "100.00", "Basil Plainsong", amina());
  }

  static TravelRule.Request payment(
      int number, String amount, String debtor, Beneficiary beneficiary) {
    return new TravelRule.Request(
        new CreditTransfer(
            Uetr.derived("alpha", "m", number, "e"),
            "MSG-" + number,
            null,
            "E2E-" + number,
            Money.of(amount, "USD"),
            LocalDate.of(2026, 2, 3),
            null,
            ChargeBearer.SHAR,
            ALPHA,
            new Party(debtor, List.of("1 High Street", "Leeds"), "GB", null, null),
            new OtherAccount("A-1"),
            ALPHA,
            Party.named("Amina Saleh"),
            new AccountAtBank(new OtherAccount("B-1001"), BETA),
            BETA,
            "GIFT",
            List.of("for the feast", "and the roof")),
        beneficiary,
        null);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    http.shutdownNow();
  }
}
