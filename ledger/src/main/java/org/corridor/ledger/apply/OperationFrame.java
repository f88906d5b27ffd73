package org.corridor.ledger.apply;

import java.util.Optional;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.LedgerTransaction;
import org.stellar.sdk.xdr.OperationType;

/** One operation of a transaction: what it needs, whether it is well formed, what it does. */
abstract class OperationFrame {
  /** How much signing weight an operation needs. */
  enum Level {
    LOW,
    MEDIUM,
    HIGH
  }

  /**
   * Where an operation stands.
   *
   * @param type which operation it is
   * @param source the account on whose behalf it acts
   * @param ownSource whether it names that account itself
   * @param transactionSource the account of its transaction
   * @param sequence the sequence number of its transaction
   * @param index its place in the transaction, from 0
   */
  record Place(
      OperationType type,
      AccountId source,
      boolean ownSource,
      AccountId transactionSource,
      long sequence,
      int index) {}

  private final Place place;

  OperationFrame(Place place) {
    this.place = place;
  }

  final Place place() {
    return place;
  }

  final AccountId source() {
    return place.source();
  }

  Level level() {
    return Level.MEDIUM;
  }

  /** Returns whether the protocol still has the operation. */
  boolean supported() {
    return true;
  }

  /** Returns what is wrong with the operation whatever the state, empty when nothing is. */
  abstract Optional<Outcome> malformed();

  /** Says which accounts it may read and change; all of them, unless it knows better. */
  void footprint(LedgerTransaction ledger, Footprint footprint) {
    footprint.everything();
  }

  /** Does it. When it fails, the caller undoes what it did. */
  abstract Outcome apply(LedgerTransaction ledger);
}
