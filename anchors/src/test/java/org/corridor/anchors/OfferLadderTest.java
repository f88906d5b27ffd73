package org.corridor.anchors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.corridor.anchors.OfferLadder.Rung;
import org.corridor.domain.money.LedgerAmount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stellar.sdk.Price;

class OfferLadderTest {
  private static final List<Currency> CURRENCIES =
      Stream.of("USD", "EUR", "AED", "INR").map(Currency::getInstance).toList();
  private static final ReferenceRates RATES =
      new ReferenceRates(
          LocalDate.of(2023, 2, 21),
          Map.of("USD", new BigDecimal("1.0664"), "INR", new BigDecimal("88.3275")));
  private static final NetworkPlan.Maker MAKER = NetworkPlan.Maker.around(RATES);

  static Stream<List<Currency>> pairs() {
    return CURRENCIES.stream()
        .flatMap(a -> CURRENCIES.stream().filter(b -> a != b).map(b -> List.of(a, b)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void neverCrossesTheBook(List<Currency> pair) {
    BigDecimal ask = best(pair.get(0), pair.get(1));
    BigDecimal turned = best(pair.get(1), pair.get(0));
    assertThat(ask.multiply(turned)).isGreaterThan(BigDecimal.ONE);
    BigDecimal mid = RATES.mid(pair.get(0), pair.get(1));
    BigDecimal distance = ask.divide(mid, 8, RoundingMode.HALF_EVEN).subtract(BigDecimal.ONE);
    assertThat(distance).isBetween(new BigDecimal("0.00099"), new BigDecimal("0.00102"));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void asksMoreWithEachRung(List<Currency> pair) {
    List<Rung> rungs = OfferLadder.of(MAKER, pair.get(0), pair.get(1));
    assertThat(rungs).hasSize(OfferLadder.TENTHS.length);
    for (int i = 1; i < rungs.size(); i++) {
      assertThat(decimal(rungs.get(i).price())).isGreaterThan(decimal(rungs.get(i - 1).price()));
    }
  }

  @Test
  void fitsIntoTheMakersBalancesAndTrustLines() {
    for (Currency currency : CURRENCIES) {
      LedgerAmount holding = OfferLadder.holding(MAKER, currency);
      LedgerAmount sold = LedgerAmount.ZERO;
      BigInteger bought = BigInteger.valueOf(holding.stroops());
      for (Currency other : CURRENCIES) {
        if (other != currency) {
          for (Rung rung : OfferLadder.of(MAKER, currency, other)) {
            sold = sold.plus(rung.amount());
          }
          for (Rung rung : OfferLadder.of(MAKER, other, currency)) {
            bought =
                bought.add(
                    decimal(rung.price())
                        .multiply(BigDecimal.valueOf(rung.amount().stroops()))
                        .toBigInteger());
          }
        }
      }
      assertThat(sold).isLessThanOrEqualTo(holding);
      assertThat(bought).isLessThan(BigInteger.valueOf(Long.MAX_VALUE));
    }
  }

  @Test
  void pegsTheDirhamToTheDollar() {
    assertThat(RATES.mid(CURRENCIES.get(0), CURRENCIES.get(2))).isEqualByComparingTo("3.6725");
    assertThatThrownBy(() -> RATES.perEuro(Currency.getInstance("JPY")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void derivesTheSameAssetsForEverybodyWithTheSeed() {
    AnchorKeys one = AnchorKeys.ofDemonstration("a network");
    AnchorKeys same = AnchorKeys.ofDemonstration("a network");
    AnchorKeys other = AnchorKeys.ofDemonstration("another network");
    assertThat(one.assets(CURRENCIES)).isEqualTo(same.assets(CURRENCIES));
    assertThat(one.asset(CURRENCIES.get(0))).isNotEqualTo(other.asset(CURRENCIES.get(0)));
    assertThat(one.assets(CURRENCIES).values().stream().map(a -> a.issuer()).distinct())
        .hasSize(CURRENCIES.size());
  }

  private static BigDecimal best(Currency selling, Currency buying) {
    return decimal(OfferLadder.of(MAKER, selling, buying).getFirst().price());
  }

  private static BigDecimal decimal(Price price) {
    return BigDecimal.valueOf(price.getNumerator())
        .divide(BigDecimal.valueOf(price.getDenominator()), 16, RoundingMode.HALF_EVEN);
  }
}
