package org.corridor.ledger.apply;

import java.util.Optional;
import org.corridor.ledger.state.LedgerTransaction;

/** Retired since protocol 12: it is always refused. */
final class Inflation extends OperationFrame {
  Inflation(Place place) {
    super(place);
  }

  @Override
  boolean supported() {
    return false;
  }

  @Override
  Level level() {
    return Level.LOW;
  }

  @Override
  Optional<Outcome> malformed() {
    return Optional.empty();
  }

  @Override
  Outcome apply(LedgerTransaction ledger) {
    throw new IllegalStateException("an unsupported operation is refused before it is applied");
  }
}
