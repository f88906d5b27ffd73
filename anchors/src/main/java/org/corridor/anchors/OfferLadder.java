package org.corridor.anchors;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.corridor.domain.money.LedgerAmount;
import org.stellar.sdk.Price;

/**
 * The market maker's offers of one direction. Both directions of a pair ask more than the middle,
 * so that the book is never crossed: (1+s)(1+s) is above one.
 */
final class OfferLadder {
  /** Tenths of the depth that each offer holds, the best price first: small near the middle. */
  static final int[] TENTHS = {1, 2, 3, 4};

  /** How many times the depth of one direction the maker holds: three other currencies and one. */
  private static final int HOLDING_DEPTHS = 4;

  private static final BigDecimal BASIS_POINTS = BigDecimal.valueOf(10_000);

  private OfferLadder() {}

  /**
   * One offer.
   *
   * @param amount how much is sold
   * @param price units bought for one unit sold
   */
  record Rung(LedgerAmount amount, Price price) {}

  static List<Rung> of(NetworkPlan.Maker maker, Currency selling, Currency buying) {
    BigDecimal mid = maker.rates().mid(selling, buying);
    BigDecimal depth = maker.depthEuro().multiply(maker.rates().perEuro(selling));
    List<Rung> rungs = new ArrayList<>();
    for (int i = 0; i < TENTHS.length; i++) {
      BigDecimal distance =
          BigDecimal.valueOf(maker.spreadBasisPoints() + (long) i * maker.stepBasisPoints());
      BigDecimal asked =
          mid.multiply(BASIS_POINTS.add(distance)).divide(BASIS_POINTS, MathContext.DECIMAL64);
      rungs.add(
          new Rung(
              amount(depth.multiply(BigDecimal.valueOf(TENTHS[i])).movePointLeft(1)),
              price(asked)));
    }
    return rungs;
  }

  /** What the maker is given of a currency. */
  static LedgerAmount holding(NetworkPlan.Maker maker, Currency currency) {
    return amount(
        maker
            .depthEuro()
            .multiply(maker.rates().perEuro(currency))
            .multiply(BigDecimal.valueOf(HOLDING_DEPTHS)));
  }

  private static LedgerAmount amount(BigDecimal amount) {
    return LedgerAmount.parse(amount.setScale(2, RoundingMode.DOWN).toPlainString());
  }

  /** As seven significant digits allow: a fraction of two 32-bit numbers. */
  private static Price price(BigDecimal asked) {
    BigDecimal rounded = asked.round(new MathContext(7, RoundingMode.UP));
    return Price.fromString(rounded.toPlainString());
  }
}
