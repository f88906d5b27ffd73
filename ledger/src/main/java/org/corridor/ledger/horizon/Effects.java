package org.corridor.ledger.horizon;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.corridor.ledger.store.Xdr;
import org.jspecify.annotations.Nullable;
import org.stellar.sdk.xdr.AccountEntry;
import org.stellar.sdk.xdr.AccountID;
import org.stellar.sdk.xdr.AllowTrustOp;
import org.stellar.sdk.xdr.Asset;
import org.stellar.sdk.xdr.AssetType;
import org.stellar.sdk.xdr.ChangeTrustOp;
import org.stellar.sdk.xdr.ClaimAtom;
import org.stellar.sdk.xdr.ClaimAtomType;
import org.stellar.sdk.xdr.ClaimableBalanceEntry;
import org.stellar.sdk.xdr.Claimant;
import org.stellar.sdk.xdr.InflationPayout;
import org.stellar.sdk.xdr.LedgerEntryType;
import org.stellar.sdk.xdr.MuxedAccount;
import org.stellar.sdk.xdr.Operation;
import org.stellar.sdk.xdr.SetOptionsOp;
import org.stellar.sdk.xdr.Signer;
import org.stellar.sdk.xdr.Uint32;

/** What an operation did to whom, derived from its body, its result and its changes. */
final class Effects {
  private static final String NATIVE = "native";
  private static final int AUTH_REQUIRED = 1;
  private static final int AUTHORIZED = 1;
  private static final int MAINTAIN = 2;
  private static final int CLAWBACK = 4;

  private final Applied tx;
  private final int index;
  private final MuxedAccount source;
  private final List<Applied.Change> changes;
  private final List<Effect> effects = new ArrayList<>();

  private Effects(Applied tx, int index) {
    this.tx = tx;
    this.index = index;
    source = tx.source(index);
    changes = tx.changes(index);
  }

  /** The effects of an operation in Horizon's order; none when its transaction failed. */
  static List<Effect> of(Applied tx, int index) {
    if (!tx.successful()) {
      return List.of();
    }
    Effects effects = new Effects(tx, index);
    effects.ofBody(tx.operation(index).getBody());
    SponsorshipEffects.add(effects.changes, effects.source, effects.effects);
    return effects.effects;
  }

  private void add(MuxedAccount account, EffectType type, ObjectNode details) {
    MuxedAccount muxed = Text.isMuxed(account) ? account : null;
    effects.add(new Effect(Xdr.key(account), muxed, type, details));
  }

  private void add(AccountID account, EffectType type, ObjectNode details) {
    effects.add(new Effect(Xdr.key(account), null, type, details));
  }

  private static ObjectNode amount(Asset asset, long amount) {
    return Json.asset(asset).put("amount", Text.amount(amount));
  }

  private static ObjectNode lumens(long amount) {
    return Json.object().put("asset_type", NATIVE).put("amount", Text.amount(amount));
  }

  private void ofBody(Operation.OperationBody body) {
    switch (body.getDiscriminant()) {
      case CREATE_ACCOUNT -> {
        var op = body.getCreateAccountOp();
        long balance = op.getStartingBalance().getInt64();
        ObjectNode created = Json.object().put("starting_balance", Text.amount(balance));
        add(op.getDestination(), EffectType.ACCOUNT_CREATED, created);
        add(source, EffectType.ACCOUNT_DEBITED, lumens(balance));
        String key = Text.account(op.getDestination());
        add(op.getDestination(), EffectType.SIGNER_CREATED, signer(key, 1));
      }
      case PAYMENT -> {
        var op = body.getPaymentOp();
        long amount = op.getAmount().getInt64();
        add(op.getDestination(), EffectType.ACCOUNT_CREDITED, amount(op.getAsset(), amount));
        add(source, EffectType.ACCOUNT_DEBITED, amount(op.getAsset(), amount));
      }
      case PATH_PAYMENT_STRICT_RECEIVE -> {
        var op = body.getPathPaymentStrictReceiveOp();
        long received = op.getDestAmount().getInt64();
        long sent = PathAmounts.sent(tx, index);
        add(op.getDestination(), EffectType.ACCOUNT_CREDITED, amount(op.getDestAsset(), received));
        add(source, EffectType.ACCOUNT_DEBITED, amount(op.getSendAsset(), sent));
        trades();
      }
      case PATH_PAYMENT_STRICT_SEND -> {
        var op = body.getPathPaymentStrictSendOp();
        long sent = op.getSendAmount().getInt64();
        long received = PathAmounts.received(tx, index);
        add(op.getDestination(), EffectType.ACCOUNT_CREDITED, amount(op.getDestAsset(), received));
        add(source, EffectType.ACCOUNT_DEBITED, amount(op.getSendAsset(), sent));
        trades();
      }
      case MANAGE_SELL_OFFER, MANAGE_BUY_OFFER, CREATE_PASSIVE_SELL_OFFER -> trades();
      case SET_OPTIONS -> options(body.getSetOptionsOp());
      case CHANGE_TRUST -> trust(body.getChangeTrustOp());
      case ALLOW_TRUST -> allowTrust(body.getAllowTrustOp());
      case ACCOUNT_MERGE -> {
        long balance =
            tx.outcome(index).getAccountMergeResult().getSourceAccountBalance().getInt64();
        add(source, EffectType.ACCOUNT_DEBITED, lumens(balance));
        add(body.getDestination(), EffectType.ACCOUNT_CREDITED, lumens(balance));
        add(source, EffectType.ACCOUNT_REMOVED, Json.object());
      }
      case INFLATION -> {
        for (InflationPayout payout : tx.outcome(index).getInflationResult().getPayouts()) {
          long paid = payout.getAmount().getInt64();
          add(payout.getDestination(), EffectType.ACCOUNT_CREDITED, lumens(paid));
        }
      }
      case MANAGE_DATA -> data(body.getManageDataOp().getDataName().getString64().getBytes());
      case BUMP_SEQUENCE -> bumped();
      default -> later(body);
    }
  }

  /** Effects of the operations that came with protocols 14 to 18. */
  private void later(Operation.OperationBody body) {
    switch (body.getDiscriminant()) {
      case CREATE_CLAIMABLE_BALANCE -> {
        var op = body.getCreateClaimableBalanceOp();
        for (Applied.Change change : changes) {
          if (change.type() == LedgerEntryType.CLAIMABLE_BALANCE && change.after() != null) {
            // The entry has absolute times; the operation shows those that its author wrote.
            balanceCreated(change.some().getData().getClaimableBalance(), op.getClaimants());
          }
        }
        add(source, EffectType.ACCOUNT_DEBITED, amount(op.getAsset(), op.getAmount().getInt64()));
      }
      case CLAIM_CLAIMABLE_BALANCE -> {
        ClaimableBalanceEntry claimed = removedBalance();
        add(source, EffectType.CLAIMABLE_BALANCE_CLAIMED, balance(claimed));
        long amount = claimed.getAmount().getInt64();
        add(source, EffectType.ACCOUNT_CREDITED, amount(claimed.getAsset(), amount));
      }
      case CLAWBACK -> {
        var op = body.getClawbackOp();
        long amount = op.getAmount().getInt64();
        add(source, EffectType.ACCOUNT_CREDITED, amount(op.getAsset(), amount));
        add(op.getFrom(), EffectType.ACCOUNT_DEBITED, amount(op.getAsset(), amount));
      }
      case CLAWBACK_CLAIMABLE_BALANCE -> {
        ClaimableBalanceEntry taken = removedBalance();
        String id = Text.balance(taken.getBalanceID());
        add(source, EffectType.CLAIMABLE_BALANCE_CLAWED_BACK, Json.object().put("balance_id", id));
        long amount = taken.getAmount().getInt64();
        add(source, EffectType.ACCOUNT_CREDITED, amount(taken.getAsset(), amount));
      }
      case SET_TRUST_LINE_FLAGS -> {
        var op = body.getSetTrustLineFlagsOp();
        long set = op.getSetFlags().getUint32().getNumber();
        long cleared = op.getClearFlags().getUint32().getNumber();
        lineFlags(op.getTrustor(), op.getAsset(), set, cleared);
        poolRevoked();
      }
      case LIQUIDITY_POOL_DEPOSIT -> deposited(body);
      case LIQUIDITY_POOL_WITHDRAW -> withdrew(body);
      default -> {} // sponsorship shows in the changes only
    }
  }

  private static ObjectNode signer(String key, long weight) {
    return Json.object().put("weight", weight).put("public_key", key).put("key", "");
  }

  private void options(SetOptionsOp op) {
    if (op.getHomeDomain() != null) {
      byte[] domain = op.getHomeDomain().getString32().getBytes();
      add(
          source,
          EffectType.ACCOUNT_HOME_DOMAIN_UPDATED,
          Json.object().put("home_domain", new String(domain, StandardCharsets.UTF_8)));
    }
    if (op.getLowThreshold() != null
        || op.getMedThreshold() != null
        || op.getHighThreshold() != null) {
      add(
          source,
          EffectType.ACCOUNT_THRESHOLDS_UPDATED,
          Json.object()
              .put("low_threshold", number(op.getLowThreshold()))
              .put("med_threshold", number(op.getMedThreshold()))
              .put("high_threshold", number(op.getHighThreshold())));
    }
    long set = number(op.getSetFlags());
    long cleared = number(op.getClearFlags());
    if (set != 0 || cleared != 0) {
      // Horizon stores more flags than it has fields for: of them only this one is shown.
      ObjectNode flags = Json.object();
      if (((set | cleared) & AUTH_REQUIRED) != 0) {
        flags.put("auth_required_flag", (cleared & AUTH_REQUIRED) == 0);
      }
      add(source, EffectType.ACCOUNT_FLAGS_UPDATED, flags);
    }
    if (op.getInflationDest() != null) {
      add(source, EffectType.ACCOUNT_INFLATION_DESTINATION_UPDATED, Json.object());
    }
    signers();
  }

  private static long number(@Nullable Uint32 value) {
    return value == null ? 0 : value.getUint32().getNumber();
  }

  private void signers() {
    for (Applied.Change change : changes) {
      if (change.type() != LedgerEntryType.ACCOUNT
          || change.before() == null
          || change.after() == null) {
        continue;
      }
      Map<String, Long> before = weights(change.before().getData().getAccount());
      Map<String, Long> after = weights(change.after().getData().getAccount());
      before.forEach(
          (key, weight) -> {
            Long now = after.get(key);
            if (now == null) {
              add(source, EffectType.SIGNER_REMOVED, signer(key, 0));
            } else if (!now.equals(weight)) {
              add(source, EffectType.SIGNER_UPDATED, signer(key, now));
            }
          });
      after.forEach(
          (key, weight) -> {
            if (!before.containsKey(key)) {
              add(source, EffectType.SIGNER_CREATED, signer(key, weight));
            }
          });
    }
  }

  private static Map<String, Long> weights(AccountEntry account) {
    Map<String, Long> weights = new TreeMap<>();
    int master = account.getThresholds().getThresholds()[0] & 0xff;
    if (master != 0) {
      weights.put(Text.account(account.getAccountID()), (long) master);
    }
    for (Signer signer : account.getSigners()) {
      weights.put(Text.signer(signer.getKey()), signer.getWeight().getUint32().getNumber());
    }
    return weights;
  }

  private void trust(ChangeTrustOp op) {
    ObjectNode details = Json.object();
    Lines.put(details, op.getLine());
    details.put("limit", Text.amount(op.getLimit().getInt64()));
    boolean pool = op.getLine().getDiscriminant() == AssetType.ASSET_TYPE_POOL_SHARE;
    for (Applied.Change change : changes) {
      // A pool's first line also touches the lines of its two assets.
      if (change.type() == LedgerEntryType.TRUSTLINE && isPoolLine(change) == pool) {
        add(source, trustType(change), details);
        return;
      }
    }
  }

  private static boolean isPoolLine(Applied.Change change) {
    AssetType type = change.some().getData().getTrustLine().getAsset().getDiscriminant();
    return type == AssetType.ASSET_TYPE_POOL_SHARE;
  }

  private static EffectType trustType(Applied.Change change) {
    if (change.before() == null) {
      return EffectType.TRUSTLINE_CREATED;
    }
    return change.after() == null ? EffectType.TRUSTLINE_REMOVED : EffectType.TRUSTLINE_UPDATED;
  }

  private void allowTrust(AllowTrustOp op) {
    boolean wide = op.getAsset().getDiscriminant() == AssetType.ASSET_TYPE_CREDIT_ALPHANUM12;
    ObjectNode details = Json.object().put("trustor", Text.account(op.getTrustor()));
    details.put("asset_type", wide ? "credit_alphanum12" : "credit_alphanum4");
    byte[] code =
        wide
            ? op.getAsset().getAssetCode12().getAssetCode12()
            : op.getAsset().getAssetCode4().getAssetCode4();
    details.put("asset_code", Text.code(code));
    long flags = op.getAuthorize().getUint32().getNumber();
    ObjectNode line = Json.object();
    line.put("asset_type", wide ? "credit_alphanum12" : "credit_alphanum4");
    line.put("asset_code", Text.code(code)).put("asset_issuer", Text.account(source));
    line.put("trustor", Text.account(op.getTrustor()));
    if ((flags & AUTHORIZED) != 0) {
      add(source, EffectType.TRUSTLINE_AUTHORIZED, details);
      add(source, EffectType.TRUSTLINE_FLAGS_UPDATED, flags(line, AUTHORIZED, 0));
    } else if ((flags & MAINTAIN) != 0) {
      add(source, EffectType.TRUSTLINE_AUTHORIZED_TO_MAINTAIN_LIABILITIES, details);
      add(source, EffectType.TRUSTLINE_FLAGS_UPDATED, flags(line, MAINTAIN, 0));
    } else {
      add(source, EffectType.TRUSTLINE_DEAUTHORIZED, details);
      add(source, EffectType.TRUSTLINE_FLAGS_UPDATED, flags(line, 0, AUTHORIZED | MAINTAIN));
    }
    poolRevoked();
  }

  private void lineFlags(AccountID trustor, Asset asset, long set, long cleared) {
    ObjectNode details = Json.asset(asset).put("trustor", Text.account(trustor));
    add(source, EffectType.TRUSTLINE_FLAGS_UPDATED, flags(details, set, cleared));
  }

  private static ObjectNode flags(ObjectNode details, long set, long cleared) {
    if (((set | cleared) & AUTHORIZED) != 0) {
      details.put("authorized_flag", (cleared & AUTHORIZED) == 0);
    }
    if (((set | cleared) & MAINTAIN) != 0) {
      details.put("authorized_to_maintain_liabilites_flag", (cleared & MAINTAIN) == 0);
    }
    if (((set | cleared) & CLAWBACK) != 0) {
      details.put("clawback_enabled_flag", (cleared & CLAWBACK) == 0);
    }
    return details;
  }

  private void data(byte[] name) {
    for (Applied.Change change : changes) {
      if (change.type() != LedgerEntryType.DATA) {
        continue;
      }
      ObjectNode details = Json.object().put("name", new String(name, StandardCharsets.UTF_8));
      if (change.after() == null) {
        add(source, EffectType.DATA_REMOVED, details);
        return;
      }
      byte[] value = change.after().getData().getData().getDataValue().getDataValue();
      details.put("value", Text.base64(value));
      boolean created = change.before() == null;
      add(source, created ? EffectType.DATA_CREATED : EffectType.DATA_UPDATED, details);
      return;
    }
  }

  private void bumped() {
    for (Applied.Change change : changes) {
      if (change.type() == LedgerEntryType.ACCOUNT
          && change.before() != null
          && change.after() != null) {
        long before = sequence(change.before().getData().getAccount());
        long after = sequence(change.after().getData().getAccount());
        if (before != after) {
          ObjectNode details = Json.object().put("new_seq", Long.toString(after));
          add(source, EffectType.SEQUENCE_BUMPED, details);
        }
        return;
      }
    }
  }

  private static long sequence(AccountEntry account) {
    return account.getSeqNum().getSequenceNumber().getInt64();
  }

  private void trades() {
    for (ClaimAtom claim : Xdr.claims(tx.operationResult(index))) {
      long sold = PathAmounts.soldAmount(claim);
      long bought = PathAmounts.boughtAmount(claim);
      if (sold == 0 && bought == 0) {
        continue;
      }
      if (claim.getDiscriminant() == ClaimAtomType.CLAIM_ATOM_TYPE_LIQUIDITY_POOL) {
        poolTrade(claim, sold, bought);
        continue;
      }
      AccountID seller = claim.getOrderBook().getSellerID();
      long offer = claim.getOrderBook().getOfferID().getInt64();
      ObjectNode mine = Json.object().put("seller", Text.account(seller));
      Asset soldAsset = PathAmounts.sold(claim);
      Asset boughtAsset = PathAmounts.bought(claim);
      add(source, EffectType.TRADE, trade(mine, offer, boughtAsset, bought, soldAsset, sold));
      ObjectNode theirs = Json.object();
      Json.muxed(theirs, "seller", source);
      add(seller, EffectType.TRADE, trade(theirs, offer, soldAsset, sold, boughtAsset, bought));
    }
  }

  private static ObjectNode trade(
      ObjectNode details,
      long offer,
      Asset sold,
      long soldAmount,
      Asset bought,
      long boughtAmount) {
    details.put("offer_id", Long.toString(offer));
    details.put("sold_amount", Text.amount(soldAmount));
    Json.asset(details, "sold_", sold);
    details.put("bought_amount", Text.amount(boughtAmount));
    Json.asset(details, "bought_", bought);
    return details;
  }

  private void poolTrade(ClaimAtom claim, long sold, long bought) {
    byte[] id = claim.getLiquidityPool().getLiquidityPoolID().getPoolID().getHash();
    Applied.PoolChange change = tx.poolChange(index, id);
    if (change != null) {
      ObjectNode details = Json.object();
      details.set("liquidity_pool", Json.pool(change.pool()));
      details.set("sold", Json.assetAmount(PathAmounts.sold(claim), sold));
      details.set("bought", Json.assetAmount(PathAmounts.bought(claim), bought));
      add(source, EffectType.LIQUIDITY_POOL_TRADE, details);
    }
  }

  private void balanceCreated(ClaimableBalanceEntry entry, Claimant[] claimants) {
    add(source, EffectType.CLAIMABLE_BALANCE_CREATED, balance(entry));
    for (Claimant claimant : claimants) {
      ObjectNode details = balance(entry);
      details.set("predicate", Json.predicate(claimant.getV0().getPredicate()));
      AccountID destination = claimant.getV0().getDestination();
      add(destination, EffectType.CLAIMABLE_BALANCE_CLAIMANT_CREATED, details);
    }
  }

  private static ObjectNode balance(ClaimableBalanceEntry entry) {
    return Json.object()
        .put("asset", Text.canonical(entry.getAsset()))
        .put("balance_id", Text.balance(entry.getBalanceID()))
        .put("amount", Text.amount(entry.getAmount().getInt64()));
  }

  private ClaimableBalanceEntry removedBalance() {
    for (Applied.Change change : changes) {
      if (change.type() == LedgerEntryType.CLAIMABLE_BALANCE && change.after() == null) {
        return change.some().getData().getClaimableBalance();
      }
    }
    throw new IllegalStateException("a balance was claimed without being removed");
  }

  private void poolRevoked() {
    Applied.PoolChange pool = tx.poolChange(index, null);
    Map<String, ClaimableBalanceEntry> made = new TreeMap<>();
    for (Applied.Change change : changes) {
      if (change.type() == LedgerEntryType.CLAIMABLE_BALANCE && change.before() == null) {
        ClaimableBalanceEntry entry = change.some().getData().getClaimableBalance();
        made.put(Text.hex(Xdr.bytes(entry.getAsset())), entry);
      }
    }
    if (pool == null || made.isEmpty()) {
      return;
    }
    made.values().forEach(entry -> balanceCreated(entry, entry.getClaimants()));
    var params = pool.pool().getBody().getConstantProduct().getParams();
    ObjectNode details = Json.object();
    details.set("liquidity_pool", Json.pool(pool.pool()));
    var revoked = details.putArray("reserves_revoked");
    for (ClaimableBalanceEntry entry : made.values()) {
      boolean first = entry.getAsset().equals(params.getAssetA());
      revoked.add(
          Json.assetAmount(entry.getAsset(), first ? -pool.reserveA() : -pool.reserveB())
              .put("claimable_balance_id", Text.balance(entry.getBalanceID())));
    }
    details.put("shares_revoked", Text.amount(-pool.shares()));
    add(source, EffectType.LIQUIDITY_POOL_REVOKED, details);
  }

  private void deposited(Operation.OperationBody body) {
    byte[] id = body.getLiquidityPoolDepositOp().getLiquidityPoolID().getPoolID().getHash();
    Applied.PoolChange change = tx.poolChange(index, id);
    if (change != null) {
      var params = change.pool().getBody().getConstantProduct().getParams();
      ObjectNode details = Json.object();
      details.set("liquidity_pool", Json.pool(change.pool()));
      details.set(
          "reserves_deposited", Json.reserves(params, change.reserveA(), change.reserveB()));
      details.put("shares_received", Text.amount(change.shares()));
      add(source, EffectType.LIQUIDITY_POOL_DEPOSITED, details);
    }
  }

  private void withdrew(Operation.OperationBody body) {
    byte[] id = body.getLiquidityPoolWithdrawOp().getLiquidityPoolID().getPoolID().getHash();
    Applied.PoolChange change = tx.poolChange(index, id);
    if (change != null) {
      var params = change.pool().getBody().getConstantProduct().getParams();
      ObjectNode details = Json.object();
      details.set("liquidity_pool", Json.pool(change.pool()));
      details.set(
          "reserves_received", Json.reserves(params, -change.reserveA(), -change.reserveB()));
      details.put("shares_redeemed", Text.amount(-change.shares()));
      add(source, EffectType.LIQUIDITY_POOL_WITHDREW, details);
    }
  }
}
