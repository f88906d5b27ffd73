package org.corridor.ledger.verify;

/** A ledger does not hold; ends the walk. */
final class Fault extends RuntimeException {
  private final int ledger;

  Fault(int ledger, String what) {
    super(what, null, false, false);
    this.ledger = ledger;
  }

  int ledger() {
    return ledger;
  }
}
