package org.corridor.ledger.store;

import java.util.List;
import java.util.function.Consumer;
import org.corridor.ledger.state.Asset;
import org.corridor.ledger.state.ClaimableBalance;
import org.corridor.ledger.state.Entry;
import org.corridor.ledger.state.LedgerTransaction.Change;
import org.corridor.ledger.state.LiquidityPool;
import org.corridor.ledger.state.TrustLine;
import org.stellar.sdk.xdr.ChangeTrustAsset;
import org.stellar.sdk.xdr.Operation;

/** Which assets an operation is about: those that it names, and those of what it changed. */
final class NamedAssets {
  private NamedAssets() {}

  static void of(Operation operation, List<Change> changes, Consumer<Asset> assets) {
    Operation.OperationBody body = operation.getBody();
    switch (body.getDiscriminant()) {
      case CREATE_ACCOUNT, ACCOUNT_MERGE, INFLATION -> assets.accept(Asset.lumens());
      case PAYMENT -> assets.accept(Asset.of(body.getPaymentOp().getAsset()));
      case PATH_PAYMENT_STRICT_RECEIVE -> {
        assets.accept(Asset.of(body.getPathPaymentStrictReceiveOp().getSendAsset()));
        assets.accept(Asset.of(body.getPathPaymentStrictReceiveOp().getDestAsset()));
      }
      case PATH_PAYMENT_STRICT_SEND -> {
        assets.accept(Asset.of(body.getPathPaymentStrictSendOp().getSendAsset()));
        assets.accept(Asset.of(body.getPathPaymentStrictSendOp().getDestAsset()));
      }
      case MANAGE_SELL_OFFER -> {
        assets.accept(Asset.of(body.getManageSellOfferOp().getSelling()));
        assets.accept(Asset.of(body.getManageSellOfferOp().getBuying()));
      }
      case MANAGE_BUY_OFFER -> {
        assets.accept(Asset.of(body.getManageBuyOfferOp().getSelling()));
        assets.accept(Asset.of(body.getManageBuyOfferOp().getBuying()));
      }
      case CREATE_PASSIVE_SELL_OFFER -> {
        assets.accept(Asset.of(body.getCreatePassiveSellOfferOp().getSelling()));
        assets.accept(Asset.of(body.getCreatePassiveSellOfferOp().getBuying()));
      }
      case CHANGE_TRUST -> trusted(body.getChangeTrustOp().getLine(), assets);
      case CREATE_CLAIMABLE_BALANCE ->
          assets.accept(Asset.of(body.getCreateClaimableBalanceOp().getAsset()));
      case CLAWBACK -> assets.accept(Asset.of(body.getClawbackOp().getAsset()));
      case SET_TRUST_LINE_FLAGS ->
          assets.accept(Asset.of(body.getSetTrustLineFlagsOp().getAsset()));
      case ALLOW_TRUST,
          CLAIM_CLAIMABLE_BALANCE,
          CLAWBACK_CLAIMABLE_BALANCE,
          LIQUIDITY_POOL_DEPOSIT,
          LIQUIDITY_POOL_WITHDRAW ->
          changed(changes, assets);
      default -> {}
    }
  }

  private static void trusted(ChangeTrustAsset line, Consumer<Asset> assets) {
    switch (line.getDiscriminant()) {
      case ASSET_TYPE_NATIVE -> assets.accept(Asset.lumens());
      case ASSET_TYPE_CREDIT_ALPHANUM4 -> assets.accept(Asset.of(line.getAlphaNum4()));
      case ASSET_TYPE_CREDIT_ALPHANUM12 -> assets.accept(Asset.of(line.getAlphaNum12()));
      case ASSET_TYPE_POOL_SHARE -> {
        var pool = line.getLiquidityPool().getConstantProduct();
        assets.accept(Asset.of(pool.getAssetA()));
        assets.accept(Asset.of(pool.getAssetB()));
      }
    }
  }

  /** What these operations name is an id; the entries that they touch tell the rest. */
  private static void changed(List<Change> changes, Consumer<Asset> assets) {
    for (Change change : changes) {
      Entry entry = change.before() == null ? change.after() : change.before();
      switch (entry) {
        case ClaimableBalance balance -> assets.accept(balance.asset());
        case LiquidityPool pool -> {
          assets.accept(pool.assetA());
          assets.accept(pool.assetB());
        }
        case TrustLine line when line.asset() instanceof Asset asset -> assets.accept(asset);
        case null, default -> {}
      }
    }
  }
}
