package org.corridor.ledger.horizon;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.Asset;
import org.stellar.sdk.xdr.OperationType;

/**
 * Which part of history an explorer wants to see; what is empty does not matter.
 *
 * @param account who took part
 * @param asset what was named, moved or traded
 * @param types of which types an operation may be; any when there is none
 * @param least the least amount that was moved, of the asset if one is given, in stroops
 * @param most the greatest amount that was moved, in stroops
 * @param from the close time from which on
 * @param until the close time before which
 * @param failed whether failed transactions count
 */
public record HistoryFilter(
    Optional<AccountId> account,
    Optional<Asset> asset,
    Set<OperationType> types,
    Optional<Long> least,
    Optional<Long> most,
    Optional<Instant> from,
    Optional<Instant> until,
    boolean failed) {
  /** Everything that succeeded. */
  public static final HistoryFilter ALL =
      new HistoryFilter(
          Optional.empty(),
          Optional.empty(),
          Set.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false);

  /** Holds the types in an immutable set. */
  public HistoryFilter {
    types = Set.copyOf(types);
  }

  boolean hasAmounts() {
    return least.isPresent() || most.isPresent();
  }
}
