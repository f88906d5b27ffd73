package org.corridor.ledger.horizon;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.corridor.ledger.store.Participants;
import org.corridor.ledger.store.Xdr;
import org.jspecify.annotations.Nullable;
import org.stellar.sdk.xdr.AccountEntry;
import org.stellar.sdk.xdr.AccountID;
import org.stellar.sdk.xdr.AssetType;
import org.stellar.sdk.xdr.LedgerEntry;
import org.stellar.sdk.xdr.LedgerEntryType;
import org.stellar.sdk.xdr.MuxedAccount;
import org.stellar.sdk.xdr.TrustLineEntry;

/** Effects that follow from the changes alone: who sponsors what, and pools that come and go. */
final class SponsorshipEffects {
  private SponsorshipEffects() {}

  static void add(List<Applied.Change> changes, MuxedAccount source, List<Effect> effects) {
    for (Applied.Change change : changes) {
      ofEntry(change, source, effects);
      ofSigners(change, effects);
      ofPool(change, source, effects);
    }
  }

  private static @Nullable AccountID sponsor(@Nullable LedgerEntry entry) {
    return entry == null ? null : Participants.sponsorOf(entry);
  }

  private static void ofEntry(Applied.Change change, MuxedAccount source, List<Effect> effects) {
    EffectType created = created(change.type());
    AccountID before = sponsor(change.before());
    AccountID after = sponsor(change.after());
    if (created == null || (before == null && after == null)) {
      return;
    }
    if (before != null && before.equals(after)) {
      return;
    }
    ObjectNode details = subject(change.some());
    EffectType type = put(details, created, before, after);
    MuxedAccount muxed = null;
    byte[] account =
        switch (change.type()) {
          case ACCOUNT -> Xdr.key(change.some().getData().getAccount().getAccountID());
          case TRUSTLINE -> Xdr.key(change.some().getData().getTrustLine().getAccountID());
          default -> Xdr.key(source);
        };
    if (change.type() != LedgerEntryType.ACCOUNT
        && change.type() != LedgerEntryType.TRUSTLINE
        && Text.isMuxed(source)) {
      muxed = source;
    }
    effects.add(new Effect(account, muxed, type, details));
  }

  /** Offers have no such effects; updated and removed have the next two numbers. */
  private static @Nullable EffectType created(LedgerEntryType type) {
    return switch (type) {
      case ACCOUNT -> EffectType.ACCOUNT_SPONSORSHIP_CREATED;
      case TRUSTLINE -> EffectType.TRUSTLINE_SPONSORSHIP_CREATED;
      case DATA -> EffectType.DATA_SPONSORSHIP_CREATED;
      case CLAIMABLE_BALANCE -> EffectType.CLAIMABLE_BALANCE_SPONSORSHIP_CREATED;
      default -> null;
    };
  }

  private static EffectType put(
      ObjectNode details,
      EffectType created,
      @Nullable AccountID before,
      @Nullable AccountID after) {
    if (before == null && after != null) {
      details.put("sponsor", Text.account(after));
      return created;
    }
    if (before != null && after != null) {
      details.put("former_sponsor", Text.account(before));
      details.put("new_sponsor", Text.account(after));
      return EffectType.numbered(created.number() + 1);
    }
    if (before != null) {
      details.put("former_sponsor", Text.account(before));
    }
    return EffectType.numbered(created.number() + 2);
  }

  private static ObjectNode subject(LedgerEntry entry) {
    ObjectNode details = Json.object();
    switch (entry.getData().getDiscriminant()) {
      case TRUSTLINE -> {
        TrustLineEntry line = entry.getData().getTrustLine();
        if (line.getAsset().getDiscriminant() == AssetType.ASSET_TYPE_POOL_SHARE) {
          details.put("asset_type", "liquidity_pool");
          details.put("liquidity_pool_id", Text.pool(line.getAsset().getLiquidityPoolID()));
        } else {
          details.put("asset_type", Text.assetType(Lines.asset(line.getAsset())));
          details.put("asset", Text.canonical(Lines.asset(line.getAsset())));
        }
      }
      case DATA -> {
        byte[] name = entry.getData().getData().getDataName().getString64().getBytes();
        details.put("data_name", new String(name, StandardCharsets.UTF_8));
      }
      case CLAIMABLE_BALANCE ->
          details.put(
              "balance_id", Text.balance(entry.getData().getClaimableBalance().getBalanceID()));
      default -> {}
    }
    return details;
  }

  private static void ofSigners(Applied.Change change, List<Effect> effects) {
    if (change.type() != LedgerEntryType.ACCOUNT) {
      return;
    }
    Map<String, AccountID> before = sponsors(change.before());
    Map<String, AccountID> after = sponsors(change.after());
    TreeSet<String> signers = new TreeSet<>(before.keySet());
    signers.addAll(after.keySet());
    byte[] account = Xdr.key(change.some().getData().getAccount().getAccountID());
    for (String signer : signers) {
      AccountID was = before.get(signer);
      AccountID is = after.get(signer);
      if (was != null && was.equals(is)) {
        continue;
      }
      ObjectNode details = Json.object().put("signer", signer);
      EffectType type = put(details, EffectType.SIGNER_SPONSORSHIP_CREATED, was, is);
      effects.add(new Effect(account, null, type, details));
    }
  }

  private static Map<String, AccountID> sponsors(@Nullable LedgerEntry entry) {
    Map<String, AccountID> sponsors = new TreeMap<>();
    if (entry != null) {
      AccountEntry account = entry.getData().getAccount();
      List<@Nullable AccountID> ids = Participants.signerSponsors(account);
      for (int i = 0; i < ids.size(); i++) {
        AccountID id = ids.get(i);
        if (id != null) {
          sponsors.put(Text.signer(account.getSigners()[i].getKey()), id);
        }
      }
    }
    return sponsors;
  }

  private static void ofPool(Applied.Change change, MuxedAccount source, List<Effect> effects) {
    if (change.type() != LedgerEntryType.LIQUIDITY_POOL) {
      return;
    }
    var pool = change.some().getData().getLiquidityPool();
    MuxedAccount muxed = Text.isMuxed(source) ? source : null;
    if (change.before() == null) {
      ObjectNode details = Json.object();
      details.set("liquidity_pool", Json.pool(pool));
      effects.add(new Effect(Xdr.key(source), muxed, EffectType.LIQUIDITY_POOL_CREATED, details));
    } else if (change.after() == null) {
      ObjectNode details =
          Json.object().put("liquidity_pool_id", Text.pool(pool.getLiquidityPoolID()));
      effects.add(new Effect(Xdr.key(source), muxed, EffectType.LIQUIDITY_POOL_REMOVED, details));
    }
  }
}
