package org.corridor.ledger.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;
import org.corridor.ledger.horizon.HorizonServer;
import org.corridor.ledger.horizon.HorizonSettings;
import org.corridor.ledger.state.Asset;

/** Payments through deep books, and questions for paths over HTTP. */
final class MarketsBench {
  private static final int FAILED = 1;
  private static final int BOOKS = 3;
  private static final int OFFERS_PER_BOOK = 10_000;
  private static final int ASSETS = 50;
  private static final int OFFERS_PER_ASSET = 1_000;
  private static final int QUESTIONS = 2_000;
  private static final int QUESTIONS_WARMUP = 1_000;
  private static final int HTTP_OK = 200;
  private static final long BALANCE = 10_000_0000000L;
  private static final long ONE = 1_0000000L;
  private static final long SEED = 19;
  private static final double MILLIS = 1e6;

  /** Held, since the logging framework forgets the settings of loggers that nobody holds. */
  private static final Logger SERVER_LOG = Logger.getLogger("io.helidon");

  private MarketsBench() {}

  /** Lumens to the first credit, to the second, to the third. */
  static int payments(BenchOptions options, InstantSource clock, PrintStream out) {
    try (BenchLedger ledger = BenchLedger.start(options.data(), clock)) {
      Markets markets = new Markets(ledger, new SplittableRandom(SEED));
      for (int book = 0; book < BOOKS; book++) {
        Asset bought = book == 0 ? Asset.lumens() : markets.asset(book - 1);
        markets.fill(markets.asset(book), List.of(bought), OFFERS_PER_BOOK);
      }
      List<Purse> senders = Purse.numbered(options.senders(), 0);
      ledger.create(senders, BALANCE);
      Asset delivered = markets.asset(BOOKS - 1);
      senders.forEach(sender -> ledger.submit(sender, Operations.trust(delivered)));
      ledger.settle();
      byte[][] envelopes = new byte[options.warmup() + options.transactions()][];
      for (int i = 0; i < envelopes.length; i++) {
        Purse payee = senders.get((i + senders.size() / 2) % senders.size());
        envelopes[i] =
            ledger.signed(
                senders.get(i % senders.size()),
                Operations.deliver(
                    payee.id(),
                    Asset.lumens(),
                    100 * ONE,
                    delivered,
                    ONE + i,
                    markets.asset(0),
                    markets.asset(1)));
      }
      System.gc();
      out.printf(
          Locale.ROOT,
          "path payments through %d books of %,d offers each%n",
          BOOKS,
          OFFERS_PER_BOOK);
      Load.Outcome outcome =
          new Load(ledger.node(), envelopes, options.warmup(), options.inFlight()).run(out);
      return outcome.failures() == 0 ? 0 : FAILED;
    }
  }

  /** What does it take to deliver so much of one asset: each question with another one. */
  static int paths(BenchOptions options, InstantSource clock, PrintStream out) {
    SERVER_LOG.setLevel(Level.WARNING);
    RandomGenerator random = new SplittableRandom(SEED);
    try (BenchLedger ledger = BenchLedger.start(options.data(), clock)) {
      Markets markets = new Markets(ledger, random);
      for (int i = 0; i < ASSETS; i++) {
        List<Asset> bought =
            List.of(
                Asset.lumens(),
                markets.asset((i + 1) % ASSETS),
                markets.asset((i + ASSETS - 1) % ASSETS),
                markets.asset((i + ASSETS / 2) % ASSETS));
        markets.fill(markets.asset(i), bought, OFFERS_PER_ASSET);
      }
      List<URI> questions = new ArrayList<>();
      try (HorizonServer server =
          HorizonServer.start(
              ledger.node(), new HorizonSettings(HorizonSettings.LOOPBACK, 0, false))) {
        for (int i = 0; i < QUESTIONS_WARMUP + QUESTIONS; i++) {
          int wanted = random.nextInt(ASSETS);
          int offered = (wanted + 1 + random.nextInt(ASSETS - 1)) % ASSETS;
          questions.add(question(server.port(), markets, wanted, offered, random));
        }
        return ask(questions, out);
      }
    }
  }

  private static URI question(
      int port, Markets markets, int wanted, int offered, RandomGenerator random) {
    return URI.create(
        "http://"
            + HorizonSettings.LOOPBACK
            + ":"
            + port
            + "/paths/strict-receive?destination_asset_type=credit_alphanum4"
            + "&destination_asset_code=B"
            + (100 + wanted)
            + "&destination_asset_issuer="
            + markets.issuer().id().address()
            + "&destination_amount="
            + (1 + random.nextInt(5_000))
            + "&source_assets=native,B"
            + (100 + offered)
            + ":"
            + markets.issuer().id().address());
  }

  private static int ask(List<URI> questions, PrintStream out) {
    long[] nanos = new long[QUESTIONS];
    int answered = 0;
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (int i = 0; i < questions.size(); i++) {
        long started = System.nanoTime();
        HttpResponse<String> answer =
            client.send(
                HttpRequest.newBuilder(questions.get(i)).build(),
                HttpResponse.BodyHandlers.ofString());
        if (i >= QUESTIONS_WARMUP) {
          nanos[i - QUESTIONS_WARMUP] = System.nanoTime() - started;
        }
        if (answer.statusCode() == HTTP_OK && answer.body().contains("source_amount")) {
          answered++;
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("the server does not answer", e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while measuring", e);
    }
    Arrays.sort(nanos);
    out.printf(
        Locale.ROOT,
        "strict-receive paths over %d assets with %,d offers each, by HTTP, one after the other:"
            + " p50 %.1f ms, p99 %.1f ms, longest %.1f ms; %,d of %,d found a path%n",
        ASSETS,
        OFFERS_PER_ASSET,
        nanos[QUESTIONS / 2] / MILLIS,
        nanos[QUESTIONS * 99 / 100] / MILLIS,
        nanos[QUESTIONS - 1] / MILLIS,
        answered,
        questions.size());
    return answered > questions.size() / 2 ? 0 : FAILED;
  }
}
