package org.corridor.ledger.apply;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.corridor.ledger.AppliedTransaction;
import org.corridor.ledger.LedgerView;
import org.corridor.ledger.state.Account;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.Asset;
import org.corridor.ledger.state.TrustLine;
import org.corridor.ledger.store.Participants;
import org.corridor.ledger.store.Xdr;
import org.stellar.sdk.xdr.ClaimAtom;
import org.stellar.sdk.xdr.ClaimOfferAtom;
import org.stellar.sdk.xdr.Operation;
import org.stellar.sdk.xdr.OperationResult;
import org.stellar.sdk.xdr.OperationResultCode;
import org.stellar.sdk.xdr.OperationType;

/**
 * Keeps books of its own: it reads what was asked and what the results say, never the state, and
 * predicts what everybody has. Issuers of a credit have none of it, however much they pay.
 */
final class Auditor {
  private final Map<String, Long> balances = new TreeMap<>();
  private final Map<String, Claimable> claimables = new HashMap<>();

  private record Claimable(Asset asset, long amount) {}

  Auditor(AccountId root, long coins) {
    balances.put(root + " native", coins);
  }

  void apply(AppliedTransaction applied) {
    var result = applied.result().getResult();
    AccountId payer = AccountId.of(Xdr.feeSource(applied.envelope()));
    move(payer, Asset.lumens(), -result.getFeeCharged().getInt64());
  }

  /** What the operations of a transaction did, after the fees of the whole set were charged. */
  void settle(AppliedTransaction applied) {
    var result = applied.result().getResult();
    if (!Xdr.successful(result)) {
      return;
    }
    Operation[] operations = Xdr.operations(applied.envelope());
    OperationResult[] results = Xdr.operationResults(result);
    for (int i = 0; i < operations.length; i++) {
      if (results[i].getDiscriminant() == OperationResultCode.opINNER) {
        AccountId source = AccountId.of(Participants.source(applied.envelope(), operations[i]));
        settle(source, operations[i].getBody(), results[i]);
      }
    }
  }

  private void settle(AccountId source, Operation.OperationBody body, OperationResult result) {
    OperationResult.OperationResultTr tr = result.getTr();
    switch (body.getDiscriminant()) {
      case CREATE_ACCOUNT -> {
        var op = body.getCreateAccountOp();
        long amount = op.getStartingBalance().getInt64();
        move(source, Asset.lumens(), -amount);
        move(AccountId.of(op.getDestination()), Asset.lumens(), amount);
      }
      case PAYMENT -> {
        var op = body.getPaymentOp();
        Asset asset = Asset.of(op.getAsset());
        move(source, asset, -op.getAmount().getInt64());
        move(AccountId.of(op.getDestination()), asset, op.getAmount().getInt64());
      }
      case PATH_PAYMENT_STRICT_RECEIVE -> {
        var op = body.getPathPaymentStrictReceiveOp();
        Asset sent = Asset.of(op.getSendAsset());
        ClaimAtom[] claims = Xdr.claims(result);
        long amount = claims.length == 0 ? op.getDestAmount().getInt64() : paid(claims, sent);
        move(source, sent, -amount);
        trades(claims);
        move(
            AccountId.of(op.getDestination()),
            Asset.of(op.getDestAsset()),
            op.getDestAmount().getInt64());
      }
      case PATH_PAYMENT_STRICT_SEND -> {
        var op = body.getPathPaymentStrictSendOp();
        move(source, Asset.of(op.getSendAsset()), -op.getSendAmount().getInt64());
        trades(Xdr.claims(result));
        move(
            AccountId.of(op.getDestination()),
            Asset.of(op.getDestAsset()),
            tr.getPathPaymentStrictSendResult().getSuccess().getLast().getAmount().getInt64());
      }
      case MANAGE_SELL_OFFER, MANAGE_BUY_OFFER, CREATE_PASSIVE_SELL_OFFER -> {
        for (ClaimAtom claim : Xdr.claims(result)) {
          ClaimOfferAtom offer = claim.getOrderBook();
          move(source, Asset.of(offer.getAssetBought()), -offer.getAmountBought().getInt64());
          move(source, Asset.of(offer.getAssetSold()), offer.getAmountSold().getInt64());
        }
        trades(Xdr.claims(result));
      }
      default -> settleRest(source, body, tr);
    }
  }

  private void settleRest(
      AccountId source, Operation.OperationBody body, OperationResult.OperationResultTr tr) {
    switch (body.getDiscriminant()) {
      case ACCOUNT_MERGE -> {
        long amount = tr.getAccountMergeResult().getSourceAccountBalance().getInt64();
        move(source, Asset.lumens(), -amount);
        move(AccountId.of(body.getDestination()), Asset.lumens(), amount);
        balances.remove(source + " native");
      }
      case CREATE_CLAIMABLE_BALANCE -> {
        var op = body.getCreateClaimableBalanceOp();
        Asset asset = Asset.of(op.getAsset());
        move(source, asset, -op.getAmount().getInt64());
        claimables.put(
            tr.getCreateClaimableBalanceResult().getBalanceID().toString(),
            new Claimable(asset, op.getAmount().getInt64()));
      }
      case CLAIM_CLAIMABLE_BALANCE -> {
        Claimable claimed =
            claimables.remove(body.getClaimClaimableBalanceOp().getBalanceID().toString());
        move(source, claimed.asset(), claimed.amount());
      }
      case CLAWBACK -> {
        var op = body.getClawbackOp();
        move(AccountId.of(op.getFrom()), Asset.of(op.getAsset()), -op.getAmount().getInt64());
      }
      case LIQUIDITY_POOL_DEPOSIT, LIQUIDITY_POOL_WITHDRAW ->
          throw new IllegalStateException("results do not say what pools took and gave");
      default -> {
        // Moves nothing.
      }
    }
  }

  /** What the takers of the first asset on the way got. */
  private static long paid(ClaimAtom[] claims, Asset sent) {
    long paid = 0;
    for (ClaimAtom claim : claims) {
      if (!Asset.of(claim.getOrderBook().getAssetBought()).equals(sent)) {
        break;
      }
      paid += claim.getOrderBook().getAmountBought().getInt64();
    }
    return paid;
  }

  private void trades(ClaimAtom[] claims) {
    for (ClaimAtom claim : claims) {
      ClaimOfferAtom offer = claim.getOrderBook();
      AccountId seller = AccountId.of(offer.getSellerID());
      move(seller, Asset.of(offer.getAssetSold()), -offer.getAmountSold().getInt64());
      move(seller, Asset.of(offer.getAssetBought()), offer.getAmountBought().getInt64());
    }
  }

  private void move(AccountId account, Asset asset, long amount) {
    if (!asset.issuedBy(account)) {
      balances.merge(account + " " + asset, amount, Long::sum);
    }
  }

  /** What everybody has, without the empty lines of credit. */
  Map<String, Long> predicted() {
    Map<String, Long> predicted = new TreeMap<>(balances);
    predicted.entrySet().removeIf(one -> one.getValue() == 0 && !one.getKey().endsWith(" native"));
    return predicted;
  }

  static Map<String, Long> actual(LedgerView view) {
    Map<String, Long> actual = new TreeMap<>();
    view.forEach(Account.class, one -> actual.put(one.id() + " native", one.balance()));
    view.forEach(
        TrustLine.class,
        line -> {
          if (line.balance() != 0) {
            actual.put(line.owner() + " " + line.asset(), line.balance());
          }
        });
    return actual;
  }

  /** The operations whose effect on balances it knows. */
  static boolean understands(OperationType type) {
    return type != OperationType.LIQUIDITY_POOL_DEPOSIT
        && type != OperationType.LIQUIDITY_POOL_WITHDRAW;
  }
}
