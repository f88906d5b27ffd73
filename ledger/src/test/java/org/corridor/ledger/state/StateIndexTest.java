package org.corridor.ledger.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.corridor.ledger.state.AssetTotals.Standing;
import org.corridor.ledger.state.StateIndex.BalancePlace;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The index after any changes finds what a look at every entry finds, in the same order. */
class StateIndexTest {
  private static final int CHANGES = 3_000;
  private static final int PEOPLE = 12;

  private final Map<Key, Entry> entries = new HashMap<>();
  private final StateIndex index = new StateIndex();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void findsWhatALookAtEveryEntryFinds(long seed) {
    Random random = new Random(seed);
    List<AccountId> people = Stream.generate(() -> id(random)).limit(PEOPLE).toList();
    List<Asset> assets = new ArrayList<>(List.of(Asset.lumens()));
    for (String code : new String[] {"USD", "US", "USDT", "INRUPEE", "usd"}) {
      assets.add(Asset.credit(code, people.get(random.nextInt(PEOPLE))));
    }
    for (int i = 0; i < CHANGES; i++) {
      Entry after = entry(random, people, assets);
      change(after.key(), random.nextInt(3) == 0 ? null : after);
    }
    people.forEach(this::requireSame);
    assets.forEach(this::requireSame);
    assertThat(index.offers()).containsExactlyElementsOf(offers(offer -> true));
    assertThat(index.pools())
        .containsExactlyElementsOf(
            all(LiquidityPool.class).map(LiquidityPool::id).sorted().toList());
    assertThat(index.balances()).containsExactlyElementsOf(places(balance -> true));
    assertThat(List.copyOf(index.assets())).isSortedAccordingTo(StateIndex.ASSETS).isNotEmpty();
    List.copyOf(entries.keySet()).forEach(key -> change(key, null));
    assertThat(index.assets()).isEmpty();
    assertThat(index.balances()).isEmpty();
  }

  private void change(Key key, @Nullable Entry after) {
    index.changed(after == null ? entries.remove(key) : entries.put(key, after), after);
  }

  private <E extends Entry> Stream<E> all(Class<E> type) {
    return entries.values().stream().filter(type::isInstance).map(type::cast);
  }

  private List<Long> offers(Predicate<Offer> filter) {
    return all(Offer.class).filter(filter).map(Offer::id).sorted().toList();
  }

  private List<BalancePlace> places(Predicate<ClaimableBalance> filter) {
    return all(ClaimableBalance.class)
        .filter(filter)
        .map(balance -> new BalancePlace(balance.lastModified(), balance.id()))
        .sorted()
        .toList();
  }

  /** Addresses in the order of text, as a database would sort them. */
  private static List<AccountId> ordered(Stream<AccountId> accounts) {
    return accounts.map(AccountId::address).distinct().sorted().map(AccountId::parse).toList();
  }

  private void requireSame(AccountId account) {
    SignerKey key = SignerKey.ofAccount(account);
    Predicate<Account> signs =
        other -> other.signers().stream().anyMatch(signer -> signer.key().equals(key));
    assertThat(index.signedBy(key))
        .containsExactlyElementsOf(ordered(all(Account.class).filter(signs).map(Account::id)));
    assertThat(index.sponsoredBy(account))
        .containsExactlyElementsOf(
            ordered(entries.values().stream().flatMap(entry -> sponsored(entry, account))));
    assertThat(index.offersSponsoredBy(account))
        .containsExactlyElementsOf(offers(offer -> account.equals(offer.sponsor())));
    assertThat(index.balancesSponsoredBy(account))
        .containsExactlyElementsOf(places(balance -> account.equals(balance.sponsor())));
    assertThat(index.balancesFor(account))
        .containsExactlyElementsOf(
            places(
                balance ->
                    balance.claimants().stream()
                        .anyMatch(claimant -> claimant.destination().equals(account))));
  }

  private static Stream<AccountId> sponsored(Entry entry, AccountId sponsor) {
    boolean own = sponsor.equals(entry.sponsor());
    return switch (entry) {
      case Account account -> {
        boolean signer = account.signers().stream().anyMatch(s -> sponsor.equals(s.sponsor()));
        yield own || signer ? Stream.of(account.id()) : Stream.empty();
      }
      case TrustLine line -> own ? Stream.of(line.owner()) : Stream.empty();
      case DataItem item -> own ? Stream.of(item.owner()) : Stream.empty();
      case Offer _, ClaimableBalance _, LiquidityPool _ -> Stream.empty();
    };
  }

  private void requireSame(Asset asset) {
    Predicate<TrustLine> holds = line -> line.asset().equals(asset);
    assertThat(index.holders(asset))
        .containsExactlyElementsOf(
            ordered(all(TrustLine.class).filter(holds).map(TrustLine::owner)));
    assertThat(index.balancesIn(asset))
        .containsExactlyElementsOf(places(balance -> balance.asset().equals(asset)));
    List<Long> held =
        all(TrustLine.class)
            .filter(holds.and(TrustLine::authorized))
            .map(TrustLine::balance)
            .toList();
    List<Long> claimable =
        all(ClaimableBalance.class)
            .filter(balance -> balance.asset().equals(asset))
            .map(ClaimableBalance::amount)
            .toList();
    AssetTotals totals = index.totals(asset);
    if (totals == null) {
      assertThat(asset.isNative() || held.isEmpty() && claimable.isEmpty()).isTrue();
      return;
    }
    assertThat(totals.lines(Standing.AUTHORIZED)).isEqualTo(held.size());
    assertThat(totals.balance(Standing.AUTHORIZED)).isEqualTo(sum(held));
    assertThat(totals.claimables()).isEqualTo(claimable.size());
    assertThat(totals.claimable()).isEqualTo(sum(claimable));
    assertThat(totals.supply()).isGreaterThanOrEqualTo(sum(held).add(sum(claimable)));
  }

  private static BigInteger sum(Collection<Long> amounts) {
    return amounts.stream().map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
  }

  private static AccountId id(Random random) {
    byte[] key = new byte[32];
    random.nextBytes(key);
    return AccountId.of(key);
  }

  /** Amounts are so large that a few of them are more than a long holds. */
  private static Entry entry(Random random, List<AccountId> people, List<Asset> assets) {
    AccountId owner = people.get(random.nextInt(PEOPLE));
    AccountId sponsor = random.nextBoolean() ? people.get(random.nextInt(PEOPLE)) : null;
    Stamp stamp = new Stamp(1 + random.nextInt(3), true, sponsor);
    Asset one = assets.get(random.nextInt(assets.size()));
    Asset other = assets.get(random.nextInt(assets.size()));
    long amount = random.nextLong(Long.MAX_VALUE);
    int number = random.nextInt(20);
    byte[] bytes = new byte[32];
    bytes[random.nextInt(2)] = (byte) number;
    Bytes id = Bytes.of(bytes);
    return switch (random.nextInt(6)) {
      case 0 -> {
        SignerKey key = SignerKey.ofAccount(people.get(random.nextInt(PEOPLE)));
        List<Signer> signers =
            number % 2 == 0 ? List.of() : List.of(new Signer(key, 1, number > 9 ? sponsor : null));
        yield Account.create(owner, amount, 1).withSigners(signers).withStamp(stamp);
      }
      case 1 ->
          new TrustLine(
              owner,
              one.isNative() ? new PoolShare(id) : one,
              amount,
              amount,
              number % 3,
              TrustLine.Extension.NONE,
              stamp);
      case 2 -> new Offer(people.getFirst(), number, one, other, 1, Price.ONE, false, stamp);
      case 3 -> new DataItem(owner, "name" + number % 3, id, stamp);
      case 4 -> {
        var always = new org.corridor.ledger.state.Predicate.Unconditional();
        List<ClaimableBalance.Claimant> claimants =
            List.of(
                new ClaimableBalance.Claimant(owner, always),
                new ClaimableBalance.Claimant(people.get(number % PEOPLE), always));
        yield new ClaimableBalance(id, claimants, one, amount, false, 0, stamp);
      }
      default -> new LiquidityPool(id, one, other, 30, amount, amount, 1, 1, stamp);
    };
  }
}
