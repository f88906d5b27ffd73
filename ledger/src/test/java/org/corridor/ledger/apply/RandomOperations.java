package org.corridor.ledger.apply;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.corridor.ledger.LedgerView;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.ClaimableBalance;
import org.corridor.ledger.state.Offer;
import org.stellar.sdk.Asset;
import org.stellar.sdk.ChangeTrustAsset;
import org.stellar.sdk.KeyPair;
import org.stellar.sdk.LiquidityPoolID;
import org.stellar.sdk.LiquidityPoolParameters;
import org.stellar.sdk.Predicate;
import org.stellar.sdk.Price;
import org.stellar.sdk.SetTrustlineFlagsOperation;
import org.stellar.sdk.xdr.CreateAccountOp;
import org.stellar.sdk.xdr.Int64;
import org.stellar.sdk.xdr.Operation;
import org.stellar.sdk.xdr.OperationType;
import org.stellar.sdk.xdr.TrustLineFlags;

/** Operations by chance. The first accounts issue the credits. */
final class RandomOperations {
  private static final int ISSUERS = 2;

  private final RandomGenerator random;
  private final List<AccountId> accounts;
  private final List<Asset> assets;

  RandomOperations(RandomGenerator random, List<AccountId> accounts) {
    this.random = random;
    this.accounts = accounts;
    this.assets =
        List.of(
            Asset.create("native"),
            Asset.create("USD:" + accounts.get(1).address()),
            Asset.create("LONGCODE:" + accounts.get(2).address()));
  }

  static Operation create(AccountId id, long balance) {
    CreateAccountOp op = new CreateAccountOp();
    op.setDestination(id.toXdr());
    op.setStartingBalance(new Int64(balance));
    Operation.OperationBody body = new Operation.OperationBody();
    body.setDiscriminant(OperationType.CREATE_ACCOUNT);
    body.setCreateAccountOp(op);
    Operation operation = new Operation();
    operation.setBody(body);
    return operation;
  }

  List<Operation> trustAndReceive(AccountId id) {
    List<Operation> list = new ArrayList<>();
    for (int i = 1; i <= ISSUERS; i++) {
      list.add(trust(assets.get(i), "100000").toXdr());
      list.add(
          build(
              new org.stellar.sdk.PaymentOperation.Builder(id.address(), assets.get(i), "500")
                  .setSourceAccount(accounts.get(i).address())
                  .build()));
    }
    return list;
  }

  private static Operation build(org.stellar.sdk.Operation operation) {
    return operation.toXdr();
  }

  private static org.stellar.sdk.Operation trust(Asset asset, String limit) {
    return new org.stellar.sdk.ChangeTrustOperation.Builder(ChangeTrustAsset.create(asset), limit)
        .build();
  }

  /** Lets another account carry the reserves of what is in between. */
  void sponsor(List<Operation> list, AccountId source) {
    String sponsored = account();
    list.addFirst(
        build(
            new org.stellar.sdk.BeginSponsoringFutureReservesOperation.Builder(sponsored).build()));
    if (random.nextInt(5) > 0) {
      Operation end = build(new org.stellar.sdk.EndSponsoringFutureReservesOperation());
      end.setSourceAccount(RandomSets.address(AccountId.parse(sponsored)));
      list.addLast(end);
    }
  }

  private String account() {
    return accounts.get(random.nextInt(accounts.size())).address();
  }

  private Asset asset() {
    return assets.get(random.nextInt(assets.size()));
  }

  private Asset credit() {
    return assets.get(1 + random.nextInt(ISSUERS));
  }

  private String amount() {
    // Now and then more than anybody has.
    int most = random.nextInt(10) == 0 ? 1_000_000 : 60;
    return Integer.toString(1 + random.nextInt(most));
  }

  Operation next(LedgerView view, AccountId source, boolean simple) {
    return switch (random.nextInt(simple ? 12 : 26)) {
      case 0, 1, 2, 3 -> payment(asset());
      case 4 -> create(AccountId.parse(account()), random.nextInt(50) * 10_000_000L);
      case 5, 6 -> trust();
      case 7 -> options();
      case 8, 9 -> data();
      case 10 ->
          build(
              new org.stellar.sdk.BumpSequenceOperation.Builder(
                      random.nextInt(3) > 0 ? 1 : view.account(source).orElseThrow().sequence() + 3)
                  .build());
      case 11 ->
          build(
              new org.stellar.sdk.ClawbackOperation.Builder(account(), credit(), amount()).build());
      case 12, 13, 14, 15 -> offer(view, source);
      case 16, 17 -> pathPayment();
      case 18 -> claimable();
      case 19 -> claim(view);
      case 20 -> flags();
      case 21 -> build(new org.stellar.sdk.AccountMergeOperation.Builder(account()).build());
      case 22 -> revoke(view, source);
      case 23 -> pool();
      case 24 -> payment(asset());
      default -> build(new org.stellar.sdk.InflationOperation());
    };
  }

  private Operation payment(Asset asset) {
    return build(new org.stellar.sdk.PaymentOperation.Builder(account(), asset, amount()).build());
  }

  private Operation trust() {
    String[] limits = {"0", "10", "100000", "5"};
    return trust(credit(), limits[random.nextInt(limits.length)]).toXdr();
  }

  private Operation options() {
    var builder = new org.stellar.sdk.SetOptionsOperation.Builder();
    switch (random.nextInt(5)) {
      case 0 -> builder.setHomeDomain("home" + random.nextInt(9));
      case 1 -> builder.setInflationDestination(account());
      case 2 -> builder.setSetFlags(random.nextInt(2) << 1);
      case 3 -> {
        byte[] hash = new byte[32];
        hash[0] = (byte) random.nextInt(3);
        builder.setSigner(org.stellar.sdk.Signer.preAuthTx(hash), random.nextInt(2));
      }
      default ->
          builder.setSigner(
              org.stellar.sdk.Signer.ed25519PublicKey(KeyPair.fromAccountId(account())),
              random.nextInt(2));
    }
    return build(builder.build());
  }

  private Operation data() {
    byte[] value = random.nextInt(3) == 0 ? null : new byte[] {(byte) random.nextInt()};
    return build(
        new org.stellar.sdk.ManageDataOperation.Builder("key" + random.nextInt(3), value).build());
  }

  private Price price() {
    return new Price(8 + random.nextInt(5), 8 + random.nextInt(5));
  }

  private Operation offer(LedgerView view, AccountId source) {
    Asset selling = asset();
    Asset buying = asset();
    long id = 0;
    List<Offer> own = view.offers(source);
    if (!own.isEmpty() && random.nextInt(3) == 0) {
      id = own.get(random.nextInt(own.size())).id();
    }
    String amount = id != 0 && random.nextBoolean() ? "0" : amount();
    return switch (random.nextInt(3)) {
      case 0 ->
          build(
              new org.stellar.sdk.ManageBuyOfferOperation.Builder(selling, buying, amount, price())
                  .setOfferId(id)
                  .build());
      case 1 ->
          build(
              new org.stellar.sdk.CreatePassiveSellOfferOperation.Builder(
                      selling, buying, amount.equals("0") ? "1" : amount, price())
                  .build());
      default ->
          build(
              new org.stellar.sdk.ManageSellOfferOperation.Builder(selling, buying, amount, price())
                  .setOfferId(id)
                  .build());
    };
  }

  private Operation pathPayment() {
    Asset[] path = random.nextBoolean() ? new Asset[0] : new Asset[] {asset()};
    return random.nextBoolean()
        ? build(
            new org.stellar.sdk.PathPaymentStrictReceiveOperation.Builder(
                    asset(), "1000", account(), asset(), amount())
                .setPath(path)
                .build())
        : build(
            new org.stellar.sdk.PathPaymentStrictSendOperation.Builder(
                    asset(), amount(), account(), asset(), "0.0000001")
                .setPath(path)
                .build());
  }

  private Operation claimable() {
    return build(
        new org.stellar.sdk.CreateClaimableBalanceOperation.Builder(
                amount(),
                asset(),
                List.of(new org.stellar.sdk.Claimant(account(), new Predicate.Unconditional())))
            .build());
  }

  private Operation claim(LedgerView view) {
    List<String> ids = new ArrayList<>();
    view.forEach(ClaimableBalance.class, balance -> ids.add("00000000" + balance.id().toHex()));
    ids.sort(String::compareTo);
    return ids.isEmpty()
        ? payment(Asset.create("native"))
        : build(
            new org.stellar.sdk.ClaimClaimableBalanceOperation.Builder(
                    ids.get(random.nextInt(ids.size())))
                .build());
  }

  private Operation flags() {
    TrustLineFlags authorized = TrustLineFlags.AUTHORIZED_FLAG;
    boolean set = random.nextBoolean();
    return build(
        new SetTrustlineFlagsOperation.Builder(
                account(),
                credit(),
                set
                    ? java.util.EnumSet.noneOf(TrustLineFlags.class)
                    : java.util.EnumSet.of(authorized),
                set
                    ? java.util.EnumSet.of(authorized)
                    : java.util.EnumSet.noneOf(TrustLineFlags.class))
            .build());
  }

  private Operation revoke(LedgerView view, AccountId source) {
    return random.nextBoolean()
        ? build(new org.stellar.sdk.RevokeAccountSponsorshipOperation.Builder(account()).build())
        : build(
            new org.stellar.sdk.RevokeDataSponsorshipOperation.Builder(
                    account(), "key" + random.nextInt(3))
                .build());
  }

  private Operation pool() {
    Asset a = assets.get(0);
    Asset b = assets.get(1);
    LiquidityPoolParameters terms =
        LiquidityPoolParameters.create(
            org.stellar.sdk.xdr.LiquidityPoolType.LIQUIDITY_POOL_CONSTANT_PRODUCT, a, b, 30);
    LiquidityPoolID pool = terms.getId();
    return switch (random.nextInt(3)) {
      case 0 ->
          build(
              new org.stellar.sdk.ChangeTrustOperation.Builder(
                      ChangeTrustAsset.create(terms), "100000")
                  .build());
      case 1 ->
          build(
              new org.stellar.sdk.LiquidityPoolDepositOperation(
                  pool, amount(), amount(), new Price(1, 100), new Price(100, 1)));
      default -> build(new org.stellar.sdk.LiquidityPoolWithdrawOperation(pool, "1", "0", "0"));
    };
  }
}
