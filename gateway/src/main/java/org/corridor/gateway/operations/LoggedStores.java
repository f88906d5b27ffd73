package org.corridor.gateway.operations;

import io.micrometer.core.instrument.MeterRegistry;
import org.corridor.domain.UnitOfWork;
import org.corridor.domain.message.MessageStore;
import org.corridor.domain.payment.PaymentStore;
import org.corridor.domain.settlement.IncomingStore;

/** Stores whose writing is told in the log and in metrics once it is kept. */
public final class LoggedStores {
  private final LoggedWork work;
  private final PaymentLog log;

  /** Tells what is kept by a unit of work. */
  public LoggedStores(UnitOfWork work, MeterRegistry registry) {
    this.work = new LoggedWork(work);
    this.log = new PaymentLog(this.work, registry);
  }

  /** The unit of work that all these stores must be used in. */
  public UnitOfWork unitOfWork() {
    return work;
  }

  /** These payments, logged. */
  public PaymentStore payments(PaymentStore payments) {
    return new LoggedPayments(payments, log);
  }

  /** This archive, logged. */
  public MessageStore messages(MessageStore messages) {
    return new LoggedMessages(messages, log);
  }

  /** This receiving side, logged. */
  public IncomingStore incoming(IncomingStore incoming) {
    return new LoggedIncoming(incoming, log);
  }
}
