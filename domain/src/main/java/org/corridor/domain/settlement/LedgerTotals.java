package org.corridor.domain.settlement;

import java.util.List;
import org.corridor.domain.money.Asset;
import org.corridor.domain.money.LedgerAmount;

/** Port: what the store says has moved on our account, exactly as the ledger counts it. */
public interface LedgerTotals {
  /** One line per asset that moved; inside a unit of work. */
  List<Total> totals();

  /**
   * One asset.
   *
   * @param asset which
   * @param arrived the sum of all recorded arrivals
   * @param spent the sum of what settled payments spent, by their delivery
   * @param returned the sum of what was returned from suspense
   * @param movements how many arrivals, settled payments and returns these are
   */
  record Total(
      Asset asset,
      LedgerAmount arrived,
      LedgerAmount spent,
      LedgerAmount returned,
      long movements) {}
}
