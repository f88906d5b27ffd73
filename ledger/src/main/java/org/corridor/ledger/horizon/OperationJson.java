package org.corridor.ledger.horizon;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.corridor.ledger.TransactionChanges;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.store.Participants;
import org.jspecify.annotations.Nullable;
import org.stellar.sdk.xdr.AllowTrustOp;
import org.stellar.sdk.xdr.Asset;
import org.stellar.sdk.xdr.AssetType;
import org.stellar.sdk.xdr.ChangeTrustAsset;
import org.stellar.sdk.xdr.ChangeTrustOp;
import org.stellar.sdk.xdr.LedgerKey;
import org.stellar.sdk.xdr.LiquidityPoolConstantProductParameters;
import org.stellar.sdk.xdr.LiquidityPoolDepositOp;
import org.stellar.sdk.xdr.LiquidityPoolWithdrawOp;
import org.stellar.sdk.xdr.ManageBuyOfferOp;
import org.stellar.sdk.xdr.ManageSellOfferOp;
import org.stellar.sdk.xdr.MuxedAccount;
import org.stellar.sdk.xdr.Operation;
import org.stellar.sdk.xdr.OperationType;
import org.stellar.sdk.xdr.PathPaymentStrictReceiveOp;
import org.stellar.sdk.xdr.PathPaymentStrictSendOp;
import org.stellar.sdk.xdr.PaymentOp;
import org.stellar.sdk.xdr.Price;
import org.stellar.sdk.xdr.RevokeSponsorshipOp;
import org.stellar.sdk.xdr.SetOptionsOp;
import org.stellar.sdk.xdr.SetTrustLineFlagsOp;
import org.stellar.sdk.xdr.Uint32;

/** Horizon's resource of an operation. */
final class OperationJson {
  private static final List<String> ACCOUNT_FLAGS =
      List.of("auth_required", "auth_revocable", "auth_immutable", "auth_clawback_enabled");
  private static final List<String> LINE_FLAGS =
      List.of("authorized", "authorized_to_maintain_liabilites", "clawback_enabled");

  private final Applied tx;
  private final int index;
  private final Operation operation;
  private final MuxedAccount source;
  private final ObjectNode node = Json.object();

  private OperationJson(Applied tx, int index) {
    this.tx = tx;
    this.index = index;
    operation = tx.operation(index);
    source = tx.source(index);
  }

  /**
   * Renders the operation with this index, from 0.
   *
   * @param join whether to show its transaction within
   */
  static ObjectNode of(Applied tx, int index, String base, boolean join) {
    return new OperationJson(tx, index).render(base, join);
  }

  private ObjectNode render(String base, boolean join) {
    String id = Long.toString(tx.operationId(index));
    String hash = Text.hex(tx.stored().hash());
    ObjectNode links = node.putObject("_links");
    Json.link(links, "self", base + "/operations/" + id);
    Json.link(links, "transaction", base + "/transactions/" + hash);
    Json.link(links, "effects", base + "/operations/" + id + "/effects");
    Json.link(links, "succeeds", base + "/effects?order=desc&cursor=" + id);
    Json.link(links, "precedes", base + "/effects?order=asc&cursor=" + id);
    OperationType type = operation.getBody().getDiscriminant();
    node.put("id", id);
    node.put("paging_token", id);
    node.put("transaction_successful", tx.successful());
    node.put("source_account", Text.account(source));
    if (Text.isMuxed(source)) {
      node.put("source_account_muxed", Text.muxed(source));
      node.put("source_account_muxed_id", Text.muxedId(source));
    }
    node.put("type", type.name().toLowerCase(Locale.ROOT));
    node.put("type_i", type.getValue());
    node.put("created_at", Text.time(tx.stored().closeTime()));
    node.put("transaction_hash", hash);
    if (join) {
      node.set("transaction", TransactionJson.of(tx.stored(), base, null));
    }
    AccountId sponsor =
        Participants.sponsor(operation, TransactionChanges.of(tx.rawChanges(index)));
    if (sponsor != null) {
      node.put("sponsor", sponsor.address());
    }
    details(operation.getBody());
    return node;
  }

  private void details(Operation.OperationBody body) {
    switch (body.getDiscriminant()) {
      case CREATE_ACCOUNT -> {
        var op = body.getCreateAccountOp();
        node.put("starting_balance", Text.amount(op.getStartingBalance().getInt64()));
        Json.muxed(node, "funder", source);
        node.put("account", Text.account(op.getDestination()));
      }
      case PAYMENT -> payment(body.getPaymentOp());
      case PATH_PAYMENT_STRICT_RECEIVE -> strictReceive(body.getPathPaymentStrictReceiveOp());
      case PATH_PAYMENT_STRICT_SEND -> strictSend(body.getPathPaymentStrictSendOp());
      case MANAGE_SELL_OFFER -> {
        ManageSellOfferOp op = body.getManageSellOfferOp();
        offer(op.getAmount().getInt64(), op.getPrice(), op.getBuying(), op.getSelling());
        node.put("offer_id", op.getOfferID().getInt64().toString());
      }
      case MANAGE_BUY_OFFER -> {
        ManageBuyOfferOp op = body.getManageBuyOfferOp();
        offer(op.getBuyAmount().getInt64(), op.getPrice(), op.getBuying(), op.getSelling());
        node.put("offer_id", op.getOfferID().getInt64().toString());
      }
      case CREATE_PASSIVE_SELL_OFFER -> {
        var op = body.getCreatePassiveSellOfferOp();
        offer(op.getAmount().getInt64(), op.getPrice(), op.getBuying(), op.getSelling());
      }
      case SET_OPTIONS -> options(body.getSetOptionsOp());
      case CHANGE_TRUST -> trust(body.getChangeTrustOp());
      case ALLOW_TRUST -> allowTrust(body.getAllowTrustOp());
      case ACCOUNT_MERGE -> {
        Json.muxed(node, "account", source);
        Json.muxed(node, "into", body.getDestination());
      }
      case INFLATION -> {}
      case MANAGE_DATA -> {
        var op = body.getManageDataOp();
        byte[] name = op.getDataName().getString64().getBytes();
        node.put("name", new String(name, StandardCharsets.UTF_8));
        boolean set = op.getDataValue() != null;
        node.put("value", set ? Text.base64(op.getDataValue().getDataValue()) : "");
      }
      case BUMP_SEQUENCE ->
          node.put(
              "bump_to",
              body.getBumpSequenceOp().getBumpTo().getSequenceNumber().getInt64().toString());
      default -> laterDetails(body);
    }
  }

  /** Operations that came with protocols 14 to 18. */
  private void laterDetails(Operation.OperationBody body) {
    switch (body.getDiscriminant()) {
      case CREATE_CLAIMABLE_BALANCE -> {
        var op = body.getCreateClaimableBalanceOp();
        node.put("asset", Text.canonical(op.getAsset()));
        node.put("amount", Text.amount(op.getAmount().getInt64()));
        node.set("claimants", Json.claimants(op.getClaimants()));
      }
      case CLAIM_CLAIMABLE_BALANCE -> {
        node.put("balance_id", Text.balance(body.getClaimClaimableBalanceOp().getBalanceID()));
        Json.muxed(node, "claimant", source);
      }
      case BEGIN_SPONSORING_FUTURE_RESERVES ->
          node.put(
              "sponsored_id",
              Text.account(body.getBeginSponsoringFutureReservesOp().getSponsoredID()));
      case END_SPONSORING_FUTURE_RESERVES -> {
        MuxedAccount sponsor =
            tx.successful() ? Participants.beginSponsor(tx.envelope(), index) : null;
        if (sponsor != null) {
          Json.muxed(node, "begin_sponsor", sponsor);
        }
      }
      case REVOKE_SPONSORSHIP -> revoke(body.getRevokeSponsorshipOp());
      case CLAWBACK -> {
        var op = body.getClawbackOp();
        Json.asset(node, "", op.getAsset());
        Json.muxed(node, "from", op.getFrom());
        node.put("amount", Text.amount(op.getAmount().getInt64()));
      }
      case CLAWBACK_CLAIMABLE_BALANCE ->
          node.put("balance_id", Text.balance(body.getClawbackClaimableBalanceOp().getBalanceID()));
      case SET_TRUST_LINE_FLAGS -> {
        SetTrustLineFlagsOp op = body.getSetTrustLineFlagsOp();
        Json.asset(node, "", op.getAsset());
        node.put("trustor", Text.account(op.getTrustor()));
        Json.flags(node, "set", op.getSetFlags().getUint32().getNumber(), LINE_FLAGS);
        Json.flags(node, "clear", op.getClearFlags().getUint32().getNumber(), LINE_FLAGS);
      }
      case LIQUIDITY_POOL_DEPOSIT -> deposit(body.getLiquidityPoolDepositOp());
      case LIQUIDITY_POOL_WITHDRAW -> withdraw(body.getLiquidityPoolWithdrawOp());
      default -> throw new IllegalStateException("no operation of protocol 19");
    }
  }

  private void payment(PaymentOp op) {
    Json.asset(node, "", op.getAsset());
    Json.muxed(node, "from", source);
    Json.muxed(node, "to", op.getDestination());
    node.put("amount", Text.amount(op.getAmount().getInt64()));
  }

  private void strictReceive(PathPaymentStrictReceiveOp op) {
    Json.asset(node, "", op.getDestAsset());
    Json.muxed(node, "from", source);
    Json.muxed(node, "to", op.getDestination());
    node.put("amount", Text.amount(op.getDestAmount().getInt64()));
    path(op.getPath());
    long sent = tx.successful() ? PathAmounts.sent(tx, index) : 0;
    node.put("source_amount", Text.amount(sent));
    node.put("source_max", Text.amount(op.getSendMax().getInt64()));
    Json.asset(node, "source_", op.getSendAsset());
  }

  private void strictSend(PathPaymentStrictSendOp op) {
    Json.asset(node, "", op.getDestAsset());
    Json.muxed(node, "from", source);
    Json.muxed(node, "to", op.getDestination());
    long received = tx.successful() ? PathAmounts.received(tx, index) : 0;
    node.put("amount", Text.amount(received));
    path(op.getPath());
    node.put("source_amount", Text.amount(op.getSendAmount().getInt64()));
    node.put("destination_min", Text.amount(op.getDestMin().getInt64()));
    Json.asset(node, "source_", op.getSendAsset());
  }

  private void path(Asset[] path) {
    ArrayNode list = node.putArray("path");
    for (Asset asset : path) {
      list.add(Json.asset(asset));
    }
  }

  private void offer(long amount, Price price, Asset buying, Asset selling) {
    node.put("amount", Text.amount(amount));
    node.put("price", Text.price(price));
    Json.fraction(node, "price_r", price);
    Json.asset(node, "buying_", buying);
    Json.asset(node, "selling_", selling);
  }

  private void options(SetOptionsOp op) {
    if (op.getHomeDomain() != null) {
      byte[] domain = op.getHomeDomain().getString32().getBytes();
      node.put("home_domain", new String(domain, StandardCharsets.UTF_8));
    }
    Json.optional(node, "inflation_dest", op.getInflationDest());
    number("master_key_weight", op.getMasterWeight());
    if (op.getSigner() != null) {
      node.put("signer_key", Text.signer(op.getSigner().getKey()));
      number("signer_weight", op.getSigner().getWeight());
    }
    if (op.getSetFlags() != null) {
      Json.flags(node, "set", op.getSetFlags().getUint32().getNumber(), ACCOUNT_FLAGS);
    }
    if (op.getClearFlags() != null) {
      Json.flags(node, "clear", op.getClearFlags().getUint32().getNumber(), ACCOUNT_FLAGS);
    }
    number("low_threshold", op.getLowThreshold());
    number("med_threshold", op.getMedThreshold());
    number("high_threshold", op.getHighThreshold());
  }

  private void number(String name, @Nullable Uint32 value) {
    if (value != null) {
      node.put(name, value.getUint32().getNumber());
    }
  }

  private void trust(ChangeTrustOp op) {
    boolean pool = op.getLine().getDiscriminant() == AssetType.ASSET_TYPE_POOL_SHARE;
    Lines.put(node, op.getLine());
    node.put("limit", Text.amount(op.getLimit().getInt64()));
    if (!pool) {
      node.put("trustee", Text.issuer(asset(op.getLine())));
    }
    Json.muxed(node, "trustor", source);
  }

  static Asset asset(ChangeTrustAsset line) {
    Asset asset = new Asset();
    asset.setDiscriminant(line.getDiscriminant());
    asset.setAlphaNum4(line.getAlphaNum4());
    asset.setAlphaNum12(line.getAlphaNum12());
    return asset;
  }

  private void allowTrust(AllowTrustOp op) {
    boolean wide = op.getAsset().getDiscriminant() == AssetType.ASSET_TYPE_CREDIT_ALPHANUM12;
    node.put("asset_type", wide ? "credit_alphanum12" : "credit_alphanum4");
    byte[] code =
        wide
            ? op.getAsset().getAssetCode12().getAssetCode12()
            : op.getAsset().getAssetCode4().getAssetCode4();
    node.put("asset_code", Text.code(code));
    node.put("asset_issuer", Text.account(source));
    Json.muxed(node, "trustee", source);
    node.put("trustor", Text.account(op.getTrustor()));
    long flags = op.getAuthorize().getUint32().getNumber();
    node.put("authorize", (flags & 1) != 0);
    node.put("authorize_to_maintain_liabilities", (flags & 2) != 0);
    node.put("clawback_enabled", (flags & 4) != 0);
  }

  private void revoke(RevokeSponsorshipOp op) {
    if (op.getSigner() != null) {
      node.put("signer_account_id", Text.account(op.getSigner().getAccountID()));
      node.put("signer_key", Text.signer(op.getSigner().getSignerKey()));
      return;
    }
    LedgerKey key = op.getLedgerKey();
    switch (key.getDiscriminant()) {
      case ACCOUNT -> node.put("account_id", Text.account(key.getAccount().getAccountID()));
      case CLAIMABLE_BALANCE ->
          node.put("claimable_balance_id", Text.balance(key.getClaimableBalance().getBalanceID()));
      case DATA -> {
        node.put("data_account_id", Text.account(key.getData().getAccountID()));
        byte[] name = key.getData().getDataName().getString64().getBytes();
        node.put("data_name", new String(name, StandardCharsets.UTF_8));
      }
      case OFFER -> node.put("offer_id", key.getOffer().getOfferID().getInt64().toString());
      case TRUSTLINE -> {
        node.put("trustline_account_id", Text.account(key.getTrustLine().getAccountID()));
        var asset = key.getTrustLine().getAsset();
        if (asset.getDiscriminant() == AssetType.ASSET_TYPE_POOL_SHARE) {
          node.put("trustline_liquidity_pool_id", Text.pool(asset.getLiquidityPoolID()));
        } else {
          node.put("trustline_asset", Text.canonical(Lines.asset(asset)));
        }
      }
      default -> {}
    }
  }

  private void deposit(LiquidityPoolDepositOp op) {
    byte[] id = op.getLiquidityPoolID().getPoolID().getHash();
    Applied.PoolChange change = tx.poolChange(index, id);
    LiquidityPoolConstantProductParameters params = params(change);
    node.put("liquidity_pool_id", Text.hex(id));
    long maxA = op.getMaxAmountA().getInt64();
    long maxB = op.getMaxAmountB().getInt64();
    node.set("reserves_max", Json.reserves(params, maxA, maxB));
    node.put("min_price", Text.price(op.getMinPrice()));
    Json.fraction(node, "min_price_r", op.getMinPrice());
    node.put("max_price", Text.price(op.getMaxPrice()));
    Json.fraction(node, "max_price_r", op.getMaxPrice());
    long putA = change == null ? 0 : change.reserveA();
    long putB = change == null ? 0 : change.reserveB();
    node.set("reserves_deposited", Json.reserves(params, putA, putB));
    node.put("shares_received", Text.amount(change == null ? 0 : change.shares()));
  }

  private void withdraw(LiquidityPoolWithdrawOp op) {
    byte[] id = op.getLiquidityPoolID().getPoolID().getHash();
    Applied.PoolChange change = tx.poolChange(index, id);
    LiquidityPoolConstantProductParameters params = params(change);
    node.put("liquidity_pool_id", Text.hex(id));
    long minA = op.getMinAmountA().getInt64();
    long minB = op.getMinAmountB().getInt64();
    node.set("reserves_min", Json.reserves(params, minA, minB));
    node.put("shares", Text.amount(op.getAmount().getInt64()));
    long gotA = change == null ? 0 : -change.reserveA();
    long gotB = change == null ? 0 : -change.reserveB();
    node.set("reserves_received", Json.reserves(params, gotA, gotB));
  }

  private static @Nullable LiquidityPoolConstantProductParameters params(
      Applied.@Nullable PoolChange change) {
    return change == null ? null : change.pool().getBody().getConstantProduct().getParams();
  }
}
