package org.corridor.anchors;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.corridor.domain.Retryable;
import org.corridor.domain.money.Asset;
import org.corridor.domain.money.LedgerAmount;
import org.corridor.domain.party.LedgerAddress;
import org.stellar.sdk.ChangeTrustAsset;
import org.stellar.sdk.ChangeTrustOperation;
import org.stellar.sdk.CreateAccountOperation;
import org.stellar.sdk.KeyPair;
import org.stellar.sdk.ManageSellOfferOperation;
import org.stellar.sdk.Operation;
import org.stellar.sdk.PaymentOperation;
import org.stellar.sdk.SetOptionsOperation;
import org.stellar.sdk.SetTrustlineFlagsOperation;
import org.stellar.sdk.responses.AccountResponse;
import org.stellar.sdk.responses.OfferResponse;
import org.stellar.sdk.xdr.TrustLineFlags;

/**
 * Brings a network to what a plan asks for: issuers, the banks' settlement accounts with their
 * trust lines, balances and channels, and the market maker's offers. Looks first and does only what
 * is missing, so that it can be run again at any time, also by several at a time: who comes second
 * looks again.
 */
public final class NetworkSetup implements AutoCloseable {
  private static final int ROUNDS_MAX = 100;
  private static final int FAILURES_MAX = 8;
  private static final Duration FAILURE_PAUSE = Duration.ofMillis(500);

  /** AUTH_REQUIRED and AUTH_REVOCABLE. */
  private static final int AUTHORIZES = 3;

  private static final String TRUST_LIMIT_MAX = "922337203685.4775807";
  private static final LedgerAmount ACCOUNT_BALANCE = LedgerAmount.parse("100");
  private static final LedgerAmount CHANNEL_BALANCE = LedgerAmount.parse("10");

  private final LedgerAccess ledger;
  private final AnchorKeys keys;
  private final Funding funding;
  private final KeyPair funder;
  private final Consumer<String> progress;

  /**
   * Prepares; nothing is asked yet.
   *
   * @param horizon the root of Horizon's interface
   * @param passphrase the network's
   * @param keys the issuers' and the market maker's keys
   * @param funding where the native asset comes from
   * @param clock for the time bounds of transactions
   * @param progress is told each step in words
   */
  public NetworkSetup(
      URI horizon,
      String passphrase,
      AnchorKeys keys,
      Funding funding,
      InstantSource clock,
      Consumer<String> progress) {
    ledger = new LedgerAccess(horizon, passphrase, clock);
    this.keys = keys;
    this.funding = funding;
    this.progress = progress;
    funder =
        switch (funding) {
          case Funding.Root() -> ledger.root();
          case Funding.Account(String secret) -> KeyPair.fromSecretSeed(secret);
          case Funding.Friendbot(URI url) -> keys.marketMaker();
        };
  }

  /**
   * Does what is missing and returns the assets by currency.
   *
   * @throws Retryable when the ledger does not answer, or keeps refusing
   */
  public Map<Currency, Asset> run(NetworkPlan plan) {
    askFriendbot();
    int failures = 0;
    for (int round = 0; round < ROUNDS_MAX; round++) {
      try {
        if (createMissingAccounts(plan) && settleDetails(plan)) {
          return keys.assets(plan.issuers().stream().map(NetworkPlan.Issuer::currency).toList());
        }
      } catch (Retryable e) {
        failures++;
        if (failures >= FAILURES_MAX) {
          throw e;
        }
        progress.accept("trying again: " + e.getMessage());
        pause();
      }
    }
    throw new Retryable("network is not set up after " + ROUNDS_MAX + " rounds");
  }

  /**
   * Gives accounts native balance for fees, where they have run low.
   *
   * @param accounts whom
   * @param below who has less than this, gets
   * @param amount this much
   * @return how many got some
   */
  public int topUp(List<LedgerAddress> accounts, LedgerAmount below, LedgerAmount amount) {
    List<Boolean> low =
        ledger.parallel(
            accounts,
            address -> ledger.account(address.value()).filter(a -> hasLess(a, below)).isPresent());
    List<Operation> payments = new ArrayList<>();
    for (int i = 0; i < accounts.size(); i++) {
      if (low.get(i)) {
        payments.add(
            new PaymentOperation.Builder(
                    accounts.get(i).value(),
                    org.stellar.sdk.Asset.create("native"),
                    amount.toString())
                .setSourceAccount(funder.getAccountId())
                .build());
      }
    }
    for (int from = 0; from < payments.size(); from += LedgerAccess.OPERATIONS_MAX) {
      int to = Math.min(payments.size(), from + LedgerAccess.OPERATIONS_MAX);
      ledger.apply(funder, payments.subList(from, to), Set.of(funder));
    }
    return payments.size();
  }

  @Override
  public void close() {
    ledger.close();
  }

  /** Operations that only make sense together, and who must sign them. */
  private record Group(List<Operation> operations, Set<KeyPair> signers) {}

  private void askFriendbot() {
    if (funding instanceof Funding.Friendbot(URI url)
        && ledger.account(funder.getAccountId()).isEmpty()) {
      progress.accept("asking friendbot for the native asset");
      ledger.askFriendbot(url, funder.getAccountId());
    }
  }

  /**
   * Creates one wave of missing accounts: as many transactions at a time as there are accounts
   * whose sequence numbers can be used, since one account's transactions follow each other.
   *
   * @return whether none is missing
   */
  private boolean createMissingAccounts(NetworkPlan plan) {
    List<KeyPair> holders = holders(plan);
    Map<String, LedgerAmount> wanted = new LinkedHashMap<>();
    for (NetworkPlan.Issuer issuer : plan.issuers()) {
      wanted.put(keys.issuer(issuer.currency()).getAccountId(), ACCOUNT_BALANCE);
    }
    holders.forEach(holder -> wanted.put(holder.getAccountId(), ACCOUNT_BALANCE));
    for (NetworkPlan.Bank bank : plan.banks()) {
      bank.channels().forEach(channel -> wanted.put(channel.value(), CHANNEL_BALANCE));
    }
    List<String> addresses = List.copyOf(wanted.keySet());
    List<Boolean> exists =
        ledger.parallel(addresses, address -> ledger.account(address).isPresent());
    List<Operation> missing = new ArrayList<>();
    Set<String> absent = new HashSet<>();
    for (int i = 0; i < addresses.size(); i++) {
      if (!exists.get(i)) {
        String address = addresses.get(i);
        absent.add(address);
        missing.add(
            new CreateAccountOperation.Builder(address, String.valueOf(wanted.get(address)))
                .setSourceAccount(funder.getAccountId())
                .build());
      }
    }
    if (missing.isEmpty()) {
      return true;
    }
    progress.accept("creating " + missing.size() + " accounts");
    Set<KeyPair> sources = new LinkedHashSet<>(List.of(funder));
    holders.stream().filter(key -> !absent.contains(key.getAccountId())).forEach(sources::add);
    plan.issuers().stream()
        .map(issuer -> keys.issuer(issuer.currency()))
        .filter(key -> !absent.contains(key.getAccountId()))
        .forEach(sources::add);
    submitWave(missing, List.copyOf(sources));
    return false;
  }

  private void submitWave(List<Operation> operations, List<KeyPair> sources) {
    record Part(KeyPair source, List<Operation> operations) {}
    List<Part> parts = new ArrayList<>();
    for (int from = 0;
        from < operations.size() && parts.size() < sources.size();
        from += LedgerAccess.OPERATIONS_MAX) {
      int to = Math.min(operations.size(), from + LedgerAccess.OPERATIONS_MAX);
      parts.add(new Part(sources.get(parts.size()), operations.subList(from, to)));
    }
    ledger.parallel(
        parts,
        part -> {
          ledger.apply(
              part.source, part.operations, new LinkedHashSet<>(List.of(part.source, funder)));
          return part;
        });
  }

  /**
   * Makes trust lines, balances, options and offers.
   *
   * @return whether nothing was missing
   */
  private boolean settleDetails(NetworkPlan plan) {
    List<Group> groups = new ArrayList<>();
    for (NetworkPlan.Issuer issuer : plan.issuers()) {
      options(issuer).ifPresent(groups::add);
    }
    for (NetworkPlan.Bank bank : plan.banks()) {
      KeyPair holder = KeyPair.fromSecretSeed(bank.secret());
      groups.addAll(trustLines(plan, holder, bank.nostro()));
    }
    Map<Currency, LedgerAmount> holdings = new LinkedHashMap<>();
    for (NetworkPlan.Issuer issuer : plan.issuers()) {
      holdings.put(issuer.currency(), OfferLadder.holding(plan.maker(), issuer.currency()));
    }
    groups.addAll(trustLines(plan, keys.marketMaker(), holdings));
    groups.addAll(offers(plan));
    if (groups.isEmpty()) {
      return true;
    }
    progress.accept("making trust lines, balances and offers in " + groups.size() + " steps");
    submitGroups(groups);
    return false;
  }

  private void submitGroups(List<Group> groups) {
    List<Operation> operations = new ArrayList<>();
    Set<KeyPair> signers = new LinkedHashSet<>(List.of(funder));
    for (Group group : groups) {
      if (operations.size() + group.operations.size() > LedgerAccess.OPERATIONS_MAX) {
        ledger.apply(funder, operations, signers);
        operations.clear();
        signers.clear();
        signers.add(funder);
      }
      operations.addAll(group.operations);
      signers.addAll(group.signers);
    }
    ledger.apply(funder, operations, signers);
  }

  private Optional<Group> options(NetworkPlan.Issuer issuer) {
    KeyPair key = keys.issuer(issuer.currency());
    AccountResponse account = require(key);
    boolean authorizes =
        account.getFlags().getAuthRequired() && account.getFlags().getAuthRevocable();
    if (issuer.homeDomain().equals(account.getHomeDomain())
        && (authorizes || !issuer.authorizes())) {
      return Optional.empty();
    }
    SetOptionsOperation.Builder options =
        new SetOptionsOperation.Builder()
            .setHomeDomain(issuer.homeDomain())
            .setSourceAccount(key.getAccountId());
    if (issuer.authorizes()) {
      options.setSetFlags(AUTHORIZES);
    }
    return Optional.of(new Group(List.of(options.build()), Set.of(key)));
  }

  /** A trust line, its authorization and its first balance come at one stroke, or not at all. */
  private List<Group> trustLines(
      NetworkPlan plan, KeyPair holder, Map<Currency, LedgerAmount> balances) {
    Set<String> trusted = new HashSet<>();
    for (AccountResponse.Balance balance : require(holder).getBalances()) {
      balance.getAsset().ifPresent(asset -> trusted.add(asset.toString()));
    }
    List<Group> groups = new ArrayList<>();
    for (NetworkPlan.Issuer issuer : plan.issuers()) {
      LedgerAmount amount = balances.get(issuer.currency());
      org.stellar.sdk.Asset asset = asset(issuer.currency());
      if (amount == null || trusted.contains(asset.toString())) {
        continue;
      }
      KeyPair key = keys.issuer(issuer.currency());
      List<Operation> operations = new ArrayList<>();
      operations.add(
          new ChangeTrustOperation.Builder(ChangeTrustAsset.create(asset), TRUST_LIMIT_MAX)
              .setSourceAccount(holder.getAccountId())
              .build());
      if (issuer.authorizes()) {
        operations.add(
            new SetTrustlineFlagsOperation.Builder(
                    holder.getAccountId(),
                    asset,
                    EnumSet.noneOf(TrustLineFlags.class),
                    EnumSet.of(TrustLineFlags.AUTHORIZED_FLAG))
                .setSourceAccount(key.getAccountId())
                .build());
      }
      if (amount.stroops() > 0) {
        operations.add(
            new PaymentOperation.Builder(holder.getAccountId(), asset, amount.toString())
                .setSourceAccount(key.getAccountId())
                .build());
      }
      groups.add(new Group(operations, Set.of(holder, key)));
    }
    return groups;
  }

  /** A direction without any offer gets the whole ladder; one that is partly taken is left. */
  private List<Group> offers(NetworkPlan plan) {
    KeyPair maker = keys.marketMaker();
    Set<String> offered = new HashSet<>();
    for (OfferResponse offer : ledger.offers(maker.getAccountId())) {
      offered.add(offer.getSelling() + ">" + offer.getBuying());
    }
    List<Group> groups = new ArrayList<>();
    for (NetworkPlan.Issuer selling : plan.issuers()) {
      for (NetworkPlan.Issuer buying : plan.issuers()) {
        org.stellar.sdk.Asset sold = asset(selling.currency());
        org.stellar.sdk.Asset bought = asset(buying.currency());
        if (sold.equals(bought) || offered.contains(sold + ">" + bought)) {
          continue;
        }
        List<Operation> ladder = new ArrayList<>();
        OfferLadder.of(plan.maker(), selling.currency(), buying.currency())
            .forEach(
                rung ->
                    ladder.add(
                        new ManageSellOfferOperation.Builder(
                                sold, bought, rung.amount().toString(), rung.price())
                            .setSourceAccount(maker.getAccountId())
                            .build()));
        groups.add(new Group(ladder, Set.of(maker)));
      }
    }
    return groups;
  }

  private List<KeyPair> holders(NetworkPlan plan) {
    List<KeyPair> holders = new ArrayList<>();
    holders.add(keys.marketMaker());
    plan.banks().forEach(bank -> holders.add(KeyPair.fromSecretSeed(bank.secret())));
    return holders;
  }

  private AccountResponse require(KeyPair key) {
    return ledger
        .account(key.getAccountId())
        .orElseThrow(() -> new Retryable("an account is not there yet"));
  }

  private org.stellar.sdk.Asset asset(Currency currency) {
    return org.stellar.sdk.Asset.create(keys.asset(currency).toString());
  }

  private static boolean hasLess(AccountResponse account, LedgerAmount below) {
    for (AccountResponse.Balance balance : account.getBalances()) {
      if (balance.getAssetType().equals("native")) {
        return LedgerAmount.parse(balance.getBalance()).compareTo(below) < 0;
      }
    }
    return false;
  }

  private static void pause() {
    try {
      Thread.sleep(FAILURE_PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Retryable("interrupted while setting up", e);
    }
  }
}
