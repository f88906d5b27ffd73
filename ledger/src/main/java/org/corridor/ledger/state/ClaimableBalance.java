package org.corridor.ledger.state;

import java.util.List;

/**
 * An amount set aside for claimants.
 *
 * @param id the 32 bytes of its version 0 id
 * @param extended whether the entry's own extension exists, which shows in XDR
 * @param flags CLAWBACK_ENABLED 1
 */
public record ClaimableBalance(
    Bytes id,
    List<Claimant> claimants,
    Asset asset,
    long amount,
    boolean extended,
    int flags,
    Stamp stamp)
    implements Entry {

  /** Who may claim and when. */
  public record Claimant(AccountId destination, Predicate predicate) {}

  /** Holds the claimants in an immutable list. */
  public ClaimableBalance {
    claimants = List.copyOf(claimants);
  }

  @Override
  public Key.OfClaimableBalance key() {
    return new Key.OfClaimableBalance(id);
  }

  /** Returns whether the issuer may claw back. */
  public boolean clawbackEnabled() {
    return (flags & 1) != 0;
  }

  @Override
  public ClaimableBalance withStamp(Stamp newStamp) {
    return new ClaimableBalance(id, claimants, asset, amount, extended, flags, newStamp);
  }
}
