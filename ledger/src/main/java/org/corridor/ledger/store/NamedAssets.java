package org.corridor.ledger.store;

import java.util.function.Consumer;
import org.stellar.sdk.xdr.Asset;
import org.stellar.sdk.xdr.AssetType;
import org.stellar.sdk.xdr.ChangeTrustAsset;
import org.stellar.sdk.xdr.LedgerEntry;
import org.stellar.sdk.xdr.LedgerEntryChange;
import org.stellar.sdk.xdr.LedgerEntryType;
import org.stellar.sdk.xdr.LiquidityPoolConstantProductParameters;
import org.stellar.sdk.xdr.Operation;

/** Which assets an operation is about: those that it names, and those of what it changed. */
final class NamedAssets {
  private static final Asset NATIVE = new Asset();

  static {
    NATIVE.setDiscriminant(AssetType.ASSET_TYPE_NATIVE);
  }

  private NamedAssets() {}

  static void of(Operation operation, LedgerEntryChange[] changes, Consumer<Asset> assets) {
    Operation.OperationBody body = operation.getBody();
    switch (body.getDiscriminant()) {
      case CREATE_ACCOUNT, ACCOUNT_MERGE, INFLATION -> assets.accept(NATIVE);
      case PAYMENT -> assets.accept(body.getPaymentOp().getAsset());
      case PATH_PAYMENT_STRICT_RECEIVE -> {
        assets.accept(body.getPathPaymentStrictReceiveOp().getSendAsset());
        assets.accept(body.getPathPaymentStrictReceiveOp().getDestAsset());
      }
      case PATH_PAYMENT_STRICT_SEND -> {
        assets.accept(body.getPathPaymentStrictSendOp().getSendAsset());
        assets.accept(body.getPathPaymentStrictSendOp().getDestAsset());
      }
      case MANAGE_SELL_OFFER -> {
        assets.accept(body.getManageSellOfferOp().getSelling());
        assets.accept(body.getManageSellOfferOp().getBuying());
      }
      case MANAGE_BUY_OFFER -> {
        assets.accept(body.getManageBuyOfferOp().getSelling());
        assets.accept(body.getManageBuyOfferOp().getBuying());
      }
      case CREATE_PASSIVE_SELL_OFFER -> {
        assets.accept(body.getCreatePassiveSellOfferOp().getSelling());
        assets.accept(body.getCreatePassiveSellOfferOp().getBuying());
      }
      case CHANGE_TRUST -> trusted(body.getChangeTrustOp().getLine(), assets);
      case CREATE_CLAIMABLE_BALANCE -> assets.accept(body.getCreateClaimableBalanceOp().getAsset());
      case CLAWBACK -> assets.accept(body.getClawbackOp().getAsset());
      case SET_TRUST_LINE_FLAGS -> assets.accept(body.getSetTrustLineFlagsOp().getAsset());
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
    if (line.getDiscriminant() == AssetType.ASSET_TYPE_POOL_SHARE) {
      reserves(line.getLiquidityPool().getConstantProduct(), assets);
      return;
    }
    Asset asset = new Asset();
    asset.setDiscriminant(line.getDiscriminant());
    asset.setAlphaNum4(line.getAlphaNum4());
    asset.setAlphaNum12(line.getAlphaNum12());
    assets.accept(asset);
  }

  private static void reserves(
      LiquidityPoolConstantProductParameters pool, Consumer<Asset> assets) {
    assets.accept(pool.getAssetA());
    assets.accept(pool.getAssetB());
  }

  /** What these operations name is an id; the entries that they touch tell the rest. */
  private static void changed(LedgerEntryChange[] changes, Consumer<Asset> assets) {
    for (LedgerEntryChange change : changes) {
      LedgerEntry entry =
          switch (change.getDiscriminant()) {
            case LEDGER_ENTRY_STATE -> change.getState();
            case LEDGER_ENTRY_CREATED -> change.getCreated();
            default -> null;
          };
      if (entry == null) {
        continue;
      }
      LedgerEntry.LedgerEntryData data = entry.getData();
      LedgerEntryType type = data.getDiscriminant();
      if (type == LedgerEntryType.CLAIMABLE_BALANCE) {
        assets.accept(data.getClaimableBalance().getAsset());
      } else if (type == LedgerEntryType.LIQUIDITY_POOL) {
        reserves(data.getLiquidityPool().getBody().getConstantProduct().getParams(), assets);
      } else if (type == LedgerEntryType.TRUSTLINE
          && data.getTrustLine().getAsset().getDiscriminant() != AssetType.ASSET_TYPE_POOL_SHARE) {
        var line = data.getTrustLine().getAsset();
        Asset asset = new Asset();
        asset.setDiscriminant(line.getDiscriminant());
        asset.setAlphaNum4(line.getAlphaNum4());
        asset.setAlphaNum12(line.getAlphaNum12());
        assets.accept(asset);
      }
    }
  }
}
