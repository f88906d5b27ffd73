package org.corridor.domain.testing;

import org.junit.jupiter.api.BeforeEach;

/** The doubles keep the contracts of the ports that they stand for. */
class MemoryContractTest
    implements UnitOfWorkContract,
        PaymentStoreContract,
        MessageStoreContract,
        OutboxContract,
        BooksContract,
        IncomingStoreContract {
  private Stores stores = new Memory();

  @BeforeEach
  void startEmpty() {
    stores = new Memory();
  }

  @Override
  public Stores stores() {
    return stores;
  }
}
