package org.corridor.ledger.apply;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.Asset;
import org.corridor.ledger.state.Bytes;
import org.corridor.ledger.state.ClaimableBalance;
import org.corridor.ledger.state.Key;
import org.corridor.ledger.state.LedgerTransaction;
import org.corridor.ledger.state.LiquidityPool;
import org.corridor.ledger.state.PoolShare;
import org.corridor.ledger.state.Predicate;
import org.corridor.ledger.state.Stamp;
import org.corridor.ledger.state.TrustLine;

/**
 * What follows when an account loses even the right to keep offers in an asset: its offers go, and
 * its shares of pools with the asset turn into claimable balances of what they are worth.
 */
final class Revocation {
  private final LedgerTransaction ledger;
  private final OperationFrame.Place place;
  private final AccountId holder;

  private Revocation(LedgerTransaction ledger, OperationFrame.Place place, AccountId holder) {
    this.ledger = ledger;
    this.place = place;
    this.holder = holder;
  }

  static Sponsorships.Reserve revoke(
      LedgerTransaction ledger, OperationFrame.Place place, AccountId holder, Asset asset) {
    Offers.removeAll(ledger, holder, asset);
    Revocation revocation = new Revocation(ledger, place, holder);
    for (TrustLine shares : revocation.sharesWith(asset)) {
      Sponsorships.Reserve reserve = revocation.redeem(shares);
      if (reserve != Sponsorships.Reserve.DONE) {
        return reserve;
      }
    }
    return Sponsorships.Reserve.DONE;
  }

  private List<TrustLine> sharesWith(Asset asset) {
    List<TrustLine> found = new ArrayList<>();
    for (TrustLine line : ledger.ownedBy(holder, TrustLine.class)) {
      if (line.asset() instanceof PoolShare share) {
        LiquidityPool pool = pool(share.pool());
        if (pool.assetA().equals(asset) || pool.assetB().equals(asset)) {
          found.add(line);
        }
      }
    }
    found.sort(Comparator.comparing(line -> ((PoolShare) line.asset()).pool()));
    return found;
  }

  private LiquidityPool pool(Bytes id) {
    return (LiquidityPool) ApplyFault.present(ledger.peek(new Key.OfPool(id)), "no pool");
  }

  private Sponsorships.Reserve redeem(TrustLine shares) {
    Bytes id = ((PoolShare) shares.asset()).pool();
    AccountId backer = shares.sponsor() == null ? holder : shares.sponsor();
    Sponsorships.removeOwned(ledger, shares, holder);
    ledger.remove(shares.key());
    LiquidityPool pool = pool(id);
    if (shares.balance() != 0) {
      long amountA = Pools.worth(shares.balance(), pool.shares(), pool.reserveA());
      long amountB = Pools.worth(shares.balance(), pool.shares(), pool.reserveB());
      Sponsorships.Reserve reserve = setAside(id, pool.assetA(), amountA, backer);
      if (reserve == Sponsorships.Reserve.DONE) {
        reserve = setAside(id, pool.assetB(), amountB, backer);
      }
      if (reserve != Sponsorships.Reserve.DONE) {
        return reserve;
      }
      ledger.put(
          pool.withReserves(
              pool.reserveA() - amountA,
              pool.reserveB() - amountB,
              pool.shares() - shares.balance()));
    }
    Pools.releaseLine(ledger, holder, pool.assetA());
    Pools.releaseLine(ledger, holder, pool.assetB());
    Pools.releasePool(ledger, id);
    return Sponsorships.Reserve.DONE;
  }

  private Sponsorships.Reserve setAside(Bytes poolId, Asset asset, long amount, AccountId backer) {
    if (amount != 0 && asset.issuedBy(holder)) {
      ledger.issue(asset, -amount);
    }
    if (amount == 0 || asset.issuedBy(holder)) {
      return Sponsorships.Reserve.DONE;
    }
    boolean clawback = false;
    if (!asset.isNative()) {
      clawback =
          ApplyFault.present(ledger.loadTrustLine(holder, asset), "no line for the pool's asset")
              .clawbackEnabled();
    }
    ClaimableBalance balance =
        new ClaimableBalance(
            OperationIds.ofRevocation(place, poolId, asset),
            List.of(new ClaimableBalance.Claimant(holder, new Predicate.Unconditional())),
            asset,
            amount,
            clawback,
            clawback ? 1 : 0,
            Stamp.NEW);
    if (ledger.futureSponsorOf(backer) == null) {
      // It takes the place of the line of shares, so it is backed even by who could not afford it.
      ledger.put(
          Sponsorships.sponsorBalance(ledger, balance, Sponsorships.loadAccount(ledger, backer)));
      return Sponsorships.Reserve.DONE;
    }
    Sponsorships.loadAccount(ledger, backer);
    Sponsorships.Created<ClaimableBalance> created =
        Sponsorships.createBalance(ledger, balance, backer);
    if (created.reserve() == Sponsorships.Reserve.DONE) {
      ledger.put(created.entry());
    }
    return created.reserve();
  }
}
