package org.corridor.gateway.demo;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.corridor.domain.party.LedgerAddress;
import org.corridor.gateway.config.ComplianceKeys;
import org.corridor.gateway.process.ChildProcess;
import org.corridor.gateway.process.Ports;
import org.corridor.gateway.process.PostgresProcess;
import org.jspecify.annotations.Nullable;

/**
 * Alpha Bank and Beta Bank on one ledger network, with everything below them, each part a process
 * of its own that can be killed and started again.
 */
public final class TwoBanks implements AutoCloseable {
  /** The network's passphrase. */
  public static final String PASSPHRASE = "Corridor Demo Network ; 2026";

  private static final Duration START_TIMEOUT = Duration.ofMinutes(5);
  private static final int ALPHA_PORT = 8080;
  private static final int BETA_PORT = 8081;
  private static final int LEDGER_PORT = 8000;
  private static final int DATABASE_PORT = 5433;
  private static final int BROKER_PORT = 61616;

  private final Layout layout;
  private final Consumer<String> progress;
  private final PostgresProcess database;
  private final Map<Part, ChildProcess> parts = new LinkedHashMap<>();
  private final Map<Part, ChildProcess.Probe> probes = new LinkedHashMap<>();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(1))
          .build();

  /** What can be killed. */
  public enum Part {
    /** The sending bank's gateway. */
    ALPHA,
    /** The receiving bank's gateway. */
    BETA,
    /** The ledger. */
    LEDGER,
    /** The sending bank's broker. */
    BROKER,
    /** The database server of both. */
    DATABASE
  }

  /**
   * Where everything is.
   *
   * @param data the folder of all data
   * @param lists the folder with sanctions lists; null for the built-in one
   * @param ownBroker whether Alpha's broker is a process of its own, so that it can be killed alone
   * @param alphaJvm more options of the JVM that runs Alpha's gateway
   */
  public record Options(
      Path data, @Nullable Path lists, boolean ownBroker, List<String> alphaJvm) {}

  private record Layout(Options options, Bank alpha, Bank beta, int ledgerPort, int databasePort) {}

  /**
   * Finds ports and prepares the database.
   *
   * @param options where and how
   * @param progress told of each step, for people
   */
  public TwoBanks(Options options, Consumer<String> progress) {
    this(options, progress, new Ports());
  }

  /**
   * Takes ports and prepares the database.
   *
   * @param options where and how
   * @param progress told of each step, for people
   * @param ports gives the ports
   */
  public TwoBanks(Options options, Consumer<String> progress, Ports ports) {
    this.progress = progress;
    Path data = options.data().toAbsolutePath();
    layout =
        new Layout(
            options,
            bank(ports, data, "alpha", "ALPHGB2L", "Alpha Bank", ALPHA_PORT, BROKER_PORT),
            bank(ports, data, "beta", "BETAAEAD", "Beta Bank", BETA_PORT, BROKER_PORT + 1),
            taken(ports, "the ledger", LEDGER_PORT),
            ports.prefer(DATABASE_PORT));
    progress.accept("preparing PostgreSQL");
    database = PostgresProcess.prepare(data.resolve("postgres"), layout.databasePort);
  }

  private Bank bank(
      Ports ports, Path data, String key, String bic, String title, int http, int broker) {
    return new Bank(
        key,
        bic,
        title,
        key + ".example",
        data.resolve(key),
        taken(ports, title, http),
        ports.prefer(broker));
  }

  private int taken(Ports ports, String who, int wanted) {
    int port = ports.prefer(wanted);
    if (port != wanted) {
      progress.accept("port %d is taken; %s is at %d".formatted(wanted, who, port));
    }
    return port;
  }

  /** The sending bank. */
  public Bank alpha() {
    return layout.alpha;
  }

  /** The receiving bank. */
  public Bank beta() {
    return layout.beta;
  }

  /** The ledger's Horizon address. */
  public URI horizon() {
    return URI.create("http://127.0.0.1:" + layout.ledgerPort);
  }

  /** A bank's settlement account on the ledger. */
  public LedgerAddress account(Bank bank) {
    return new DemoNetwork(horizon(), PASSPHRASE, banks()).account(bank);
  }

  /** The JDBC address of a bank's database. */
  public String jdbcUrl(Bank bank) {
    return database.jdbcUrl(bank.database());
  }

  /** A part's process. */
  public ChildProcess process(Part part) {
    return java.util.Objects.requireNonNull(parts.get(part), part.name());
  }

  private ChildProcess.Probe probe(Part part) {
    return java.util.Objects.requireNonNull(probes.get(part), part.name());
  }

  /** Processor time that a part has used, with the processes below it. */
  public java.time.Duration cpu(Part part) {
    return process(part).cpu();
  }

  /** Starts everything and returns once both gateways are ready. */
  public void start() {
    Path logs = layout.options.data().toAbsolutePath().resolve("logs");
    add(Part.DATABASE, database.process(), () -> true);
    add(Part.LEDGER, ledger(logs), () -> answers(horizon()));
    DemoNetwork network = new DemoNetwork(horizon(), PASSPHRASE, banks());
    if (layout.options.ownBroker()) {
      add(
          Part.BROKER,
          ChildProcess.java(
              "broker",
              logs.resolve("broker.log"),
              List.of("-Xmx384m", "-XX:+UseSerialGC"),
              org.corridor.gateway.Corridor.class.getName(),
              List.of(
                  "broker",
                  layout.alpha.folder().resolve("broker").toString(),
                  Integer.toString(layout.alpha.brokerPort()))),
          () -> Ports.isServed(layout.alpha.brokerPort()));
    }
    add(Part.ALPHA, gateway(layout.alpha, layout.beta, network, logs), () -> isReady(layout.alpha));
    add(Part.BETA, gateway(layout.beta, layout.alpha, network, logs), () -> isReady(layout.beta));

    progress.accept("starting PostgreSQL, the ledger and the gateways");
    process(Part.LEDGER).start();
    if (parts.containsKey(Part.BROKER)) {
      process(Part.BROKER).start();
    }
    database.start();
    banks().forEach(bank -> database.createDatabase(bank.database()));
    process(Part.ALPHA).start();
    process(Part.BETA).start();
    CompletableFuture<Void> setup =
        CompletableFuture.runAsync(
            () -> {
              process(Part.LEDGER).awaitReady(probe(Part.LEDGER), START_TIMEOUT);
              progress.accept("the ledger serves Horizon at " + horizon());
              network.create(progress);
            });
    for (Part part : List.of(Part.ALPHA, Part.BETA)) {
      process(part).awaitReady(probe(part), START_TIMEOUT);
    }
    setup.join();
  }

  /** Ends a part as a power cut would. */
  public void kill(Part part) {
    process(part).kill();
  }

  /** Starts a killed part again and waits until it serves. */
  public void restart(Part part) {
    if (part == Part.DATABASE) {
      database.start();
    } else {
      process(part).startAndAwait(probe(part), START_TIMEOUT);
    }
  }

  @Override
  public void close() {
    for (Part part : List.of(Part.ALPHA, Part.BETA, Part.BROKER, Part.LEDGER)) {
      ChildProcess process = parts.get(part);
      if (process != null) {
        process.close();
      }
    }
    database.close();
  }

  private List<Bank> banks() {
    return List.of(layout.alpha, layout.beta);
  }

  private void add(Part part, ChildProcess process, ChildProcess.Probe probe) {
    parts.put(part, process);
    probes.put(part, probe);
  }

  private ChildProcess ledger(Path logs) {
    return ChildProcess.java(
        "ledger",
        logs.resolve("ledger.log"),
        List.of("-Xmx768m", "-XX:+UseSerialGC"),
        "org.corridor.ledger.cli.LedgerMain",
        List.of(
            "run",
            "--passphrase",
            PASSPHRASE,
            "--port",
            Integer.toString(layout.ledgerPort),
            "--data",
            layout.options.data().toAbsolutePath().resolve("ledger").toString(),
            // Payments shall settle within a second, and the clocks of the banks be the ledger's.
            "--close-times-shared"));
  }

  private ChildProcess gateway(Bank bank, Bank peer, DemoNetwork network, Path logs) {
    Map<String, String> settings = new LinkedHashMap<>(network.settings(bank));
    settings.put("spring.datasource.url", database.jdbcUrl(bank.database()));
    settings.put("corridor.ledger.horizon", horizon().toString());
    settings.put("corridor.ledger.passphrase", PASSPHRASE);
    settings.put("corridor.broker.port", Integer.toString(bank.brokerPort()));
    if (layout.options.ownBroker() && bank.equals(layout.alpha)) {
      settings.put(
          "corridor.broker.url", org.corridor.gateway.process.BrokerServer.url(bank.brokerPort()));
    }
    String prefix = "corridor.peers." + peer.bic() + ".";
    settings.put(prefix + "url", peer.url());
    settings.put(prefix + "domain", peer.domain());
    settings.put(prefix + "account", network.account(peer).value());
    settings.put(
        prefix + "public-key",
        org.corridor.compliance.travelrule.ExchangeKeys.text(
            ComplianceKeys.own(peer.secrets()).getPublic()));
    if (layout.options.lists() != null) {
      settings.put("corridor.compliance.lists", layout.options.lists().toAbsolutePath().toString());
    }
    Path file = bank.writeSettings(settings);
    List<String> jvm = new ArrayList<>(List.of("-Xmx1g", "-XX:+UseSerialGC"));
    if (bank.equals(layout.alpha)) {
      jvm.addAll(layout.options.alphaJvm());
    }
    return ChildProcess.java(
        bank.title(),
        logs.resolve(bank.key() + ".log"),
        jvm,
        org.corridor.gateway.Corridor.class.getName(),
        List.of("gateway", "--spring.config.additional-location=file:" + file));
  }

  private boolean isReady(Bank bank) {
    return answers(URI.create(bank.url() + "/actuator/health/readiness"));
  }

  private boolean answers(URI uri) {
    try {
      HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(2)).build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (java.io.IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
