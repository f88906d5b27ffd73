package org.corridor.ledger.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.stellar.sdk.xdr.AssetType;
import org.stellar.sdk.xdr.LedgerEntryType;
import org.stellar.sdk.xdr.PublicKeyType;
import org.stellar.sdk.xdr.SignerKeyType;

/**
 * Writes entries and keys as XDR, the same bytes as {@link EntryXdr} and {@link KeyXdr} by way of
 * the library's objects, without those.
 */
public final class EntryWriter {
  private static final int PASSIVE = 1;
  private static final int ED25519 = PublicKeyType.PUBLIC_KEY_TYPE_ED25519.getValue();
  private static final int CONSTANT_PRODUCT = 0;

  private EntryWriter() {}

  /** Writes a LedgerEntry. */
  public static void entry(Entry entry, XdrWriter out) {
    if (entry instanceof ClaimableBalance balance) {
      // Their predicates are trees, and few: not worth a second encoder.
      try {
        out.fixed(balance.toXdr().toXdrByteArray());
      } catch (IOException e) {
        throw new UncheckedIOException("writing to memory cannot fail", e);
      }
      return;
    }
    out.int32(entry.lastModified());
    switch (entry) {
      case Account account -> account(account, out);
      case TrustLine line -> trustLine(line, out);
      case Offer offer -> offer(offer, out);
      case DataItem item ->
          out.int32(LedgerEntryType.DATA.getValue())
              .int32(ED25519)
              .fixed(item.owner())
              .text(item.name())
              .opaque(item.value())
              .int32(0);
      case LiquidityPool pool -> pool(pool, out);
      case ClaimableBalance _ -> throw new IllegalStateException("written above");
    }
    stamp(entry.stamp(), out);
  }

  private static void stamp(Stamp stamp, XdrWriter out) {
    if (!stamp.extended()) {
      out.int32(0);
      return;
    }
    optional(stamp.sponsor(), out.int32(1));
    out.int32(0);
  }

  private static void optional(@Nullable AccountId id, XdrWriter out) {
    if (id == null) {
      out.int32(0);
    } else {
      out.int32(1).int32(ED25519).fixed(id);
    }
  }

  private static void account(Account account, XdrWriter out) {
    out.int32(LedgerEntryType.ACCOUNT.getValue())
        .int32(ED25519)
        .fixed(account.id())
        .int64(account.balance())
        .int64(account.sequence())
        .int32(account.subEntries());
    optional(account.inflationDestination(), out);
    out.int32(account.flags()).text(account.homeDomain());
    Account.Thresholds t = account.thresholds();
    out.int32(t.master() << 24 | t.low() << 16 | t.medium() << 8 | t.high());
    out.int32(account.signers().size());
    for (Signer signer : account.signers()) {
      signerKey(signer.key(), out);
      out.int32(signer.weight());
    }
    Account.Extension e = account.extension();
    if (e.level() == 0) {
      out.int32(0);
      return;
    }
    out.int32(1).int64(e.buying()).int64(e.selling());
    if (e.level() == 1) {
      out.int32(0);
      return;
    }
    out.int32(2).int32(e.sponsored()).int32(e.sponsoring()).int32(account.signers().size());
    for (Signer signer : account.signers()) {
      optional(signer.sponsor(), out);
    }
    if (e.level() == 2) {
      out.int32(0);
    } else {
      out.int32(3).int32(0).int32(e.sequenceLedger()).int64(e.sequenceTime());
    }
  }

  private static void signerKey(SignerKey key, XdrWriter out) {
    out.int32(key.type().getValue()).fixed(key.key());
    Bytes payload = key.payload();
    if (key.type() == SignerKeyType.SIGNER_KEY_TYPE_ED25519_SIGNED_PAYLOAD && payload != null) {
      out.opaque(payload);
    }
  }

  private static void trustLine(TrustLine line, XdrWriter out) {
    out.int32(LedgerEntryType.TRUSTLINE.getValue()).int32(ED25519).fixed(line.owner());
    asset(line.asset(), out);
    out.int64(line.balance()).int64(line.limit()).int32(line.flags());
    TrustLine.Extension e = line.extension();
    if (e.level() == 0) {
      out.int32(0);
      return;
    }
    out.int32(1).int64(e.buying()).int64(e.selling());
    if (e.level() == 1) {
      out.int32(0);
    } else {
      out.int32(2).int32(e.poolUses()).int32(0);
    }
  }

  private static void offer(Offer offer, XdrWriter out) {
    out.int32(LedgerEntryType.OFFER.getValue())
        .int32(ED25519)
        .fixed(offer.seller())
        .int64(offer.id());
    asset(offer.selling(), out);
    asset(offer.buying(), out);
    out.int64(offer.amount())
        .int32(offer.price().n())
        .int32(offer.price().d())
        .int32(offer.passive() ? PASSIVE : 0)
        .int32(0);
  }

  private static void pool(LiquidityPool pool, XdrWriter out) {
    out.int32(LedgerEntryType.LIQUIDITY_POOL.getValue()).fixed(pool.id()).int32(CONSTANT_PRODUCT);
    asset(pool.assetA(), out);
    asset(pool.assetB(), out);
    out.int32(pool.fee())
        .int64(pool.reserveA())
        .int64(pool.reserveB())
        .int64(pool.shares())
        .int64(pool.lines());
  }

  /** Writes an Asset or a TrustLineAsset, which look the same where both exist. */
  public static void asset(LineAsset asset, XdrWriter out) {
    switch (asset) {
      case Asset.Native _ -> out.int32(AssetType.ASSET_TYPE_NATIVE.getValue());
      case Asset.Credit credit -> {
        AssetType type =
            credit.wide()
                ? AssetType.ASSET_TYPE_CREDIT_ALPHANUM12
                : AssetType.ASSET_TYPE_CREDIT_ALPHANUM4;
        out.int32(type.getValue())
            .fixed(credit.code(), credit.wide() ? Asset.LONG_CODE : Asset.SHORT_CODE)
            .int32(ED25519)
            .fixed(credit.issuer());
      }
      case PoolShare share ->
          out.int32(AssetType.ASSET_TYPE_POOL_SHARE.getValue()).fixed(share.pool());
    }
  }

  /** Writes a LedgerKey. */
  public static void key(Key key, XdrWriter out) {
    switch (key) {
      case Key.OfAccount account ->
          out.int32(LedgerEntryType.ACCOUNT.getValue()).int32(ED25519).fixed(account.id());
      case Key.OfTrustLine line -> {
        out.int32(LedgerEntryType.TRUSTLINE.getValue()).int32(ED25519).fixed(line.owner());
        asset(line.asset(), out);
      }
      case Key.OfOffer offer ->
          out.int32(LedgerEntryType.OFFER.getValue())
              .int32(ED25519)
              .fixed(offer.seller())
              .int64(offer.id());
      case Key.OfData data ->
          out.int32(LedgerEntryType.DATA.getValue())
              .int32(ED25519)
              .fixed(data.owner())
              .text(data.name());
      case Key.OfClaimableBalance balance ->
          out.int32(LedgerEntryType.CLAIMABLE_BALANCE.getValue()).int32(0).fixed(balance.id());
      case Key.OfPool pool -> out.int32(LedgerEntryType.LIQUIDITY_POOL.getValue()).fixed(pool.id());
    }
  }
}
