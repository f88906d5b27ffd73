package org.corridor.ledger.horizon;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.corridor.ledger.LedgerView;
import org.corridor.ledger.node.LedgerNode;
import org.corridor.ledger.state.Account;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.Asset;
import org.corridor.ledger.state.Bytes;
import org.corridor.ledger.state.ClaimableBalance;
import org.corridor.ledger.state.LineAsset;
import org.corridor.ledger.state.LiquidityPool;
import org.corridor.ledger.state.PoolShare;
import org.corridor.ledger.state.SignerKey;
import org.corridor.ledger.state.StateIndex;
import org.corridor.ledger.state.StateIndex.BalancePlace;

/** Pages of the state as the last close left it: accounts, assets, balances, pools. */
final class StatePages {
  private static final int POOL_RESERVES = 2;

  private final LedgerNode node;

  StatePages(LedgerNode node) {
    this.node = node;
  }

  private StateJson json(Request request) {
    return new StateJson(node.history(), request.base());
  }

  /** What stands at a place, if it is still there and passes. */
  interface Lookup<K, E> extends BiFunction<LedgerView, K, Optional<E>> {}

  /** The places of a list in their order, all of them or those that can be in the page. */
  interface Places<K> extends Function<LedgerView, NavigableSet<K>> {}

  /** Reads a page of places, from after a cursor. */
  static <K, E> List<Page.Item> page(
      LedgerView view,
      Page.Bounds bounds,
      Optional<K> cursor,
      NavigableSet<K> places,
      Lookup<K, E> lookup,
      Function<E, Page.Item> render) {
    NavigableSet<K> rest = bounds.ascending() ? places : places.descendingSet();
    if (cursor.isPresent()) {
      rest = rest.tailSet(cursor.get(), false);
    }
    List<Page.Item> items = new ArrayList<>();
    for (K place : rest) {
      lookup.apply(view, place).ifPresent(entry -> items.add(render.apply(entry)));
      if (items.size() == bounds.limit()) {
        break;
      }
    }
    return items;
  }

  Page.Source accounts(Request request) {
    Optional<SignerKey> signer = request.parameter("signer").map(Request::signer);
    Optional<AccountId> sponsor = request.account("sponsor");
    Optional<Asset> asset =
        request.parameter("asset").map(text -> Request.canonicalAsset("asset", text));
    Optional<Bytes> pool =
        request.parameter("liquidity_pool").map(id -> Request.poolId("liquidity_pool", id));
    if (asset.isPresent() && asset.get().isNative()) {
      throw Problem.badRequest("asset", "you can't filter by asset: native");
    }
    if (Stream.of(asset, pool, sponsor, signer).filter(Optional::isPresent).count() != 1) {
      throw Problem.accountsFilter();
    }
    Places<AccountId> places;
    if (signer.isPresent()) {
      places = view -> signedBy(view, signer.get());
    } else if (sponsor.isPresent()) {
      places = view -> view.index().sponsoredBy(sponsor.get());
    } else {
      LineAsset line = asset.isPresent() ? asset.get() : new PoolShare(pool.orElseThrow());
      places = view -> view.index().holders(line);
    }
    StateJson json = json(request);
    return bounds ->
        node.read(
            view ->
                page(
                    view,
                    bounds,
                    nonempty(bounds).map(text -> nearest(text, places.apply(view))),
                    places.apply(view),
                    LedgerView::account,
                    account -> item(account.id().address(), json.account(view, account))));
  }

  private static Page.Item item(String token, ObjectNode node) {
    return new Page.Item(token, node);
  }

  private static Optional<String> nonempty(Page.Bounds bounds) {
    return bounds.cursor().isEmpty() ? Optional.empty() : Optional.of(bounds.cursor());
  }

  /** A cursor among accounts is text. What is no address stands between two addresses. */
  private static AccountId nearest(String text, NavigableSet<AccountId> accounts) {
    try {
      return AccountId.parse(text);
    } catch (IllegalArgumentException e) {
      AccountId before = null;
      for (AccountId account : accounts) {
        if (account.address().compareTo(text) > 0) {
          break;
        }
        before = account;
      }
      return before == null ? AccountId.of(new byte[Request.HASH_BYTES]) : before;
    }
  }

  /** Who has a signer: those that added it, and an account whose own key it is. */
  private static NavigableSet<AccountId> signedBy(LedgerView view, SignerKey signer) {
    NavigableSet<AccountId> added = view.index().signedBy(signer);
    Optional<Account> own =
        switch (signer.type()) {
          case SIGNER_KEY_TYPE_ED25519 -> view.account(AccountId.of(signer.key().toArray()));
          default -> Optional.empty();
        };
    if (own.isEmpty() || own.get().thresholds().master() == 0) {
      return added;
    }
    NavigableSet<AccountId> all = new TreeSet<>(StateIndex.ADDRESSES);
    all.addAll(added);
    all.add(own.get().id());
    return all;
  }

  Page.Source assets(Request request) {
    Optional<String> code = request.parameter("asset_code");
    if (code.isPresent() && !Request.isCode(code.get())) {
      throw Problem.badRequest("asset_code", code.get() + " is not a valid asset code");
    }
    Optional<AccountId> issuer =
        request.parameter("asset_issuer").map(text -> issuer("asset_issuer", text));
    Predicate<Asset.Credit> filter =
        asset ->
            (code.isEmpty() || code.get().equals(asset.code()))
                && (issuer.isEmpty() || issuer.get().equals(asset.issuer()));
    Lookup<Asset.Credit, AssetStatistics> lookup =
        (view, asset) -> filter.test(asset) ? AssetStatistics.of(view, asset) : Optional.empty();
    return bounds ->
        node.read(
            view ->
                page(
                    view,
                    bounds,
                    nonempty(bounds).map(StatePages::assetPlace),
                    ofCode(view.index().assets(), code),
                    lookup,
                    statistics -> item(statistics.token(), statistics.json(view))));
  }

  /** Assets are in the order of their codes, so those of one code stand together. */
  private static NavigableSet<Asset.Credit> ofCode(
      NavigableSet<Asset.Credit> assets, Optional<String> code) {
    if (code.isEmpty()) {
      return assets;
    }
    NavigableSet<Asset.Credit> found = new TreeSet<>(StateIndex.ASSETS);
    AccountId least = AccountId.of(new byte[Request.HASH_BYTES]);
    for (Asset.Credit asset : assets.tailSet(new Asset.Credit(code.get(), false, least), true)) {
      if (!asset.code().equals(code.get())) {
        break;
      }
      found.add(asset);
    }
    return found;
  }

  private static AccountId issuer(String field, String text) {
    try {
      return AccountId.parse(text);
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(field, text + " is not a valid asset issuer");
    }
  }

  private static Asset.Credit assetPlace(String cursor) {
    String[] parts = cursor.split("_", 3);
    if (parts.length != 3) {
      throw Problem.badRequest("cursor", "cursor must contain exactly one colon");
    }
    if (!Request.isCode(parts[0])) {
      throw Problem.badRequest("cursor", parts[0] + " is not a valid asset code");
    }
    AccountId issuer = issuer("cursor", parts[1]);
    return switch (parts[2]) {
      case "credit_alphanum4" -> new Asset.Credit(parts[0], false, issuer);
      case "credit_alphanum12" -> new Asset.Credit(parts[0], true, issuer);
      default -> throw Problem.badRequest("cursor", parts[2] + " is not a valid asset type");
    };
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
    Places<BalancePlace> places =
        view ->
            claimant
                .map(view.index()::balancesFor)
                .or(() -> sponsor.map(view.index()::balancesSponsoredBy))
                .or(() -> asset.map(view.index()::balancesIn))
                .orElseGet(view.index()::balances);
    StateJson json = json(request);
    return bounds ->
        node.read(
            view ->
                page(
                    view,
                    bounds,
                    nonempty(bounds).map(StatePages::balancePlace),
                    places.apply(view),
                    (state, place) -> state.claimableBalance(place.id()).filter(filter),
                    balance -> item(StateJson.balanceToken(balance), json.balance(balance))));
  }

  private static BalancePlace balancePlace(String token) {
    int dash = token.indexOf('-');
    try {
      int ledger = Integer.parseInt(token.substring(0, Math.max(0, dash)));
      if (ledger > 0) {
        return new BalancePlace(ledger, Request.balanceId("cursor", token.substring(dash + 1)));
      }
    } catch (NumberFormatException | Problem e) {
      throw balanceCursor();
    }
    throw balanceCursor();
  }

  private static Problem balanceCursor() {
    return Problem.badRequest(
        "cursor",
        "The first part should be a number higher than 0 and the second part should be a valid"
            + " claimable balance ID");
  }

  Page.Source pools(Request request) {
    List<Asset> reserves = reserves(request.parameter("reserves").orElse(""));
    Optional<AccountId> account = request.account("account");
    Predicate<LiquidityPool> filter =
        pool ->
            reserves.stream()
                .allMatch(asset -> asset.equals(pool.assetA()) || asset.equals(pool.assetB()));
    Places<Bytes> places =
        view -> account.map(id -> poolsOf(view, id)).orElseGet(view.index()::pools);
    StateJson json = json(request);
    return bounds ->
        node.read(
            view ->
                page(
                    view,
                    bounds,
                    nonempty(bounds).map(StatePages::poolPlace),
                    places.apply(view),
                    (state, id) -> state.pool(id).filter(filter),
                    pool -> item(pool.id().toHex(), json.pool(pool))));
  }

  private static NavigableSet<Bytes> poolsOf(LedgerView view, AccountId account) {
    NavigableSet<Bytes> pools = new TreeSet<>();
    view.trustLines(account)
        .forEach(
            line -> {
              if (line.asset() instanceof PoolShare share) {
                pools.add(share.pool());
              }
            });
    return pools;
  }

  /** A cursor among pools is text; what is no id is taken for the id that it begins. */
  private static Bytes poolPlace(String text) {
    String hex = text.replaceAll("[^0-9a-f].*", "");
    String padded = hex + "0".repeat(Math.max(0, 2 * Request.HASH_BYTES - hex.length()));
    return Bytes.ofHex(padded.substring(0, 2 * Request.HASH_BYTES));
  }

  private static List<Asset> reserves(String listed) {
    List<Asset> assets = new ArrayList<>();
    for (String text : listed.split(",")) {
      if (!text.isEmpty()) {
        assets.add(
            Request.parsedAsset(text)
                .orElseThrow(
                    () ->
                        Problem.badRequest(
                            "reserves",
                            "Invalid reserves, should be comma-separated list of assets in"
                                + " canonical form")));
      }
    }
    if (assets.size() > POOL_RESERVES) {
      throw Problem.badRequest("reserves", "a pool has two reserves");
    }
    return assets;
  }
}
