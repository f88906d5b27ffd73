package org.corridor.gateway.config;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.corridor.adapters.settlement.HorizonLedger;
import org.corridor.domain.UnitOfWork;
import org.corridor.domain.payment.Stage;

/**
 * Makes our channel accounts known once the ledger has them: at the first start they may be created
 * after the gateway is up, and the ledger may be away.
 */
final class OpenChannelsStage implements Stage {
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final HorizonLedger ledger;
  private final UnitOfWork work;
  private final InstantSource clock;
  private final int wanted;
  private volatile int open;
  private volatile Instant next = Instant.MIN;

  OpenChannelsStage(HorizonLedger ledger, UnitOfWork work, InstantSource clock, int wanted) {
    this.ledger = ledger;
    this.work = work;
    this.clock = clock;
    this.wanted = wanted;
  }

  @Override
  public String name() {
    return "channels";
  }

  /** Whether at least one transaction can be under way. */
  boolean isOpen() {
    return open > 0;
  }

  @Override
  public int runOnce() {
    Instant now = clock.instant();
    if (open >= wanted || now.isBefore(next)) {
      return 0;
    }
    next = now.plus(PAUSE);
    open = work.in(() -> ledger.openChannels(wanted));
    return 0;
  }
}
