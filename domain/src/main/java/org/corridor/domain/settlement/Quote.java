package org.corridor.domain.settlement;

import java.time.Instant;
import java.util.List;
import org.corridor.domain.money.Asset;
import org.corridor.domain.money.LedgerAmount;

/**
 * A price and a way through the ledger's order books, good until it expires.
 *
 * @param mode which side is fixed
 * @param sendAsset what we pay with
 * @param sendAmount what we pay: exactly (strict send) or at most (strict receive)
 * @param deliverAsset what is delivered
 * @param deliverAmount what is delivered: at least (strict send) or exactly (strict receive)
 * @param path assets between, in order, at most {@value #PATH_HOPS_MAX}; empty for the same asset
 *     or one book
 * @param expected what the books promised at the time of the quote on the side that is not fixed
 * @param expiresAt no transaction may be signed on it later
 */
public record Quote(
    Mode mode,
    Asset sendAsset,
    LedgerAmount sendAmount,
    Asset deliverAsset,
    LedgerAmount deliverAmount,
    List<Asset> path,
    LedgerAmount expected,
    Instant expiresAt) {
  /** Most assets between (the protocol's limit on path length). */
  public static final int PATH_HOPS_MAX = 5;

  /** Copies the path. */
  public Quote {
    path = List.copyOf(path);
  }

  /** Whether no conversion is needed. */
  public boolean isSameAsset() {
    return sendAsset.equals(deliverAsset);
  }

  /** Which side of a conversion is fixed. */
  public enum Mode {
    /** What we pay is fixed. */
    STRICT_SEND,
    /** What is delivered is fixed. */
    STRICT_RECEIVE
  }
}
