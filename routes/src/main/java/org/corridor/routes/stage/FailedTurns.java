package org.corridor.routes.stage;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.corridor.domain.Retryable;
import org.corridor.routes.DeadLetterAlarm;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells an operator of a turn that failed again and again. */
final class FailedTurns implements Processor {
  private static final Logger LOG = LoggerFactory.getLogger(FailedTurns.class);

  private final DeadLetterAlarm alarm;

  FailedTurns(DeadLetterAlarm alarm) {
    this.alarm = alarm;
  }

  @Override
  public void process(Exchange exchange) {
    String stage = exchange.getMessage().getBody(String.class);
    Throwable fault = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    if (fault instanceof Retryable) {
      LOG.warn("stage {} waits: {}", stage, fault.getMessage());
    } else {
      LOG.error("stage {} failed", stage, fault);
      alarm.raise(stage, fault == null ? "unknown" : fault.getClass().getName());
    }
  }
}
