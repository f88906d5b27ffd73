package org.corridor.ledger.horizon;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.corridor.ledger.store.Xdr;
import org.jspecify.annotations.Nullable;
import org.stellar.sdk.xdr.Asset;
import org.stellar.sdk.xdr.ClaimAtom;
import org.stellar.sdk.xdr.ClaimAtomType;
import org.stellar.sdk.xdr.LedgerEntryType;
import org.stellar.sdk.xdr.ManageOfferSuccessResult;
import org.stellar.sdk.xdr.OfferEntry;

/** The trades of operations. */
final class Trades {
  /** Set in ids that stand for an operation, of which no offer remained. */
  private static final long OPERATION_BIT = 1L << 62;

  private Trades() {}

  /** One side of a trade; it has either an offer and its account, or a pool. */
  @SuppressWarnings("ArrayRecordComponent") // read only, never compared as a record
  record Side(
      Asset asset,
      long amount,
      @Nullable Long offer,
      byte @Nullable [] account,
      byte @Nullable [] pool) {}

  /**
   * A trade, seen from what the resting side sold.
   *
   * @param n units bought per d units sold, of the resting side
   */
  record Trade(
      long operation,
      int order,
      long closeTime,
      Side seller,
      Side buyer,
      int poolFee,
      long n,
      long d) {

    boolean isPool() {
      return seller.pool() != null;
    }

    /** Whether the pair is the one of this trade, either way round. */
    boolean isOf(Asset one, Asset other) {
      return (seller.asset().equals(one) && buyer.asset().equals(other))
          || (seller.asset().equals(other) && buyer.asset().equals(one));
    }

    /** Whether an account or a pool took part. */
    boolean isOf(byte[] id) {
      return Arrays.equals(id, seller.account())
          || Arrays.equals(id, buyer.account())
          || Arrays.equals(id, seller.pool());
    }

    /** Renders the trade with the asset that the resting side sold as the base, or the other. */
    ObjectNode json(boolean baseIsSeller, String url) {
      Side first = baseIsSeller ? seller : buyer;
      Side second = baseIsSeller ? buyer : seller;
      String id = operation + "-" + order;
      ObjectNode node = Json.object();
      ObjectNode links = node.putObject("_links");
      Json.link(links, "self", "");
      Json.link(links, "base", link(first, url));
      Json.link(links, "counter", link(second, url));
      Json.link(links, "operation", url + "/operations/" + operation);
      node.put("id", id);
      node.put("paging_token", id);
      node.put("ledger_close_time", Text.time(closeTime));
      node.put("trade_type", isPool() ? "liquidity_pool" : "orderbook");
      if (isPool()) {
        node.put("liquidity_pool_fee_bp", poolFee);
      }
      put(node, "base", first);
      put(node, "counter", second);
      node.put("base_is_seller", baseIsSeller);
      node.set("price", baseIsSeller ? Json.wideFraction(n, d) : Json.wideFraction(d, n));
      return node;
    }

    private static String link(Side side, String url) {
      return side.pool() == null
          ? url + "/accounts/" + (side.account() == null ? "" : Text.account(side.account()))
          : url + "/liquidity_pools/" + Text.hex(side.pool());
    }

    private static void put(ObjectNode node, String name, Side side) {
      if (side.pool() != null) {
        node.put(name + "_liquidity_pool_id", Text.hex(side.pool()));
      }
      if (side.offer() != null) {
        node.put(name + "_offer_id", side.offer().toString());
      }
      if (side.account() != null) {
        node.put(name + "_account", Text.account(side.account()));
      }
      node.put(name + "_amount", Text.amount(side.amount()));
      Json.asset(node, name + "_", side.asset());
    }
  }

  /** The trades of an operation in their order. Offers that were merely swept away are none. */
  static List<Trade> of(Applied tx, int index) {
    List<Trade> trades = new ArrayList<>();
    if (!tx.successful()) {
      return trades;
    }
    long operation = tx.operationId(index);
    ClaimAtom[] claims = Xdr.claims(tx.operationResult(index));
    for (int order = 0; order < claims.length; order++) {
      ClaimAtom claim = claims[order];
      long sold = PathAmounts.soldAmount(claim);
      long bought = PathAmounts.boughtAmount(claim);
      if (sold == 0 && bought == 0) {
        continue;
      }
      byte[] taker = Xdr.key(tx.source(index));
      long own = ownOffer(tx, index, operation);
      Side buyer = new Side(PathAmounts.bought(claim), bought, own, taker, null);
      Asset asset = PathAmounts.sold(claim);
      long time = tx.stored().closeTime();
      if (claim.getDiscriminant() == ClaimAtomType.CLAIM_ATOM_TYPE_LIQUIDITY_POOL) {
        byte[] id = claim.getLiquidityPool().getLiquidityPoolID().getPoolID().getHash();
        Side pool = new Side(asset, sold, null, null, id);
        trades.add(
            new Trade(operation, order, time, pool, buyer, fee(tx, index, id), bought, sold));
      } else {
        long offer = claim.getOrderBook().getOfferID().getInt64();
        byte[] account = Xdr.key(claim.getOrderBook().getSellerID());
        Side seller = new Side(asset, sold, offer, account, null);
        int[] price = price(tx, index, offer);
        trades.add(new Trade(operation, order, time, seller, buyer, 0, price[0], price[1]));
      }
    }
    return trades;
  }

  /** The offer that the taker left in the book, or a number made of the operation. */
  private static long ownOffer(Applied tx, int index, long operation) {
    ManageOfferSuccessResult success = Xdr.manageOfferSuccess(tx.outcome(index));
    OfferEntry offer = success == null ? null : success.getOffer().getOffer();
    return offer == null ? operation | OPERATION_BIT : offer.getOfferID().getInt64();
  }

  private static int fee(Applied tx, int index, byte[] id) {
    Applied.PoolChange change = tx.poolChange(index, id);
    return change == null
        ? 0
        : change.pool().getBody().getConstantProduct().getParams().getFee().getInt32();
  }

  private static int[] price(Applied tx, int index, long offer) {
    for (Applied.Change change : tx.changes(index)) {
      if (change.type() == LedgerEntryType.OFFER && change.before() != null) {
        OfferEntry entry = change.before().getData().getOffer();
        if (entry.getOfferID().getInt64() == offer) {
          return new int[] {entry.getPrice().getN().getInt32(), entry.getPrice().getD().getInt32()};
        }
      }
    }
    throw new IllegalStateException("offer " + offer + " was taken without a change");
  }
}
