package org.corridor.domain.testing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.corridor.domain.money.Asset;
import org.corridor.domain.money.LedgerAmount;
import org.corridor.domain.payment.PaymentState;
import org.corridor.domain.settlement.LedgerTotals;
import org.corridor.domain.settlement.SettlementLedger.Arrival;

record MemoryTotals(Memory memory) implements LedgerTotals {
  @Override
  public List<Total> totals() {
    Map<Asset, Total> totals = new LinkedHashMap<>();
    for (Memory.ArrivalRow row : memory.state().arrivals.values()) {
      Arrival a = row.arrival();
      boolean back = row.fate() == Memory.Fate.RETURNED;
      add(
          totals,
          new Total(
              a.asset(),
              a.amount(),
              LedgerAmount.ZERO,
              back ? a.amount() : LedgerAmount.ZERO,
              back ? 2 : 1));
    }
    for (Memory.PaymentRow row : memory.state().payments.values()) {
      if (row.payment().state() instanceof PaymentState.Settled s) {
        Asset asset = s.before().before().before().quote().sendAsset();
        LedgerAmount spent = s.delivery().spent();
        add(totals, new Total(asset, LedgerAmount.ZERO, spent, LedgerAmount.ZERO, 1));
      }
    }
    return List.copyOf(totals.values());
  }

  private static void add(Map<Asset, Total> totals, Total more) {
    totals.merge(
        more.asset(),
        more,
        (a, b) ->
            new Total(
                a.asset(),
                a.arrived().plus(b.arrived()),
                a.spent().plus(b.spent()),
                a.returned().plus(b.returned()),
                a.movements() + b.movements()));
  }
}
