package org.corridor.ledger.state;

import org.stellar.sdk.xdr.AssetType;
import org.stellar.sdk.xdr.ClaimableBalanceID;
import org.stellar.sdk.xdr.ClaimableBalanceIDType;
import org.stellar.sdk.xdr.Hash;
import org.stellar.sdk.xdr.Int64;
import org.stellar.sdk.xdr.LedgerEntryType;
import org.stellar.sdk.xdr.LedgerKey;
import org.stellar.sdk.xdr.PoolID;
import org.stellar.sdk.xdr.String64;
import org.stellar.sdk.xdr.TrustLineAsset;

/** Keys to XDR and back. */
public final class KeyXdr {
  private KeyXdr() {}

  /** Returns the key as XDR. */
  public static LedgerKey encode(Key key) {
    LedgerKey xdr = new LedgerKey();
    switch (key) {
      case Key.OfAccount account -> {
        var arm = new LedgerKey.LedgerKeyAccount();
        arm.setAccountID(account.id().toXdr());
        xdr.setDiscriminant(LedgerEntryType.ACCOUNT);
        xdr.setAccount(arm);
      }
      case Key.OfTrustLine line -> {
        var arm = new LedgerKey.LedgerKeyTrustLine();
        arm.setAccountID(line.owner().toXdr());
        arm.setAsset(lineAsset(line.asset()));
        xdr.setDiscriminant(LedgerEntryType.TRUSTLINE);
        xdr.setTrustLine(arm);
      }
      case Key.OfOffer offer -> {
        var arm = new LedgerKey.LedgerKeyOffer();
        arm.setSellerID(offer.seller().toXdr());
        arm.setOfferID(new Int64(offer.id()));
        xdr.setDiscriminant(LedgerEntryType.OFFER);
        xdr.setOffer(arm);
      }
      case Key.OfData data -> {
        var arm = new LedgerKey.LedgerKeyData();
        arm.setAccountID(data.owner().toXdr());
        arm.setDataName(new String64(XdrValues.string(data.name())));
        xdr.setDiscriminant(LedgerEntryType.DATA);
        xdr.setData(arm);
      }
      case Key.OfClaimableBalance balance -> {
        var arm = new LedgerKey.LedgerKeyClaimableBalance();
        arm.setBalanceID(balanceId(balance.id()));
        xdr.setDiscriminant(LedgerEntryType.CLAIMABLE_BALANCE);
        xdr.setClaimableBalance(arm);
      }
      case Key.OfPool pool -> {
        var arm = new LedgerKey.LedgerKeyLiquidityPool();
        arm.setLiquidityPoolID(poolId(pool.id()));
        xdr.setDiscriminant(LedgerEntryType.LIQUIDITY_POOL);
        xdr.setLiquidityPool(arm);
      }
    }
    return xdr;
  }

  /** Returns the key of an XDR key; throws IllegalArgumentException on types after protocol 19. */
  public static Key decode(LedgerKey xdr) {
    return switch (xdr.getDiscriminant()) {
      case ACCOUNT -> new Key.OfAccount(AccountId.of(xdr.getAccount().getAccountID()));
      case TRUSTLINE ->
          new Key.OfTrustLine(
              AccountId.of(xdr.getTrustLine().getAccountID()),
              lineAsset(xdr.getTrustLine().getAsset()));
      case OFFER ->
          new Key.OfOffer(
              AccountId.of(xdr.getOffer().getSellerID()), xdr.getOffer().getOfferID().getInt64());
      case DATA ->
          new Key.OfData(
              AccountId.of(xdr.getData().getAccountID()),
              XdrValues.text(xdr.getData().getDataName().getString64()));
      case CLAIMABLE_BALANCE ->
          new Key.OfClaimableBalance(
              Bytes.of(xdr.getClaimableBalance().getBalanceID().getV0().getHash()));
      case LIQUIDITY_POOL ->
          new Key.OfPool(
              Bytes.of(xdr.getLiquidityPool().getLiquidityPoolID().getPoolID().getHash()));
      default ->
          throw new IllegalArgumentException("no key of protocol 19: " + xdr.getDiscriminant());
    };
  }

  /** Returns a pool's id as XDR. */
  public static PoolID poolId(Bytes id) {
    return new PoolID(new Hash(id.toArray()));
  }

  /** Returns a claimable balance's id as XDR. */
  public static ClaimableBalanceID balanceId(Bytes id) {
    ClaimableBalanceID xdr = new ClaimableBalanceID();
    xdr.setDiscriminant(ClaimableBalanceIDType.CLAIMABLE_BALANCE_ID_TYPE_V0);
    xdr.setV0(new Hash(id.toArray()));
    return xdr;
  }

  static TrustLineAsset lineAsset(LineAsset asset) {
    TrustLineAsset xdr = new TrustLineAsset();
    switch (asset) {
      case Asset.Native _ -> xdr.setDiscriminant(AssetType.ASSET_TYPE_NATIVE);
      case Asset.Credit credit when credit.wide() -> {
        xdr.setDiscriminant(AssetType.ASSET_TYPE_CREDIT_ALPHANUM12);
        xdr.setAlphaNum12(Asset.alphaNum12(credit));
      }
      case Asset.Credit credit -> {
        xdr.setDiscriminant(AssetType.ASSET_TYPE_CREDIT_ALPHANUM4);
        xdr.setAlphaNum4(Asset.alphaNum4(credit));
      }
      case PoolShare share -> {
        xdr.setDiscriminant(AssetType.ASSET_TYPE_POOL_SHARE);
        xdr.setLiquidityPoolID(poolId(share.pool()));
      }
    }
    return xdr;
  }

  /** Returns what a trust line's XDR asset names. */
  public static LineAsset lineAsset(TrustLineAsset xdr) {
    return switch (xdr.getDiscriminant()) {
      case ASSET_TYPE_NATIVE -> Asset.lumens();
      case ASSET_TYPE_CREDIT_ALPHANUM4 -> Asset.of(xdr.getAlphaNum4());
      case ASSET_TYPE_CREDIT_ALPHANUM12 -> Asset.of(xdr.getAlphaNum12());
      case ASSET_TYPE_POOL_SHARE ->
          new PoolShare(Bytes.of(xdr.getLiquidityPoolID().getPoolID().getHash()));
    };
  }
}
