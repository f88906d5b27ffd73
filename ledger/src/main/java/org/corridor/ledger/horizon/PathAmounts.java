package org.corridor.ledger.horizon;

import java.util.Arrays;
import org.corridor.ledger.store.Xdr;
import org.stellar.sdk.xdr.Asset;
import org.stellar.sdk.xdr.ClaimAtom;

/** What the ends of a path payment that succeeded really sent and received. */
final class PathAmounts {
  private PathAmounts() {}

  static long received(Applied tx, int index) {
    var success = tx.outcome(index).getPathPaymentStrictSendResult().getSuccess();
    return success.getLast().getAmount().getInt64();
  }

  /**
   * What a strict receive sent. The result does not say it: it is what the takers of the first
   * asset got, or without any exchange, the amount delivered.
   */
  static long sent(Applied tx, int index) {
    var success = tx.outcome(index).getPathPaymentStrictReceiveResult().getSuccess();
    ClaimAtom[] claims = success.getOffers();
    if (claims.length == 0) {
      return success.getLast().getAmount().getInt64();
    }
    byte[] first = Xdr.bytes(bought(claims[0]));
    long sent = 0;
    for (ClaimAtom claim : claims) {
      if (!Arrays.equals(first, Xdr.bytes(bought(claim)))) {
        break;
      }
      sent += boughtAmount(claim);
    }
    return sent;
  }

  static Asset bought(ClaimAtom claim) {
    return switch (claim.getDiscriminant()) {
      case CLAIM_ATOM_TYPE_LIQUIDITY_POOL -> claim.getLiquidityPool().getAssetBought();
      default -> claim.getOrderBook().getAssetBought();
    };
  }

  static Asset sold(ClaimAtom claim) {
    return switch (claim.getDiscriminant()) {
      case CLAIM_ATOM_TYPE_LIQUIDITY_POOL -> claim.getLiquidityPool().getAssetSold();
      default -> claim.getOrderBook().getAssetSold();
    };
  }

  static long boughtAmount(ClaimAtom claim) {
    return switch (claim.getDiscriminant()) {
      case CLAIM_ATOM_TYPE_LIQUIDITY_POOL -> claim.getLiquidityPool().getAmountBought().getInt64();
      default -> claim.getOrderBook().getAmountBought().getInt64();
    };
  }

  static long soldAmount(ClaimAtom claim) {
    return switch (claim.getDiscriminant()) {
      case CLAIM_ATOM_TYPE_LIQUIDITY_POOL -> claim.getLiquidityPool().getAmountSold().getInt64();
      default -> claim.getOrderBook().getAmountSold().getInt64();
    };
  }
}
