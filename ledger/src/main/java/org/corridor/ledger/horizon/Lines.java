package org.corridor.ledger.horizon;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.stellar.sdk.xdr.Asset;
import org.stellar.sdk.xdr.AssetType;
import org.stellar.sdk.xdr.ChangeTrustAsset;
import org.stellar.sdk.xdr.LiquidityPoolParameters;
import org.stellar.sdk.xdr.TrustLineAsset;
import org.stellar.sdk.xdr.XdrDataOutputStream;

/** What trust lines hold, in JSON: a credit, or the shares of a pool. */
final class Lines {
  private Lines() {}

  static void put(ObjectNode node, ChangeTrustAsset line) {
    if (line.getDiscriminant() == AssetType.ASSET_TYPE_POOL_SHARE) {
      node.put("asset_type", "liquidity_pool_shares");
      node.put("liquidity_pool_id", Text.hex(poolId(line.getLiquidityPool())));
    } else {
      Json.asset(node, "", OperationJson.asset(line));
    }
  }

  static Asset asset(TrustLineAsset line) {
    Asset asset = new Asset();
    asset.setDiscriminant(line.getDiscriminant());
    asset.setAlphaNum4(line.getAlphaNum4());
    asset.setAlphaNum12(line.getAlphaNum12());
    return asset;
  }

  /** A pool's id: SHA-256 of its parameters. */
  static byte[] poolId(LiquidityPoolParameters parameters) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (XdrDataOutputStream out = new XdrDataOutputStream(bytes)) {
      parameters.encode(out);
      return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new IllegalStateException("hashing in memory failed", e);
    }
  }
}
