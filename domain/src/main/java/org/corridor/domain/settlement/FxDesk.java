package org.corridor.domain.settlement;

import java.util.Currency;
import java.util.List;
import org.corridor.domain.money.Money;
import org.corridor.domain.payment.Rejection;

/** Port: prices conversions. */
public interface FxDesk {
  /**
   * Prices requests in one call; the answer has the same length and order.
   *
   * @throws org.corridor.domain.Retryable when no source of prices answers
   */
  List<Priced> price(List<Request> requests);

  /**
   * What is to be priced.
   *
   * @param mode which side is fixed
   * @param fixed the fixed amount
   * @param other the currency of the other side
   * @param limit in strict receive, the most that may be paid (currency {@code other}); else null
   */
  record Request(
      Quote.Mode mode,
      Money fixed,
      Currency other,
      @org.jspecify.annotations.Nullable Money limit) {}

  /** The desk's word. */
  sealed interface Priced {
    /** A price. */
    record Firm(Quote quote) implements Priced {}

    /** No way through the books, an unknown currency, or above the limit. */
    record None(Rejection rejection) implements Priced {}
  }
}
