package org.corridor.adapters.persistence;

import org.corridor.domain.UnitOfWork;
import org.corridor.domain.book.Books;
import org.corridor.domain.message.MessageStore;
import org.corridor.domain.message.Outbox;
import org.corridor.domain.payment.PaymentStore;
import org.corridor.domain.settlement.Cursors;
import org.corridor.domain.settlement.IncomingStore;
import org.corridor.domain.settlement.LedgerTotals;
import org.corridor.domain.testing.BooksContract;
import org.corridor.domain.testing.IncomingStoreContract;
import org.corridor.domain.testing.MessageStoreContract;
import org.corridor.domain.testing.OutboxContract;
import org.corridor.domain.testing.PaymentStoreContract;
import org.corridor.domain.testing.Stores;
import org.corridor.domain.testing.UnitOfWorkContract;

/** The stores on PostgreSQL keep the contracts of the ports. */
class PostgresContractTest extends StoresOnPostgres
    implements UnitOfWorkContract,
        PaymentStoreContract,
        MessageStoreContract,
        OutboxContract,
        BooksContract,
        IncomingStoreContract {
  @Override
  public Stores stores() {
    return new OnPostgres(stores);
  }

  private record OnPostgres(PostgresStores stores) implements Stores {
    @Override
    public UnitOfWork work() {
      return stores.unitOfWork();
    }

    @Override
    public PaymentStore payments() {
      return stores.payments();
    }

    @Override
    public MessageStore messages() {
      return stores.messages();
    }

    @Override
    public Outbox outbox() {
      return stores.outbox();
    }

    @Override
    public Books books() {
      return stores.books();
    }

    @Override
    public Cursors cursors() {
      return stores.cursors();
    }

    @Override
    public IncomingStore incoming() {
      return stores.incoming();
    }

    @Override
    public LedgerTotals totals() {
      return stores.ledgerTotals();
    }
  }
}
