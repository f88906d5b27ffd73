package org.corridor.domain.testing;

import org.corridor.domain.UnitOfWork;
import org.corridor.domain.book.Books;
import org.corridor.domain.message.MessageStore;
import org.corridor.domain.message.Outbox;
import org.corridor.domain.payment.PaymentStore;
import org.corridor.domain.settlement.Cursors;
import org.corridor.domain.settlement.IncomingStore;
import org.corridor.domain.settlement.LedgerTotals;

/** All that is kept on the one truth of one bank. */
public interface Stores {
  /** Transactions over all the others. */
  UnitOfWork work();

  /** The payments. */
  PaymentStore payments();

  /** The messages. */
  MessageStore messages();

  /** What goes out. */
  Outbox outbox();

  /** The books. */
  Books books();

  /** The observers' cursors. */
  Cursors cursors();

  /** The receiving side. */
  IncomingStore incoming();

  /** Sums over payments and arrivals. */
  LedgerTotals totals();
}
