package org.corridor.domain.settlement;

import java.time.Duration;
import org.corridor.domain.payment.Stage;
import org.corridor.domain.settlement.SettlementLedger.Arrival;
import org.corridor.domain.settlement.SettlementLedger.Page;

/** Follows what arrives on our account and records it, page by page from a stored cursor. */
public final class ArrivalStage implements Stage {
  /** The stream's name among the cursors. */
  public static final String STREAM = "arrivals";

  private static final String NAME = "arrive";

  private final ReceivingBench bench;

  /** Follows a ledger. */
  public ArrivalStage(ReceivingBench bench) {
    this.bench = bench;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int runOnce() {
    long start = System.nanoTime();
    int moved = bench.work().in(this::follow);
    return bench.told(NAME, moved, start, Duration.ZERO);
  }

  private int follow() {
    String cursor = bench.cursors().lock(STREAM);
    Page<Arrival> page = bench.ledger().arrivals(cursor);
    int fresh = page.items().isEmpty() ? 0 : bench.incoming().recordArrivals(page.items());
    if (!page.cursor().equals(cursor)) {
      bench.cursors().store(STREAM, page.cursor());
    }
    return fresh;
  }
}
