package org.corridor.adapters.persistence;

import java.util.HashMap;
import java.util.Map;
import org.corridor.domain.Invariant;
import org.corridor.domain.payment.Payment;
import org.corridor.domain.payment.Uetr;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What the running unit of work has taken: a payment may only be written by who holds it, and the
 * row that it was read from need not be looked for again.
 */
final class OpenUnit {
  private final Map<Uetr, Row> payments = new HashMap<>();

  private OpenUnit() {}

  /** The running unit of work; that there is one is what every store relies on. */
  static OpenUnit current() {
    required();
    Object bound = TransactionSynchronizationManager.getResource(OpenUnit.class);
    if (bound instanceof OpenUnit unit) {
      return unit;
    }
    OpenUnit unit = new OpenUnit();
    TransactionSynchronizationManager.bindResource(OpenUnit.class, unit);
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(OpenUnit.class);
          }
        });
    return unit;
  }

  /** Requires that a unit of work is running. */
  static void required() {
    Invariant.require(
        TransactionSynchronizationManager.isActualTransactionActive(),
        "a store is used inside a unit of work");
  }

  void took(Uetr uetr, Row row) {
    payments.put(uetr, row);
  }

  Row held(Payment<?> payment) {
    @Nullable Row row = payments.get(payment.uetr());
    Invariant.require(
        row != null && row.state.equals(payment.state().name()),
        "a payment is written by the unit of work that took it, from the state that it took");
    return java.util.Objects.requireNonNull(row);
  }

  /**
   * Where a held payment is stored.
   *
   * @param id its row
   * @param state its state as this unit of work knows it
   */
  record Row(long id, String state) {}
}
