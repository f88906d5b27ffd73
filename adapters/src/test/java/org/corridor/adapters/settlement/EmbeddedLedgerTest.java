package org.corridor.adapters.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.corridor.domain.money.LedgerAmount;
import org.corridor.domain.money.Money;
import org.corridor.domain.payment.Uetr;
import org.corridor.domain.settlement.FxDesk.Priced;
import org.corridor.domain.settlement.FxDesk.Request;
import org.corridor.domain.settlement.Quote;
import org.corridor.domain.settlement.SettlementLedger.Order;
import org.corridor.domain.settlement.SettlementLedger.Outcome;
import org.corridor.domain.settlement.SettlementLedger.Submission;
import org.corridor.domain.settlement.SignedTransaction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract, the desk and the set-up on the embedded ledger, over HTTP. */
class EmbeddedLedgerTest implements StellarLedgerContract {
  private static EmbeddedWorld world;

  @BeforeAll
  static void start(@TempDir Path folder) {
    world = new EmbeddedWorld(folder);
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @BeforeEach
  void reopenChannels() {
    world.reopenChannels();
  }

  @Override
  public StellarWorld world() {
    return world;
  }

  @Test
  void settingUpAgainDoesNothing() {
    world.progress.clear();
    assertThat(world.setUp()).isEqualTo(world.settings.assets());
    assertThat(world.progress).isEmpty();
  }

  @Test
  void topsUpOnlyWhoHasLittle() {
    try (var setup = world.setup()) {
      var channels = world.alphaKeys().channels(World.CHANNELS);
      assertThat(setup.topUp(channels, LedgerAmount.parse("1"), LedgerAmount.parse("5"))).isZero();
      assertThat(
              setup.topUp(
                  channels.subList(0, 2), LedgerAmount.parse("100"), LedgerAmount.parse("5")))
          .isEqualTo(2);
    }
  }

  @Test
  void executesQuotesExactlyAsTheBooksPromised() {
    Watch watch = new Watch(world);
    List<Request> requests =
        List.of(
            new Request(
                Quote.Mode.STRICT_SEND, usd("1234.56"), EmbeddedWorld.CURRENCIES.get(1), null),
            new Request(
                Quote.Mode.STRICT_RECEIVE,
                Money.of("777.77", "EUR"),
                EmbeddedWorld.CURRENCIES.get(0),
                null),
            new Request(Quote.Mode.STRICT_SEND, usd("100"), EmbeddedWorld.CURRENCIES.get(3), null),
            new Request(
                Quote.Mode.STRICT_RECEIVE,
                Money.of("5000", "AED"),
                EmbeddedWorld.CURRENCIES.get(1),
                Money.of("2000", "EUR")));
    try (HorizonFxDesk desk =
        new HorizonFxDesk(
            world.settings, new FxSettings(10, Duration.ofSeconds(30)), Clock.systemUTC())) {
      for (Request request : requests) {
        Quote quote = ((Priced.Firm) desk.price(List.of(request)).getFirst()).quote();
        Outcome.Applied applied = settle(watch, quote);
        LedgerAmount executed =
            quote.mode() == Quote.Mode.STRICT_SEND
                ? applied.delivery().delivered()
                : applied.delivery().spent();
        assertThat(executed).as(request.toString()).isEqualTo(quote.expected());
        pauseUntilBooksAreStale();
      }
    }
  }

  @Test
  void wakesAListenerAtEachClose() throws Exception {
    Semaphore wakes = new Semaphore(0);
    try (AutoCloseable stream = world.alpha().onActivity(wakes::release)) {
      assertThat(stream).isNotNull();
      assertThat(wakes.tryAcquire(4, 10, TimeUnit.SECONDS)).isTrue();
      int before = world.lastLedger();
      wakes.drainPermits();
      assertThat(wakes.tryAcquire(3, TimeUnit.SECONDS)).isTrue();
      assertThat(world.lastLedger()).isGreaterThan(before);
    }
  }

  private Outcome.Applied settle(Watch watch, Quote quote) {
    Order order =
        new Order(
            new Uetr("6f1e2d3c-4b5a-4789-8abc-def012345678"),
            quote,
            world.beta().ourAccount(),
            "cd".repeat(32),
            world.alpha().latestClose().plusSeconds(60));
    SignedTransaction signed = world.alpha().sign(List.of(order)).getFirst();
    assertThat(world.alpha().submit(signed)).isEqualTo(new Submission.Accepted());
    List<Outcome> outcomes = new ArrayList<>(watch.outcomes(1));
    world.alpha().release(signed, true);
    assertThat(outcomes.getFirst()).isInstanceOf(Outcome.Applied.class);
    return (Outcome.Applied) outcomes.getFirst();
  }

  private static Money usd(String amount) {
    return Money.of(amount, "USD");
  }

  private static void pauseUntilBooksAreStale() {
    try {
      Thread.sleep(OrderBooks.FRESH_MILLIS + 20);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
