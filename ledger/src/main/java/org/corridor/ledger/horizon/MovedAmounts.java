package org.corridor.ledger.horizon;

import java.util.ArrayList;
import java.util.List;
import org.stellar.sdk.xdr.Asset;
import org.stellar.sdk.xdr.AssetType;
import org.stellar.sdk.xdr.LedgerEntryType;
import org.stellar.sdk.xdr.Operation;

/** What an operation moved, or would have moved had its transaction not failed. */
final class MovedAmounts {
  private static final Asset NATIVE = new Asset();

  static {
    NATIVE.setDiscriminant(AssetType.ASSET_TYPE_NATIVE);
  }

  private MovedAmounts() {}

  /** An amount of an asset, in stroops. */
  record Moved(Asset asset, long amount) {}

  static List<Moved> of(Applied tx, int index) {
    Operation.OperationBody body = tx.operation(index).getBody();
    List<Moved> moved = new ArrayList<>();
    switch (body.getDiscriminant()) {
      case CREATE_ACCOUNT ->
          moved.add(new Moved(NATIVE, body.getCreateAccountOp().getStartingBalance().getInt64()));
      case PAYMENT ->
          moved.add(
              new Moved(
                  body.getPaymentOp().getAsset(), body.getPaymentOp().getAmount().getInt64()));
      case PATH_PAYMENT_STRICT_RECEIVE -> {
        var op = body.getPathPaymentStrictReceiveOp();
        long sent = tx.successful() ? PathAmounts.sent(tx, index) : op.getSendMax().getInt64();
        moved.add(new Moved(op.getSendAsset(), sent));
        moved.add(new Moved(op.getDestAsset(), op.getDestAmount().getInt64()));
      }
      case PATH_PAYMENT_STRICT_SEND -> {
        var op = body.getPathPaymentStrictSendOp();
        long received =
            tx.successful() ? PathAmounts.received(tx, index) : op.getDestMin().getInt64();
        moved.add(new Moved(op.getSendAsset(), op.getSendAmount().getInt64()));
        moved.add(new Moved(op.getDestAsset(), received));
      }
      case ACCOUNT_MERGE -> {
        if (tx.successful()) {
          long all = tx.outcome(index).getAccountMergeResult().getSourceAccountBalance().getInt64();
          moved.add(new Moved(NATIVE, all));
        }
      }
      case CLAWBACK ->
          moved.add(
              new Moved(
                  body.getClawbackOp().getAsset(), body.getClawbackOp().getAmount().getInt64()));
      case CREATE_CLAIMABLE_BALANCE -> {
        var op = body.getCreateClaimableBalanceOp();
        moved.add(new Moved(op.getAsset(), op.getAmount().getInt64()));
      }
      case CLAIM_CLAIMABLE_BALANCE, CLAWBACK_CLAIMABLE_BALANCE -> claimed(tx, index, moved);
      case LIQUIDITY_POOL_DEPOSIT, LIQUIDITY_POOL_WITHDRAW -> pooled(tx, index, moved);
      default -> {}
    }
    return moved;
  }

  private static void claimed(Applied tx, int index, List<Moved> moved) {
    for (Applied.Change change : tx.changes(index)) {
      if (change.type() == LedgerEntryType.CLAIMABLE_BALANCE) {
        var balance = change.some().getData().getClaimableBalance();
        moved.add(new Moved(balance.getAsset(), balance.getAmount().getInt64()));
      }
    }
  }

  private static void pooled(Applied tx, int index, List<Moved> moved) {
    Applied.PoolChange change = tx.poolChange(index, null);
    if (change != null) {
      var assets = change.pool().getBody().getConstantProduct().getParams();
      moved.add(new Moved(assets.getAssetA(), Math.abs(change.reserveA())));
      moved.add(new Moved(assets.getAssetB(), Math.abs(change.reserveB())));
    }
  }
}
