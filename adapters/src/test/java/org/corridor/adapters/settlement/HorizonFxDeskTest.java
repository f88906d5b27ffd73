package org.corridor.adapters.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.corridor.domain.ReasonCode;
import org.corridor.domain.Retryable;
import org.corridor.domain.money.Asset;
import org.corridor.domain.money.LedgerAmount;
import org.corridor.domain.money.Money;
import org.corridor.domain.settlement.FxDesk.Priced;
import org.corridor.domain.settlement.FxDesk.Request;
import org.corridor.domain.settlement.Quote;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HorizonFxDeskTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Currency USD = Currency.getInstance("USD");
  private static final Currency EUR = Currency.getInstance("EUR");
  private static final String LEVELS =
      """
      {"bids":[{"price_r":{"n":9,"d":10},"price":"0.9","amount":"900.0000000"},
               {"price_r":{"n":8,"d":10},"price":"0.8","amount":"800.0000000"}],
       "asks":[{"price_r":{"n":1,"d":1},"price":"1.0","amount":"1000.0000000"}]}\
      """;

  private final StubHorizon horizon = new StubHorizon();
  private final LedgerKeys keys = LedgerKeys.ofMaster(new byte[32]);
  private final Asset usd = new Asset("USD", keys.channel(1).address());
  private final Asset eur = new Asset("EUR", keys.channel(2).address());
  private Instant now = NOON;
  private HorizonFxDesk desk;

  @BeforeEach
  void open() {
    HorizonSettings settings =
        HorizonSettings.of(horizon.url(), "a network", Map.of(USD, usd, EUR, eur));
    InstantSource clock = () -> now;
    desk = new HorizonFxDesk(settings, new FxSettings(100, Duration.ofSeconds(30)), clock);
    horizon.on("/order_book", 200, LEVELS);
  }

  @AfterEach
  void close() {
    desk.close();
    horizon.close();
  }

  @Test
  void pricesTheSameCurrencyWithoutAsking() {
    Quote quote = firm(request(Quote.Mode.STRICT_SEND, "12.34", "USD", USD, null));
    assertThat(quote.isSameAsset()).isTrue();
    assertThat(quote.sendAmount()).isEqualTo(quote.deliverAmount());
    assertThat(quote.sendAmount()).isEqualTo(LedgerAmount.parse("12.34"));
    assertThat(quote.expiresAt()).isEqualTo(NOON.plusSeconds(30));
    assertThat(horizon.asked).isEmpty();
  }

  @Test
  void boundsWhatIsDeliveredForAFixedPrice() {
    Quote quote = firm(request(Quote.Mode.STRICT_SEND, "100", "USD", EUR, null));
    assertThat(quote.sendAmount()).isEqualTo(LedgerAmount.parse("100"));
    assertThat(quote.expected()).isEqualTo(LedgerAmount.parse("90"));
    assertThat(quote.deliverAmount()).isEqualTo(LedgerAmount.parse("89.0999990"));
    assertThat(quote.path()).isEmpty();
  }

  @Test
  void boundsWhatIsPaidForAFixedDelivery() {
    Quote quote = firm(request(Quote.Mode.STRICT_RECEIVE, "90", "EUR", USD, null));
    assertThat(quote.expected()).isEqualTo(LedgerAmount.parse("100"));
    assertThat(quote.sendAmount()).isEqualTo(LedgerAmount.parse("101.0000010"));
    assertThat(quote.deliverAmount()).isEqualTo(LedgerAmount.parse("90"));
  }

  @Test
  void neverPaysMoreThanTheLimit() {
    Quote quote = firm(request(Quote.Mode.STRICT_RECEIVE, "90", "EUR", USD, "100.50"));
    assertThat(quote.sendAmount()).isEqualTo(LedgerAmount.parse("100.5"));
    assertThat(price(request(Quote.Mode.STRICT_RECEIVE, "90", "EUR", USD, "99.99")))
        .isInstanceOfSatisfying(
            Priced.None.class,
            none -> assertThat(none.rejection().code()).isEqualTo(ReasonCode.AM02));
  }

  @Test
  void asksOncePerPairForAWholeBatch() {
    List<Priced> priced =
        desk.price(Collections.nCopies(50, request(Quote.Mode.STRICT_SEND, "1", "USD", EUR, null)));
    assertThat(priced).hasSize(50).allMatch(Priced.Firm.class::isInstance);
    desk.price(List.of(request(Quote.Mode.STRICT_SEND, "1", "EUR", USD, null)));
    assertThat(horizon.asked).hasSize(1);
    now = NOON.plusMillis(OrderBooks.FRESH_MILLIS);
    desk.price(List.of(request(Quote.Mode.STRICT_SEND, "1", "USD", EUR, null)));
    assertThat(horizon.asked).hasSize(2);
  }

  @Test
  void doesNotPromiseTheSameOfferTwice() {
    Request thousand = request(Quote.Mode.STRICT_SEND, "1000", "USD", EUR, null);
    List<Priced> priced = desk.price(List.of(thousand, thousand, thousand));
    assertThat(((Priced.Firm) priced.get(0)).quote().expected())
        .isEqualTo(LedgerAmount.parse("900"));
    assertThat(((Priced.Firm) priced.get(1)).quote().expected())
        .isEqualTo(LedgerAmount.parse("800"));
    assertThat(priced.get(2)).isInstanceOf(Priced.None.class);
  }

  @Test
  void asksThePathSearchWhereTheBooksDoNotSuffice() {
    horizon.on("/order_book", 200, "{\"bids\":[],\"asks\":[]}");
    horizon.on(
        "/paths/strict-send",
        200,
        """
        {"_embedded":{"records":[
          {"source_amount":"5.0000000","destination_amount":"4.0000000","path":[]},
          {"source_amount":"5.0000000","destination_amount":"4.5000000",
           "path":[{"asset_type":"native"}]}]}}\
        """);
    Quote quote = firm(request(Quote.Mode.STRICT_SEND, "5", "USD", EUR, null));
    assertThat(quote.expected()).isEqualTo(LedgerAmount.parse("4.5"));
    assertThat(quote.path()).containsExactly(Asset.NATIVE);
  }

  @Test
  void refusesWhatItCannotPrice() {
    assertThat(code(request(Quote.Mode.STRICT_SEND, "5", "JPY", EUR, null)))
        .isEqualTo(ReasonCode.AM03);
    assertThat(code(request(Quote.Mode.STRICT_SEND, "0", "USD", EUR, null)))
        .isEqualTo(ReasonCode.AM01);
    assertThat(code(request(Quote.Mode.STRICT_SEND, "9999999999999", "USD", EUR, null)))
        .isEqualTo(ReasonCode.AM12);
    assertThat(code(request(Quote.Mode.STRICT_SEND, "5000", "USD", EUR, null)))
        .isEqualTo(ReasonCode.AM02);
  }

  @Test
  void saysWhenNoPricesAreToBeHad() {
    horizon.on("/order_book", 503, "");
    assertThatThrownBy(() -> price(request(Quote.Mode.STRICT_SEND, "5", "USD", EUR, null)))
        .isInstanceOf(Retryable.class);
  }

  private ReasonCode code(Request request) {
    return ((Priced.None) price(request)).rejection().code();
  }

  private Quote firm(Request request) {
    return ((Priced.Firm) price(request)).quote();
  }

  private Priced price(Request request) {
    return desk.price(List.of(request)).getFirst();
  }

  private static Request request(
      Quote.Mode mode, String amount, String currency, Currency other, @Nullable String limit) {
    return new Request(
        mode,
        Money.of(amount, currency),
        other,
        limit == null ? null : Money.of(limit, other.getCurrencyCode()));
  }
}
