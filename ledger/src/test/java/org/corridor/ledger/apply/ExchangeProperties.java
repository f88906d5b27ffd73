package org.corridor.ledger.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.corridor.ledger.apply.Exchange.Limits;
import org.corridor.ledger.apply.Exchange.Mode;
import org.corridor.ledger.apply.Exchange.Trade;
import org.corridor.ledger.state.Price;

class ExchangeProperties {
  @Property
  void keepsAllLimitsAndFavoursTheOfferThatStays(
      @ForAll @IntRange(min = 1) int n,
      @ForAll @IntRange(min = 1) int d,
      @ForAll @LongRange(min = 0) long wheatSend,
      @ForAll @LongRange(min = 0) long wheatReceive,
      @ForAll @LongRange(min = 0) long sheepSend,
      @ForAll @LongRange(min = 0) long sheepReceive) {
    Limits limits = new Limits(wheatSend, wheatReceive, sheepSend, sheepReceive);
    Trade trade = Exchange.trade(new Price(n, d), limits, Mode.OFFER);
    assertThat(trade.wheat()).isBetween(0L, Math.min(wheatSend, wheatReceive));
    assertThat(trade.sheep()).isBetween(0L, Math.min(sheepSend, sheepReceive));
    int order =
        BigInteger.valueOf(trade.sheep())
            .multiply(BigInteger.valueOf(d))
            .compareTo(BigInteger.valueOf(trade.wheat()).multiply(BigInteger.valueOf(n)));
    assertThat(trade.wheatStays() ? order : -order).isNotNegative();
  }

  @Property
  void adjustingAnAdjustedOfferChangesNothing(
      @ForAll @IntRange(min = 1) int n,
      @ForAll @IntRange(min = 1) int d,
      @ForAll @LongRange(min = 0) long wheat,
      @ForAll @LongRange(min = 0) long sheep) {
    Price price = new Price(n, d);
    long once = Exchange.adjusted(price, wheat, sheep);
    assertThat(Exchange.adjusted(price, once, sheep)).isEqualTo(once);
  }
}
