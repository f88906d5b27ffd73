package org.corridor.ledger.apply;

import java.util.Optional;
import org.corridor.ledger.state.Account;
import org.corridor.ledger.state.Asset;
import org.corridor.ledger.state.Key;
import org.corridor.ledger.state.LedgerTransaction;
import org.corridor.ledger.state.LineAsset;
import org.corridor.ledger.state.LiquidityPool;
import org.corridor.ledger.state.PoolShare;
import org.corridor.ledger.state.Stamp;
import org.corridor.ledger.state.TrustLine;
import org.jspecify.annotations.Nullable;
import org.stellar.sdk.xdr.ChangeTrustAsset;
import org.stellar.sdk.xdr.ChangeTrustOp;
import org.stellar.sdk.xdr.ChangeTrustResult;
import org.stellar.sdk.xdr.ChangeTrustResultCode;
import org.stellar.sdk.xdr.LiquidityPoolConstantProductParameters;
import org.stellar.sdk.xdr.OperationType;

/** Opens, changes or closes a trust line, of a credit or of the shares of a pool. */
final class ChangeTrust extends OperationFrame {
  private static final int AUTH_REQUIRED = 1;
  private static final int AUTH_CLAWBACK_ENABLED = 8;

  private final long limit;
  private final LineAsset asset;
  private final @Nullable PoolTerms pool;

  private record PoolTerms(Asset assetA, Asset assetB, int fee) {
    boolean valid() {
      return assetA.valid() && assetB.valid() && assetA.compareTo(assetB) < 0 && fee == Pools.FEE;
    }
  }

  ChangeTrust(Place place, ChangeTrustOp op) {
    super(place);
    this.limit = op.getLimit().getInt64();
    ChangeTrustAsset line = op.getLine();
    this.pool = poolTerms(line);
    this.asset =
        switch (line.getDiscriminant()) {
          case ASSET_TYPE_NATIVE -> Asset.lumens();
          case ASSET_TYPE_CREDIT_ALPHANUM4 -> Asset.of(line.getAlphaNum4());
          case ASSET_TYPE_CREDIT_ALPHANUM12 -> Asset.of(line.getAlphaNum12());
          case ASSET_TYPE_POOL_SHARE -> shareOf(pool);
        };
  }

  private static @Nullable PoolTerms poolTerms(ChangeTrustAsset line) {
    if (line.getLiquidityPool() == null) {
      return null;
    }
    LiquidityPoolConstantProductParameters product = line.getLiquidityPool().getConstantProduct();
    return new PoolTerms(
        Asset.of(product.getAssetA()), Asset.of(product.getAssetB()), product.getFee().getInt32());
  }

  private static PoolShare shareOf(@Nullable PoolTerms terms) {
    if (terms == null) {
      throw new IllegalArgumentException("pool shares without a pool");
    }
    return new PoolShare(Pools.id(terms.assetA(), terms.assetB()));
  }

  @Override
  Optional<Outcome> malformed() {
    boolean valid =
        switch (asset) {
          case Asset.Native _ -> false;
          case Asset.Credit credit -> credit.valid() && !credit.issuedBy(source());
          case PoolShare _ -> pool != null && pool.valid();
        };
    return limit >= 0 && valid
        ? Optional.empty()
        : Optional.of(of(ChangeTrustResultCode.CHANGE_TRUST_MALFORMED));
  }

  @Override
  void footprint(LedgerTransaction ledger, Footprint footprint) {
    if (asset instanceof Asset.Credit credit) {
      footprint.reads(credit.issuer());
      footprint.entry(ledger, new Key.OfTrustLine(source(), asset));
    } else {
      footprint.everything(); // pools belong to nobody
    }
  }

  @Override
  Outcome apply(LedgerTransaction ledger) {
    if (asset instanceof Asset credit && credit.issuedBy(source())) {
      return of(ChangeTrustResultCode.CHANGE_TRUST_SELF_NOT_ALLOWED);
    }
    TrustLine line = ledger.loadTrustLine(source(), asset);
    if (line == null) {
      return open(ledger);
    }
    if (limit < line.balance() + line.buying()) {
      return of(ChangeTrustResultCode.CHANGE_TRUST_INVALID_LIMIT);
    }
    if (limit == 0) {
      return close(ledger, line);
    }
    if (asset instanceof Asset.Credit credit && ledger.peekAccount(credit.issuer()) == null) {
      return of(ChangeTrustResultCode.CHANGE_TRUST_NO_ISSUER);
    }
    ledger.put(line.withLimit(limit));
    return of(ChangeTrustResultCode.CHANGE_TRUST_SUCCESS);
  }

  private Outcome close(LedgerTransaction ledger, TrustLine line) {
    if (line.poolUses() != 0) {
      return of(ChangeTrustResultCode.CHANGE_TRUST_CANNOT_DELETE);
    }
    Sponsorships.removeOwned(ledger, line, source());
    ledger.remove(line.key());
    if (pool != null && asset instanceof PoolShare share) {
      Pools.releaseLine(ledger, source(), pool.assetA());
      Pools.releaseLine(ledger, source(), pool.assetB());
      Pools.releasePool(ledger, share.pool());
    }
    return of(ChangeTrustResultCode.CHANGE_TRUST_SUCCESS);
  }

  private Outcome open(LedgerTransaction ledger) {
    if (limit == 0) {
      return of(ChangeTrustResultCode.CHANGE_TRUST_INVALID_LIMIT);
    }
    int flags = 0;
    if (asset instanceof Asset.Credit credit) {
      Account issuer = ledger.peekAccount(credit.issuer());
      if (issuer == null) {
        return of(ChangeTrustResultCode.CHANGE_TRUST_NO_ISSUER);
      }
      flags =
          (issuer.has(AUTH_REQUIRED) ? 0 : TrustLine.AUTHORIZED)
              | (issuer.has(AUTH_CLAWBACK_ENABLED) ? TrustLine.CLAWBACK_ENABLED : 0);
    }
    if (pool != null && asset instanceof PoolShare share) {
      ChangeTrustResultCode trouble = joinPool(ledger, pool, share);
      if (trouble != null) {
        return of(trouble);
      }
    }
    TrustLine line =
        new TrustLine(source(), asset, 0, limit, flags, TrustLine.Extension.NONE, Stamp.NEW);
    Sponsorships.Created<TrustLine> created = Sponsorships.createOwned(ledger, line, source());
    if (created.reserve() != Sponsorships.Reserve.DONE) {
      return Outcome.of(created.reserve(), of(ChangeTrustResultCode.CHANGE_TRUST_LOW_RESERVE));
    }
    ledger.put(created.entry());
    return of(ChangeTrustResultCode.CHANGE_TRUST_SUCCESS);
  }

  private @Nullable ChangeTrustResultCode joinPool(
      LedgerTransaction ledger, PoolTerms terms, PoolShare share) {
    ChangeTrustResultCode trouble = useLine(ledger, terms.assetA());
    if (trouble == null) {
      trouble = useLine(ledger, terms.assetB());
    }
    if (trouble != null) {
      return trouble;
    }
    LiquidityPool found = (LiquidityPool) ledger.load(new Key.OfPool(share.pool()));
    ledger.put(
        found == null
            ? new LiquidityPool(
                share.pool(), terms.assetA(), terms.assetB(), terms.fee(), 0, 0, 0, 1, Stamp.NEW)
            : found.withLines(found.lines() + 1));
    return null;
  }

  private @Nullable ChangeTrustResultCode useLine(LedgerTransaction ledger, Asset used) {
    if (used.isNative() || used.issuedBy(source())) {
      return null;
    }
    TrustLine line = ledger.loadTrustLine(source(), used);
    if (line == null) {
      return ChangeTrustResultCode.CHANGE_TRUST_TRUST_LINE_MISSING;
    }
    if (!line.maintainsLiabilities()) {
      return ChangeTrustResultCode.CHANGE_TRUST_NOT_AUTH_MAINTAIN_LIABILITIES;
    }
    ledger.put(line.withPoolUses(line.poolUses() + 1));
    return null;
  }

  private static Outcome of(ChangeTrustResultCode code) {
    ChangeTrustResult result = new ChangeTrustResult();
    result.setDiscriminant(code);
    return Outcome.of(
        OperationType.CHANGE_TRUST, code.getValue(), tr -> tr.setChangeTrustResult(result));
  }
}
