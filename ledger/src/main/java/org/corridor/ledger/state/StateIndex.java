package org.corridor.ledger.state;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds entries by what stands in them, in the order in which lists of them are paged. It follows
 * every change of the state, so a page costs what it shows and not what there is.
 *
 * <p>Not thread-safe: it belongs to its state and is read where the state may be read.
 */
public final class StateIndex {
  private final Map<Asset.Credit, AssetTotals> totals = new HashMap<>();
  private final NavigableSet<Asset.Credit> assets = new TreeSet<>(ASSETS);
  private final Map<LineAsset, NavigableSet<AccountId>> holders = new HashMap<>();
  private final Map<SignerKey, NavigableSet<AccountId>> signed = new HashMap<>();
  private final Map<AccountId, NavigableMap<AccountId, Integer>> sponsored = new HashMap<>();
  private final NavigableSet<Long> offers = new TreeSet<>();
  private final Map<AccountId, NavigableSet<Long>> sponsoredOffers = new HashMap<>();
  private final NavigableSet<BalancePlace> balances = new TreeSet<>();
  private final Map<Object, NavigableSet<BalancePlace>> balancesBy = new HashMap<>();
  private final NavigableSet<Bytes> pools = new TreeSet<>();

  /** Accounts as their addresses are written, which puts digits before letters. */
  public static final Comparator<AccountId> ADDRESSES = AccountId::compareAddress;

  /** Assets by code, then by the issuer's address, then by type. */
  public static final Comparator<Asset.Credit> ASSETS =
      Comparator.comparing(Asset.Credit::code)
          .thenComparing(Asset.Credit::issuer, ADDRESSES)
          .thenComparing(Asset.Credit::wide);

  /** Where a claimable balance stands in the list of them: by its last change, then by its id. */
  public record BalancePlace(int ledger, Bytes id) implements Comparable<BalancePlace> {
    @Override
    public int compareTo(BalancePlace other) {
      int order = Integer.compare(ledger, other.ledger);
      return order == 0 ? id.compareTo(other.id) : order;
    }
  }

  /** What a claimable balance is found by. */
  private record Claimable(AccountId claimant) {}

  private record Sponsored(AccountId sponsor) {}

  /** Follows a change of one entry; null stands for an entry that is not there. */
  void changed(@Nullable Entry before, @Nullable Entry after) {
    switch (after == null ? before : after) {
      case null -> {}
      case Account _ -> account((Account) before, (Account) after);
      case TrustLine _ -> line((TrustLine) before, (TrustLine) after);
      case Offer _ -> offer((Offer) before, (Offer) after);
      case DataItem item -> sponsor(before, after, item.owner());
      case ClaimableBalance _ -> balance((ClaimableBalance) before, (ClaimableBalance) after);
      case LiquidityPool _ -> pool((LiquidityPool) before, (LiquidityPool) after);
    }
  }

  private void sponsor(@Nullable Entry before, @Nullable Entry after, AccountId owner) {
    AccountId then = before == null ? null : before.sponsor();
    AccountId now = after == null ? null : after.sponsor();
    sponsor(then, owner, -1);
    sponsor(now, owner, 1);
  }

  private void sponsor(@Nullable AccountId sponsor, AccountId owner, int count) {
    if (sponsor == null) {
      return;
    }
    NavigableMap<AccountId, Integer> owners =
        sponsored.computeIfAbsent(sponsor, _ -> new TreeMap<>(ADDRESSES));
    owners.merge(owner, count, (a, b) -> a + b == 0 ? null : a + b);
    if (owners.isEmpty()) {
      sponsored.remove(sponsor);
    }
  }

  private void account(@Nullable Account before, @Nullable Account after) {
    if (before != null && after != null) {
      boolean same =
          before.signers().equals(after.signers())
              && Objects.equals(before.sponsor(), after.sponsor());
      if (same) {
        return; // most changes of accounts are of balances
      }
    }
    signers(before, -1);
    signers(after, 1);
  }

  private void signers(@Nullable Account account, int count) {
    if (account == null) {
      return;
    }
    sponsor(account.sponsor(), account.id(), count);
    for (Signer signer : account.signers()) {
      put(signed, signer.key(), account.id(), ADDRESSES, count > 0);
      sponsor(signer.sponsor(), account.id(), count);
    }
  }

  private static <K, V> void put(
      Map<K, NavigableSet<V>> sets, K key, V value, Comparator<? super V> order, boolean present) {
    if (present) {
      sets.computeIfAbsent(key, _ -> new TreeSet<>(order)).add(value);
      return;
    }
    NavigableSet<V> set = sets.get(key);
    if (set != null) {
      set.remove(value);
      if (set.isEmpty()) {
        sets.remove(key);
      }
    }
  }

  private void line(@Nullable TrustLine before, @Nullable TrustLine after) {
    TrustLine some = after == null ? before : after;
    if (some == null) {
      return;
    }
    if ((before == null) != (after == null)) {
      put(holders, some.asset(), some.owner(), ADDRESSES, after != null);
    }
    sponsor(before, after, some.owner());
    if (some.asset() instanceof Asset.Credit credit) {
      AssetTotals of = known(credit);
      of.line(before, -1);
      of.line(after, 1);
      forget(credit, of);
    }
  }

  private AssetTotals known(Asset.Credit asset) {
    AssetTotals of = totals.get(asset);
    if (of == null) {
      of = new AssetTotals();
      totals.put(asset, of);
      assets.add(asset);
    }
    return of;
  }

  private void forget(Asset.Credit asset, AssetTotals of) {
    if (of.isEmpty()) {
      totals.remove(asset);
      assets.remove(asset);
    }
  }

  private void offer(@Nullable Offer before, @Nullable Offer after) {
    Offer some = after == null ? before : after;
    if (some == null) {
      return;
    }
    if (before == null) {
      offers.add(some.id());
    } else if (after == null) {
      offers.remove(some.id());
    }
    Comparator<Long> order = Comparator.naturalOrder();
    if (before != null && before.sponsor() != null) {
      put(sponsoredOffers, before.sponsor(), some.id(), order, false);
    }
    if (after != null && after.sponsor() != null) {
      put(sponsoredOffers, after.sponsor(), some.id(), order, true);
    }
  }

  private void balance(@Nullable ClaimableBalance before, @Nullable ClaimableBalance after) {
    place(before, false);
    place(after, true);
  }

  private void place(@Nullable ClaimableBalance balance, boolean present) {
    if (balance == null) {
      return;
    }
    BalancePlace place = new BalancePlace(balance.lastModified(), balance.id());
    if (present) {
      balances.add(place);
    } else {
      balances.remove(place);
    }
    for (Object key : keys(balance)) {
      put(balancesBy, key, place, Comparator.naturalOrder(), present);
    }
    if (balance.asset() instanceof Asset.Credit credit) {
      AssetTotals of = known(credit);
      of.claimable(balance.amount(), present ? 1 : -1);
      forget(credit, of);
    }
  }

  private static Set<Object> keys(ClaimableBalance balance) {
    Set<Object> keys = new HashSet<>();
    keys.add(balance.asset());
    balance.claimants().forEach(claimant -> keys.add(new Claimable(claimant.destination())));
    if (balance.sponsor() != null) {
      keys.add(new Sponsored(balance.sponsor()));
    }
    return keys;
  }

  private void pool(@Nullable LiquidityPool before, @Nullable LiquidityPool after) {
    reserves(before, -1);
    reserves(after, 1);
    if (before == null && after != null) {
      pools.add(after.id());
    } else if (before != null && after == null) {
      pools.remove(before.id());
    }
  }

  private void reserves(@Nullable LiquidityPool pool, int count) {
    if (pool == null) {
      return;
    }
    reserve(pool.assetA(), pool.reserveA(), count);
    reserve(pool.assetB(), pool.reserveB(), count);
  }

  private void reserve(Asset asset, long amount, int count) {
    if (asset instanceof Asset.Credit credit) {
      AssetTotals of = known(credit);
      of.pool(amount, count);
      forget(credit, of);
    }
  }

  /** Assets that anybody holds or could hold, lumens apart. */
  public NavigableSet<Asset.Credit> assets() {
    return Collections.unmodifiableNavigableSet(assets);
  }

  /** What an asset adds up to, null when nobody holds it or could hold it. */
  public @Nullable AssetTotals totals(Asset asset) {
    return asset instanceof Asset.Credit credit ? totals.get(credit) : null;
  }

  /** Accounts with a line for a credit or for shares of a pool, by address. */
  public NavigableSet<AccountId> holders(LineAsset asset) {
    return view(holders.get(asset), ADDRESSES);
  }

  /** Accounts that have this signer besides their own key, by address. */
  public NavigableSet<AccountId> signedBy(SignerKey signer) {
    return view(signed.get(signer), ADDRESSES);
  }

  /** Accounts that are sponsored, or a line, data item or signer of theirs, by address. */
  public NavigableSet<AccountId> sponsoredBy(AccountId sponsor) {
    NavigableMap<AccountId, Integer> owners = sponsored.get(sponsor);
    return view(owners == null ? null : owners.navigableKeySet(), ADDRESSES);
  }

  /** Ids of all offers. */
  public NavigableSet<Long> offers() {
    return Collections.unmodifiableNavigableSet(offers);
  }

  /** Ids of the offers that somebody sponsors. */
  public NavigableSet<Long> offersSponsoredBy(AccountId sponsor) {
    return view(sponsoredOffers.get(sponsor), Comparator.naturalOrder());
  }

  /** All claimable balances. */
  public NavigableSet<BalancePlace> balances() {
    return Collections.unmodifiableNavigableSet(balances);
  }

  /** Claimable balances in an asset. */
  public NavigableSet<BalancePlace> balancesIn(Asset asset) {
    return view(balancesBy.get(asset), Comparator.naturalOrder());
  }

  /** Claimable balances that an account may claim, some time. */
  public NavigableSet<BalancePlace> balancesFor(AccountId claimant) {
    return view(balancesBy.get(new Claimable(claimant)), Comparator.naturalOrder());
  }

  /** Claimable balances that somebody sponsors. */
  public NavigableSet<BalancePlace> balancesSponsoredBy(AccountId sponsor) {
    return view(balancesBy.get(new Sponsored(sponsor)), Comparator.naturalOrder());
  }

  /** Ids of all liquidity pools. */
  public NavigableSet<Bytes> pools() {
    return Collections.unmodifiableNavigableSet(pools);
  }

  private static <V> NavigableSet<V> view(
      @Nullable NavigableSet<V> set, Comparator<? super V> order) {
    return Collections.unmodifiableNavigableSet(set == null ? new TreeSet<>(order) : set);
  }
}
