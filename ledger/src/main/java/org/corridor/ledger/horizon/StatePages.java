package org.corridor.ledger.horizon;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.corridor.ledger.LedgerView;
import org.corridor.ledger.node.LedgerNode;
import org.corridor.ledger.state.Account;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.Asset;
import org.corridor.ledger.state.Bytes;
import org.corridor.ledger.state.ClaimableBalance;
import org.corridor.ledger.state.LiquidityPool;
import org.corridor.ledger.state.Offer;
import org.corridor.ledger.state.PoolShare;
import org.corridor.ledger.state.TrustLine;

/** Pages of the state as the last close left it: accounts, offers, assets, balances, pools. */
final class StatePages {
  private final LedgerNode node;

  StatePages(LedgerNode node) {
    this.node = node;
  }

  private StateJson json(Request request) {
    return new StateJson(node.history(), request.base());
  }

  /** Puts what passes under its sort key. */
  private interface Collection<K, E> {
    void collect(LedgerView view, Consumer<Map.Entry<K, E>> found);
  }

  private <K extends Comparable<K>, E> List<Page.Item> page(
      Page.Bounds bounds,
      Optional<K> cursor,
      Collection<K, E> collection,
      BiFunction<LedgerView, E, ObjectNode> render,
      BiFunction<K, E, String> token) {
    return node.read(
        view -> {
          NavigableMap<K, E> all = new TreeMap<>();
          collection.collect(view, entry -> all.put(entry.getKey(), entry.getValue()));
          NavigableMap<K, E> rest = bounds.ascending() ? all : all.descendingMap();
          if (cursor.isPresent()) {
            rest = rest.tailMap(cursor.get(), false);
          }
          List<Page.Item> items = new ArrayList<>();
          for (Map.Entry<K, E> entry : rest.entrySet()) {
            if (items.size() == bounds.limit()) {
              break;
            }
            String next = token.apply(entry.getKey(), entry.getValue());
            items.add(new Page.Item(next, render.apply(view, entry.getValue())));
          }
          return items;
        });
  }

  private static Optional<String> cursor(Page.Bounds bounds) {
    return bounds.cursor().isEmpty() ? Optional.empty() : Optional.of(bounds.cursor());
  }

  private static Optional<Long> number(Page.Bounds bounds) {
    return cursor(bounds).map(Request::position);
  }

  Page.Source accounts(Request request) {
    Optional<Asset> asset =
        request.parameter("asset").map(text -> Request.canonicalAsset("asset", text));
    Optional<Bytes> pool = request.parameter("liquidity_pool").map(Request::poolId);
    Optional<AccountId> sponsor = request.account("sponsor");
    Optional<String> signer = request.parameter("signer");
    long filters =
        List.of(asset, pool, sponsor, signer).stream().filter(Optional::isPresent).count();
    if (filters != 1) {
      throw Problem.accountsFilter();
    }
    Collection<String, Account> found;
    if (signer.isPresent()) {
      found = all(account -> signedBy(account, signer.get()));
    } else if (sponsor.isPresent()) {
      found = (view, consumer) -> sponsored(view, sponsor.get(), consumer);
    } else {
      Object line = asset.isPresent() ? asset.get() : new PoolShare(pool.orElseThrow());
      found = (view, consumer) -> holders(view, line, consumer);
    }
    StateJson json = json(request);
    return bounds -> page(bounds, cursor(bounds), found, json::account, (id, account) -> id);
  }

  private static Collection<String, Account> all(Predicate<Account> filter) {
    return (view, consumer) ->
        view.forEach(
            Account.class,
            account -> {
              if (filter.test(account)) {
                consumer.accept(Map.entry(account.id().address(), account));
              }
            });
  }

  private static boolean signedBy(Account account, String signer) {
    if (account.thresholds().master() > 0 && account.id().address().equals(signer)) {
      return true;
    }
    return account.signers().stream()
        .anyMatch(other -> Text.signer(other.key().toXdr()).equals(signer));
  }

  private static void holders(
      LedgerView view, Object asset, Consumer<Map.Entry<String, Account>> consumer) {
    view.forEach(
        TrustLine.class,
        line -> {
          if (line.asset().equals(asset)) {
            add(view, line.owner(), consumer);
          }
        });
  }

  private static void add(
      LedgerView view, AccountId id, Consumer<Map.Entry<String, Account>> consumer) {
    view.account(id).ifPresent(account -> consumer.accept(Map.entry(id.address(), account)));
  }

  /** Accounts of which the account itself, a signer or an entry is sponsored by this account. */
  private static void sponsored(
      LedgerView view, AccountId sponsor, Consumer<Map.Entry<String, Account>> consumer) {
    view.forEach(
        org.corridor.ledger.state.Entry.class,
        entry -> {
          boolean own = Objects.equals(sponsor, entry.sponsor());
          switch (entry) {
            case Account account -> {
              boolean signer =
                  account.signers().stream().anyMatch(s -> Objects.equals(sponsor, s.sponsor()));
              if (own || signer) {
                add(view, account.id(), consumer);
              }
            }
            case TrustLine line when own -> add(view, line.owner(), consumer);
            case Offer offer when own -> add(view, offer.seller(), consumer);
            case org.corridor.ledger.state.DataItem item when own ->
                add(view, item.owner(), consumer);
            default -> {}
          }
        });
  }

  Page.Source offersOf(Request request, AccountId seller) {
    StateJson json = json(request);
    Collection<Long, Offer> collection =
        (view, found) ->
            view.offers(seller).forEach(offer -> found.accept(Map.entry(offer.id(), offer)));
    return bounds ->
        page(
            bounds,
            number(bounds),
            collection,
            (view, offer) -> json.offer(offer),
            (id, offer) -> Long.toString(id));
  }

  Page.Source offers(Request request) {
    Optional<AccountId> seller = request.account("seller");
    Optional<AccountId> sponsor = request.account("sponsor");
    Optional<Asset> selling =
        request
            .parameter("selling")
            .map(text -> Request.canonicalAsset("selling", text))
            .or(() -> request.asset("selling_"));
    Optional<Asset> buying =
        request
            .parameter("buying")
            .map(text -> Request.canonicalAsset("buying", text))
            .or(() -> request.asset("buying_"));
    Predicate<Offer> filter =
        offer ->
            (seller.isEmpty() || seller.get().equals(offer.seller()))
                && (sponsor.isEmpty() || Objects.equals(sponsor.get(), offer.sponsor()))
                && (selling.isEmpty() || selling.get().equals(offer.selling()))
                && (buying.isEmpty() || buying.get().equals(offer.buying()));
    StateJson json = json(request);
    Collection<Long, Offer> collection =
        (view, found) -> {
          Consumer<Offer> consumer =
              offer -> {
                if (filter.test(offer)) {
                  found.accept(Map.entry(offer.id(), offer));
                }
              };
          if (seller.isPresent()) {
            view.offers(seller.get()).forEach(consumer);
          } else if (selling.isPresent() && buying.isPresent()) {
            view.book(selling.get(), buying.get()).forEach(consumer);
          } else {
            view.forEach(Offer.class, consumer);
          }
        };
    return bounds ->
        page(
            bounds,
            number(bounds),
            collection,
            (view, offer) -> json.offer(offer),
            (id, offer) -> Long.toString(id));
  }

  Page.Source assets(Request request) {
    Optional<String> code = request.parameter("asset_code");
    if (code.isPresent() && !Request.isCode(code.get())) {
      throw Problem.badRequest("asset_code", code.get() + " is not a valid asset code");
    }
    Optional<AccountId> issuer = request.account("asset_issuer");
    Predicate<Asset.Credit> filter =
        asset ->
            (code.isEmpty() || code.get().equals(asset.code()))
                && (issuer.isEmpty() || issuer.get().equals(asset.issuer()));
    Collection<String, AssetStatistics> collection =
        (view, found) -> AssetStatistics.of(view, filter).entrySet().forEach(found);
    return bounds ->
        page(
            bounds,
            cursor(bounds),
            collection,
            (view, statistics) -> statistics.json(view),
            (token, statistics) -> token);
  }

  /** Balances are listed by when they were last modified, then by id. */
  private record BalanceKey(long ledger, String id) implements Comparable<BalanceKey> {
    private static final Comparator<BalanceKey> ORDER =
        Comparator.comparingLong(BalanceKey::ledger).thenComparing(BalanceKey::id);

    static BalanceKey of(String token) {
      int dash = token.indexOf('-');
      if (dash < 0) {
        throw Problem.badRequest("cursor", "cursor: invalid value");
      }
      return new BalanceKey(Request.position(token.substring(0, dash)), token.substring(dash + 1));
    }

    @Override
    public int compareTo(BalanceKey other) {
      return ORDER.compare(this, other);
    }
  }

  Page.Source balances(Request request) {
    Optional<Asset> asset =
        request.parameter("asset").map(text -> Request.canonicalAsset("asset", text));
    Optional<AccountId> sponsor = request.account("sponsor");
    Optional<AccountId> claimant = request.account("claimant");
    Predicate<ClaimableBalance> filter =
        balance ->
            (asset.isEmpty() || asset.get().equals(balance.asset()))
                && (sponsor.isEmpty() || Objects.equals(sponsor.get(), balance.sponsor()))
                && (claimant.isEmpty()
                    || balance.claimants().stream()
                        .anyMatch(other -> other.destination().equals(claimant.get())));
    StateJson json = json(request);
    Collection<BalanceKey, ClaimableBalance> collection =
        (view, found) ->
            view.forEach(
                ClaimableBalance.class,
                balance -> {
                  if (filter.test(balance)) {
                    String token = StateJson.balanceToken(balance);
                    found.accept(Map.entry(BalanceKey.of(token), balance));
                  }
                });
    return bounds ->
        page(
            bounds,
            cursor(bounds).map(BalanceKey::of),
            collection,
            (view, balance) -> json.balance(balance),
            (key, balance) -> StateJson.balanceToken(balance));
  }

  Page.Source pools(Request request) {
    List<Asset> reserves =
        request.parameter("reserves").stream()
            .flatMap(text -> List.of(text.split(",", -1)).stream())
            .map(text -> Request.canonicalAsset("reserves", text))
            .toList();
    Optional<AccountId> account = request.account("account");
    StateJson json = json(request);
    Collection<String, LiquidityPool> collection =
        (view, found) ->
            view.forEach(
                LiquidityPool.class,
                pool -> {
                  boolean holds =
                      reserves.stream()
                          .allMatch(
                              asset -> asset.equals(pool.assetA()) || asset.equals(pool.assetB()));
                  boolean shared =
                      account.isEmpty()
                          || view.trustLine(account.get(), new PoolShare(pool.id())).isPresent();
                  if (holds && shared) {
                    found.accept(Map.entry(pool.id().toHex(), pool));
                  }
                });
    return bounds ->
        page(bounds, cursor(bounds), collection, (view, pool) -> json.pool(pool), (id, pool) -> id);
  }
}
